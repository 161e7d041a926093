import {
  CLOUD_FAULTS,
  type Controls,
  OPERATIONS,
  OWN_FAULTS,
  type Props,
  type SimulatedProvider,
} from "@isobar/sandbox";
import { UserError } from "../errors.js";
import { withoutSecrets } from "../sandbox/secrets.js";
import type { Call, Change, Details, FaultKind, FaultSwitch, Resource, Snapshot } from "./page/protocol.js";
import { keyOf, summarize } from "./resources.js";
import { FaultSwitches } from "./switches.js";

/** As many calls as a page gets when it opens. */
const CALLS = 5000;

export interface LiveOptions {
  readonly controls: Controls;
  readonly providers: readonly SimulatedProvider[];
  readonly folder: string;
  /** What stands between `isobar sandbox` and its subcommands to mean this folder; empty where it is the default one. */
  readonly option: string;
}

/** What pages show of a sandbox, followed from change to change. */
export class Live {
  readonly switches: FaultSwitches;
  readonly #options: LiveOptions;
  #version = -1;
  #resources: ReadonlyMap<string, Resource> = new Map();
  #faults: readonly FaultSwitch[] = [];
  #calls: readonly Call[] = [];
  #callsBefore = 0;
  #logPosition = 0;
  #ahead = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.switches = new FaultSwitches(options.controls);
    this.advance();
  }

  /** As of the latest {@link advance}. */
  snapshot(): Snapshot {
    const { folder, option, providers } = this.#options;
    return {
      folder,
      option,
      clouds: providers.map(({ cloud }) => cloud),
      kinds: kindsOf(providers),
      operations: OPERATIONS,
      resources: [...this.#resources.values()],
      faults: this.#faults,
      calls: this.#calls,
      callsBefore: this.#callsBefore,
      ahead: this.#ahead,
    };
  }

  /**
   * Looks for what has changed.
   *
   * @returns undefined if nothing has; "anew" if the sandbox was reset, so that a page needs a snapshot.
   */
  advance(): Change | "anew" | undefined {
    const calls = this.#readCalls();
    const version = this.#options.controls.version();
    const state = version === this.#version ? {} : this.#readState();
    this.#version = version;
    if (calls === "anew") return "anew";
    const change: Change = { ...state, ...(calls.length > 0 && { calls }) };
    return Object.keys(change).length > 0 ? change : undefined;
  }

  /** @throws UserError if the resource is gone. */
  details(key: string): Details {
    const { inputs, outputs, urn } = withoutSecrets(this.find(key));
    return { inputs, outputs: present(outputs), urn };
  }

  /** @throws UserError if the resource is gone. */
  find(key: string) {
    const found = this.#options.controls.resources().find((each) => keyOf(each) === key);
    if (found === undefined) throw new UserError("this resource is gone");
    return found;
  }

  #readCalls(): readonly Call[] | "anew" {
    const before = this.#logPosition;
    const { calls, from, to } = this.#options.controls.callsFrom(before);
    const anew = from < before;
    const all = anew ? calls : [...this.#calls, ...calls];
    this.#callsBefore = (anew ? 0 : this.#callsBefore) + Math.max(0, all.length - CALLS);
    this.#calls = all.slice(-CALLS);
    this.#logPosition = to;
    return anew ? "anew" : calls;
  }

  #readState(): Change {
    const { controls, providers } = this.#options;
    const before = this.#resources;
    const now = new Map(summarize(controls.resources(), providers).map((resource) => [resource.key, resource]));
    const put = [...now.values()].filter((resource) => !isSame(before.get(resource.key), resource));
    const gone = [...before.keys()].filter((key) => !now.has(key));
    const faults = this.switches.list();
    const faultsChanged = !isSame(faults, this.#faults);
    const ahead = Math.round((controls.now().getTime() - Date.now()) / 1000) * 1000;
    const aheadChanged = ahead !== this.#ahead;
    this.#resources = now;
    this.#faults = faults;
    this.#ahead = ahead;
    return {
      ...(put.length > 0 && { put }),
      ...(gone.length > 0 && { gone }),
      ...(faultsChanged && { faults }),
      ...(aheadChanged && { ahead }),
    };
  }
}

function kindsOf(providers: readonly SimulatedProvider[]): FaultKind[] {
  const cloud = Object.entries(CLOUD_FAULTS).map(([kind, what]) => {
    const tokens = providers.map((provider) => {
      const texts = (provider.faults ?? []).filter((text) => text.kind === kind);
      return [provider.cloud, [...new Set(texts.flatMap((text) => text.tokens))]] as const;
    });
    return { kind, what, ofCloud: true, reach: Object.fromEntries(tokens.filter(([, found]) => found.length > 0)) };
  });
  return [...cloud, ...Object.entries(OWN_FAULTS).map(([kind, what]) => ({ kind, what, ofCloud: false }))];
}

/** Without the outputs that have no value. */
function present(outputs: Props): Props {
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== null));
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
