import type { Actions, Answer, Change, Details, Snapshot } from "./protocol.js";

/** Asks the server to do something. Rejects with its reason if it can't be done. */
export async function act<A extends keyof Actions>(action: A, request: Actions[A]): Promise<Answer> {
  const headers = { "content-type": "application/json" };
  return read<Answer>(fetch(action, { method: "POST", headers, body: JSON.stringify(request) }));
}

export function details(key: string): Promise<Details> {
  return read<Details>(fetch(`details?key=${encodeURIComponent(key)}`));
}

export interface Follower {
  snapshot(snapshot: Snapshot): void;
  change(change: Change): void;
  connected(connected: boolean): void;
}

/** Follows the sandbox, and connects again by itself after a break. Returns what ends it. */
export function follow(follower: Follower): () => void {
  const source = new EventSource("events");
  source.addEventListener("open", () => follower.connected(true));
  source.addEventListener("error", () => follower.connected(false));
  source.addEventListener("snapshot", ({ data }) => follower.snapshot(JSON.parse(data)));
  source.addEventListener("change", ({ data }) => follower.change(JSON.parse(data)));
  return () => source.close();
}

async function read<T>(asked: Promise<Response>): Promise<T> {
  let response: Response;
  try {
    response = await asked;
  } catch {
    throw new Error("isobar sandbox ui has ended; start it again");
  }
  if (!response.ok) throw new Error((await response.text()).trim());
  return response.json();
}
