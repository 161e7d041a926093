import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { SameUser } from "@isobar/sandbox";
import { UserError } from "../errors.js";
import { act } from "./actions.js";
import { assets, type Content } from "./assets.js";
import { type Place, pathAfterToken, refusalOf } from "./guard.js";
import { HEADERS } from "./html.js";
import { Live, type LiveOptions } from "./live.js";
import { Watchers } from "./watchers.js";

const MAX_BODY = 64 * 1024;

export interface UiOptions extends LiveOptions {
  /** Default: one that is free. */
  readonly port?: number;
}

export interface UiServer {
  /** Where the page is, with the token that lets in. */
  readonly address: string;
  /** An address that leads to the page once. It may be seen by others, such as in the arguments of a browser's process. */
  readonly opener: string;
  close(): Promise<void>;
}

/**
 * Serves the live page of a sandbox on loopback.
 *
 * @throws UserError if the port is taken.
 */
export async function serveUi(options: UiOptions): Promise<UiServer> {
  const live = new Live(options);
  const watchers = new Watchers(live);
  const files = assets();
  const token = secret();
  const tickets = new Set([secret()]);
  const sameUser = new SameUser();
  const server = createServer(async (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const place = { port: (server.address() as AddressInfo).port, token };
    if (!leadToPage(request, response, place, tickets)) await answer(request, response, place);
  });
  server.on("connection", (socket) => {
    if (!sameUser.allows(socket)) socket.destroy();
  });

  async function answer(request: IncomingMessage, response: ServerResponse, place: Place): Promise<void> {
    const { method = "", url = "", headers } = request;
    const refusal = refusalOf({ method, url, headers }, place);
    if (refusal) return sendText(response, refusal.status, refusal.reason);
    const path = pathAfterToken(url);
    await sendResult(response, async () => {
      if (method === "POST") {
        const happened = act(path, live, options.controls, await bodyOf(request));
        watchers.look();
        return happened && json({ happened });
      }
      if (path === "details") return json(live.details(queryOf(url).get("key") ?? ""));
      if (path === "events") return watchers.add(response);
      return files.get(path)?.();
    });
  }

  const port = await listen(server, options.port ?? 0);
  return {
    address: `http://127.0.0.1:${port}/${token}/`,
    opener: `http://127.0.0.1:${port}/open/${[...tickets][0]}`,
    close: async () => {
      watchers.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Exchanges a ticket for the address of the page. */
function leadToPage(
  request: IncomingMessage,
  response: ServerResponse,
  { port, token }: Place,
  tickets: Set<string>,
): boolean {
  const ticket = /^\/open\/([^/]+)$/.exec(request.url ?? "")?.[1];
  const allowed =
    refusalOf({ method: "GET", url: `/${token}/`, headers: request.headers }, { port, token }) === undefined;
  if (request.method !== "GET" || ticket === undefined || !allowed || !tickets.delete(ticket)) return false;
  response.writeHead(303, { location: `/${token}/` }).end();
  return true;
}

/** Sends what the work results in, unless it has begun to answer by itself. */
async function sendResult(response: ServerResponse, work: () => Promise<Content | undefined>): Promise<void> {
  try {
    const result = await work();
    if (response.headersSent) return;
    if (result === undefined) return sendText(response, 404, "there is nothing here");
    response.setHeader("content-type", result.type).end(result.body);
  } catch (error) {
    if (!(error instanceof UserError))
      process.stderr.write(`isobar: ${error instanceof Error ? error.stack : error}\n`);
    const message =
      error instanceof UserError ? error.message : "this failed; the terminal of isobar sandbox ui says more";
    sendText(response, error instanceof UserError ? 400 : 500, message);
  }
}

function json(value: object): Content {
  return { type: "application/json", body: JSON.stringify(value) };
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}

async function bodyOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) {
    text += chunk;
    if (text.length > MAX_BODY) throw new UserError("the request is too long");
  }
  try {
    return { ...JSON.parse(text) };
  } catch {
    throw new UserError("the request is no JSON");
  }
}

function queryOf(url: string): URLSearchParams {
  return new URL(url, "http://localhost").searchParams;
}

function secret(): string {
  return randomBytes(24).toString("base64url");
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken =
        error.code === "EADDRINUSE" ? `--port ${port}: this port is taken; leave it out for a free one` : error.message;
      reject(new UserError(taken));
    });
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}
