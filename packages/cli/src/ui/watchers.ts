import type { ServerResponse } from "node:http";
import type { Live } from "./live.js";

const POLL_MS = 250;
/** Looking on takes at most this share of the time, so that a long deployment isn't slowed down by it. */
const SHARE = 0.1;
const HEARTBEAT_MS = 15_000;

/** The pages that are open, told what changes by server-sent events. Without any, nothing is looked at. */
export class Watchers {
  readonly #live: Live;
  readonly #pages = new Set<ServerResponse>();
  #timer: NodeJS.Timeout | undefined;
  #lastSent = 0;

  constructor(live: Live) {
    this.#live = live;
  }

  /** Sends a page everything, and from now on what changes. */
  add(page: ServerResponse): undefined {
    this.look();
    page.writeHead(200, { "content-type": "text/event-stream" });
    this.#send(page, "snapshot", this.#live.snapshot());
    this.#pages.add(page);
    page.once("close", () => {
      this.#pages.delete(page);
      if (this.#pages.size === 0) clearTimeout(this.#timer);
    });
    if (this.#pages.size === 1) this.#plan(POLL_MS);
  }

  /** Tells all pages what has changed until now. */
  look(): void {
    const change = this.#live.advance();
    for (const page of this.#pages) {
      if (change === "anew") this.#send(page, "snapshot", this.#live.snapshot());
      else if (change !== undefined) this.#send(page, "change", change);
      else if (Date.now() - this.#lastSent > HEARTBEAT_MS) page.write(":\n\n");
    }
    if (change !== undefined || Date.now() - this.#lastSent > HEARTBEAT_MS) this.#lastSent = Date.now();
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const page of this.#pages) page.end();
  }

  #plan(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const started = performance.now();
      this.look();
      this.#plan(Math.max(POLL_MS, (performance.now() - started) / SHARE));
    }, milliseconds);
  }

  #send(page: ServerResponse, event: string, data: object): void {
    page.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
