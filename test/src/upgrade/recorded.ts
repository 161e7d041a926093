import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { StoredRecord } from "../../../packages/sandbox/dist/store.js";
import type { StateResource } from "../lab/stack.js";

const TEST = path.resolve(__dirname, "../..");
const STATES = path.join(TEST, "states");
const EXTENSION = ".json.gz";

/** A program and the state that a version of Isobar left of it. */
export interface Recorded {
  /** The Pulumi project. */
  readonly project: string;
  /** The Pulumi stack. */
  readonly stack: string;
  /** Module under `test/dist`. */
  readonly module: string;
  readonly args: unknown;
  readonly config: Readonly<Record<string, unknown>>;
  /** What `pulumi stack export` gave, without times. */
  readonly state: { readonly version: number; readonly deployment: { readonly resources: readonly StateResource[] } };
  /** What the simulated cloud had otherwise than the state. */
  readonly cloud: readonly StoredRecord[];
}

/** Versions of which states are kept. */
export function recordedVersions(): string[] {
  return fs.readdirSync(STATES);
}

export function recordedStates(version: string): { readonly name: string; readonly recorded: Recorded }[] {
  const files = fs.readdirSync(path.join(STATES, version)).filter((file) => file.endsWith(EXTENSION));
  return files.map((file) => ({
    name: file.slice(0, -EXTENSION.length),
    recorded: JSON.parse(gunzipSync(fs.readFileSync(path.join(STATES, version, file))).toString()) as Recorded,
  }));
}

export function keep(version: string, name: string, recorded: Recorded): void {
  const text = JSON.stringify(recorded);
  const [place] = machinePaths(text);
  if (place !== undefined) throw new Error(`the state of ${name} holds ${place}`);
  fs.mkdirSync(path.join(STATES, version), { recursive: true });
  fs.writeFileSync(path.join(STATES, version, `${name}${EXTENSION}`), gzipSync(text, { level: 9 }));
}

export function forget(version: string): void {
  fs.rmSync(path.join(STATES, version), { recursive: true, force: true });
}

/** Parts of a text that tell where it was made. */
export function machinePaths(text: string): string[] {
  const own = [path.dirname(TEST), os.tmpdir(), os.homedir()].filter((place) => text.includes(place));
  return [...own, ...(text.match(/file:\/\/[^"]*|[^" ]*node_modules[^" ]*|"sourcePosition"/g) ?? [])];
}
