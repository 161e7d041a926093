import { readFileSync } from "node:fs";

const FRESH_MS = 1000;
const FILES = ["/proc/net/tcp", "/proc/net/tcp6"];

/**
 * Tells whether a connection on loopback comes from a process of this user: anybody on the machine can reach a port, but only the
 * user who started the sandbox may drive it. Linux shows the owner of each socket ("proc_pid_net(5)"); elsewhere all are taken
 * for this user's.
 */
export class SameUser {
  readonly #checked = new Map<string, number>();
  readonly #read: (file: string) => string | undefined;
  readonly #user: number | undefined;

  constructor(read = readIfThere, user = process.getuid?.()) {
    this.#read = read;
    this.#user = user;
  }

  /** @param peer Address and port of the other end, as gRPC names it: `127.0.0.1:40000`. */
  allows(peer: string): boolean {
    const now = performance.now();
    const last = this.#checked.get(peer);
    if (last !== undefined && now - last < FRESH_MS) return true;
    const owner = this.#ownerOf(Number(peer.split(":").at(-1)));
    if (owner !== undefined && owner !== this.#user) return false;
    this.#checked.set(peer, now);
    return true;
  }

  /** The user id of the socket on a local port; undefined where that is not to be known. */
  #ownerOf(port: number): number | undefined {
    const hex = port.toString(16).toUpperCase().padStart(4, "0");
    for (const file of FILES) {
      for (const line of this.#read(file)?.split("\n").slice(1) ?? []) {
        const [, local = "", , state = "", , , , uid] = line.trim().split(/\s+/);
        // The listening socket of another program may have the same port on another address.
        if (local.endsWith(`:${hex}`) && state !== LISTEN) return Number(uid);
      }
    }
    return undefined;
  }
}

const LISTEN = "0A";

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
