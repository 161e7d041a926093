import { Agent, request } from "node:https";
import type { Props } from "@isobar/sandbox";
import { props, text } from "../values";

/** How to reach an API server. */
export interface Connection {
  /** Such as `https://127.0.0.1:6443`. */
  readonly server: string;
  /** PEM of the authority that signed the server's certificate. */
  readonly certificateAuthority: string;
  readonly token: string;
}

/** What an API server answered. */
export interface Answer {
  readonly code: number;
  readonly body: Props;
}

export interface Ask {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly contentType?: string;
  readonly body?: unknown;
}

/** The status of an answer that refuses. */
export function messageOf({ code, body }: Answer): string {
  return text(body.message) ?? `the server answered ${code}`;
}

/** Requests to one API server, over connections that stay open. */
export class Client {
  readonly #connection: Connection;
  readonly #agent: Agent;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#agent = new Agent({ keepAlive: true, maxSockets: 32, ca: connection.certificateAuthority });
  }

  /** @throws if the server can't be reached. */
  ask({ method, path, contentType = "application/json", body }: Ask): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    // Node gives the body of a DELETE no length by itself.
    const content = text !== undefined && { "content-type": contentType, "content-length": Buffer.byteLength(text) };
    const headers = { authorization: `Bearer ${this.#connection.token}`, accept: "application/json", ...content };
    const options = { method, agent: this.#agent, headers };
    return new Promise((resolve, reject) => {
      const sent = request(`${this.#connection.server}${path}`, options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () =>
          resolve({ code: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks).toString()) }),
        );
      });
      sent.on("error", reject);
      sent.end(text);
    });
  }
}

function parsed(answer: string): Props {
  try {
    return props(JSON.parse(answer));
  } catch {
    return { message: answer };
  }
}
