import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** What a server knows of itself to tell its own page's requests from others. */
export interface Place {
  readonly port: number;
  /** The first part of each path. */
  readonly token: string;
}

export interface Asked {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

export interface Refused {
  readonly status: number;
  readonly reason: string;
}

/**
 * Why a request is refused, or undefined. A page on the web can send requests to loopback, directly or under a name of its own that
 * it lets point here (DNS rebinding), so the Host, the site and the origin are held to this server's own; the token keeps out
 * whoever only knows the port.
 */
export function refusalOf({ method, url, headers }: Asked, { port, token }: Place): Refused | undefined {
  if (!ownHosts(port).includes(headers.host ?? "")) return { status: 421, reason: "this Host is not served here" };
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") {
    return { status: 403, reason: "requests of other sites are refused" };
  }
  const changes = method !== "GET" && method !== "HEAD";
  if (changes && method !== "POST") return { status: 405, reason: "this method is not served here" };
  if (changes ? !isOwn(headers.origin, port) : headers.origin !== undefined && !isOwn(headers.origin, port)) {
    return { status: 403, reason: "requests of other origins are refused" };
  }
  // A form of another site can't send this type without asking first.
  if (changes && headers["content-type"] !== "application/json") return { status: 415, reason: "send JSON" };
  return hasToken(url, token)
    ? undefined
    : { status: 404, reason: "open the address that `isobar sandbox ui` printed" };
}

/** The part of a URL after the token, without the query. */
export function pathAfterToken(url: string): string {
  return url
    .replace(/[?#].*$/, "")
    .split("/")
    .slice(2)
    .join("/");
}

function ownHosts(port: number): string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}

function isOwn(origin: string | undefined, port: number): boolean {
  return ownHosts(port).some((host) => origin === `http://${host}`);
}

function hasToken(url: string, token: string): boolean {
  const given = Buffer.from(/^\/([^/?#]*)\//.exec(url)?.[1] ?? "");
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
