import { readFileSync } from "node:fs";
import { endianness } from "node:os";

const FILES = ["/proc/net/tcp", "/proc/net/tcp6"];
const ESTABLISHED = "01";

/** Both ends of a connection, as `net.Socket` tells them of the one that was accepted. */
export interface Ends {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  readonly localAddress?: string | undefined;
  readonly localPort?: number | undefined;
}

/**
 * Tells whether a connection over IPv4 comes from a process of this user: anybody on the machine can reach a port on loopback, but
 * only the user who started the sandbox may drive it. Linux shows the owner of each socket ("proc_pid_net(5)"); elsewhere all
 * are taken for this user's.
 */
export class SameUser {
  readonly #read: (file: string) => string | undefined;
  readonly #user: number | undefined;

  constructor(read = readIfThere, user = process.geteuid?.()) {
    this.#read = read;
    this.#user = user;
  }

  /** To be asked when the connection is accepted: once the other end is closed, nobody knows any more whose it was. */
  allows({ remoteAddress, remotePort, localAddress, localPort }: Ends): boolean {
    // The other end's own entry: what is remote for us is local there.
    const [theirs, ours] = [endOf(remoteAddress, remotePort), endOf(localAddress, localPort)];
    let isKnown = false;
    for (const file of FILES) {
      const table = this.#read(file);
      isKnown ||= table !== undefined;
      if (table?.split("\n").some((line) => line.includes(theirs) && this.#isOwn(line, theirs, ours))) return true;
    }
    return !isKnown;
  }

  #isOwn(line: string, theirs: string, ours: string): boolean {
    const [, local = "", remote = "", state, , , , uid] = line.trim().split(/\s+/);
    const isMeant = state === ESTABLISHED && local.endsWith(theirs) && remote.endsWith(ours);
    return isMeant && Number(uid) === this.#user;
  }
}

/** An end as the tables write it: the address as a number of the machine's own byte order. */
function endOf(address = "", port = 0): string {
  const bytes = address
    .replace(/^::ffff:/i, "")
    .split(".")
    .map(Number);
  const ordered = endianness() === "LE" ? bytes.reverse() : bytes;
  return `${ordered.map((byte) => hex(byte, 2)).join("")}:${hex(port, 4)}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, "0");
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
