import { Refusal } from "./errors.js";
import type { Props } from "./model.js";

/**
 * The configuration of each connection. With PULUMI_DEBUG_PROVIDERS the engine uses one server for all providers of a package, but
 * it dials once for each of them, and a request tells its provider by nothing but its connection.
 */
export class Connections {
  readonly #configs = new Map<string, Props>();

  configure(peer: string, config: Props): void {
    this.#configs.set(peer, config);
  }

  /** @throws Refusal if nobody configured the provider over this connection. */
  config(peer: string): Props {
    const config = this.#configs.get(peer);
    if (!config) {
      throw new Refusal(
        "the simulated provider was not configured over this connection, which is lost after 30 idle minutes: run the command again",
      );
    }
    return config;
  }
}
