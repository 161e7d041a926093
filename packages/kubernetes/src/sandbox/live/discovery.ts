import type { Kind } from "../kind";
import { objects, text } from "../values";
import type { Client } from "./connection";

/** How an API server calls the objects of a kind. */
export interface ApiResource {
  /** The plural, as in paths. */
  readonly name: string;
  readonly namespaced: boolean;
}

/** What an API server serves. What it doesn't know is asked for again: definitions come and go. */
export class Discovery {
  readonly #client: Client;
  readonly #known = new Map<string, ApiResource>();

  constructor(client: Client) {
    this.#client = client;
  }

  /** Undefined if the server has no such kind. */
  async find({ apiVersion, kind }: Pick<Kind, "apiVersion" | "kind">): Promise<ApiResource | undefined> {
    const key = `${apiVersion}/${kind}`;
    const known = this.#known.get(key);
    if (known) return known;
    for (const [served, resource] of await this.#list(apiVersion)) this.#known.set(`${apiVersion}/${served}`, resource);
    return this.#known.get(key);
  }

  /** All kinds of an API version. */
  async #list(apiVersion: string): Promise<[string, ApiResource][]> {
    const { body } = await this.#client.ask({ method: "GET", path: groupPath(apiVersion) });
    return objects(body.resources)
      .filter(({ name }) => text(name)?.includes("/") === false)
      .map(({ kind, name, namespaced }) => [String(kind), { name: String(name), namespaced: namespaced === true }]);
  }

  /** Forgets a kind, whose definition is gone. */
  forget({ apiVersion, kind }: Pick<Kind, "apiVersion" | "kind">): void {
    this.#known.delete(`${apiVersion}/${kind}`);
  }
}

export function groupPath(apiVersion: string): string {
  return apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
}
