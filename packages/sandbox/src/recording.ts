import { setTimeout as sleep } from "node:timers/promises";
import { DEFAULTS_KEY } from "./autoname.js";
import { type AskedResources, type Permission, type Props, type SimulatedProvider, UNKNOWN } from "./model.js";
import { isObject, plainProps } from "./values.js";

/** A resource or a call that a program asked the simulated clouds for. */
export interface Demand {
  readonly cloud: string;
  /** `read` is a resource that the program only looks at. */
  readonly kind: "resource" | "read" | "function";
  /** Native type or function, such as `aws:s3/bucket:Bucket`. */
  readonly token: string;
  /** As `permissions` of the models sees them; secrets are plain. */
  readonly inputs: Props;
  /** The configuration of the provider that was asked, in which secrets are plain. */
  readonly config: Props;
  readonly region: string;
  /** What the deployer must be allowed for it; undefined where the sandbox doesn't know. */
  readonly permissions: readonly Permission[] | undefined;
}

/** The end of the names that Isobar makes for what holds data. */
const OWN_RANDOM = /-[0-9a-f]{8}$/;

const QUIET_MILLISECONDS = 200;

interface Recorded {
  readonly provider: SimulatedProvider;
  readonly kind: Demand["kind"];
  readonly token: string;
  /** Name in the program; empty for calls. */
  readonly name: string;
  readonly inputs: Props;
  readonly config: Props;
  readonly region: string;
}

/** Collects what a run asks the simulated clouds for. */
export class Recording {
  readonly #recorded: Recorded[] = [];
  /** What stands for the names that providers generated, which have random parts. */
  readonly #patterns = new Map<string, string>();

  /** @param recorded With inputs as they are after the provider's check. */
  resource(recorded: Omit<Recorded, "kind">): void {
    const { provider, token, name, inputs } = recorded;
    const property = provider.models.find(({ type }) => type === token)?.autoname?.property;
    const physicalName = property === undefined ? undefined : inputs[property];
    const defaults = inputs[DEFAULTS_KEY];
    if (typeof physicalName === "string" && property !== undefined) {
      const generated = Array.isArray(defaults) && defaults.includes(property);
      const pattern = generated ? patternOf(physicalName, name) : physicalName.replace(OWN_RANDOM, "-*");
      if (pattern !== physicalName) this.#patterns.set(physicalName, pattern);
    }
    this.#recorded.push({ ...recorded, kind: "resource", inputs: plainProps(inputs) });
  }

  read(recorded: Omit<Recorded, "kind">): void {
    this.#recorded.push({ ...recorded, kind: "read", inputs: plainProps(recorded.inputs) });
  }

  call(recorded: Omit<Recorded, "kind" | "name">): void {
    this.#recorded.push({ ...recorded, kind: "function", name: "", inputs: plainProps(recorded.inputs) });
  }

  /** Resolves once nothing was asked for during a while: the program then waits for answers. */
  async quiet(): Promise<void> {
    for (let before = -1; before < this.#recorded.length; await sleep(QUIET_MILLISECONDS)) {
      before = this.#recorded.length;
    }
  }

  /** All texts in the inputs until now. */
  texts(): string[] {
    return this.#recorded.flatMap(({ inputs }) => textsIn(inputs));
  }

  /** All that was asked for until now. */
  demands(): Demand[] {
    const legible = this.#recorded.map((it) => ({ ...it, inputs: this.#legible(it.inputs) as Props }));
    const all: AskedResources = {
      inputsOf: (type) => legible.filter(({ kind, token }) => kind === "resource" && token === type).map(inputsOf),
    };
    return legible.map((it) => ({
      cloud: it.provider.cloud,
      kind: it.kind,
      token: it.token,
      inputs: it.inputs,
      config: it.config,
      region: it.region,
      permissions: permissionsOf(it, all),
    }));
  }

  /** With `*` for what is not known and for random parts of names. */
  #legible(value: unknown): unknown {
    if (typeof value === "string") {
      let text = value.replaceAll(UNKNOWN, "*");
      for (const [generated, pattern] of this.#patterns) text = text.replaceAll(generated, pattern);
      return text;
    }
    if (Array.isArray(value)) return value.map((item) => this.#legible(item));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#legible(item)]));
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) || isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

function inputsOf({ inputs }: Recorded): Props {
  return inputs;
}

function permissionsOf({ provider, kind, token, inputs }: Recorded, all: AskedResources) {
  const { permissions } =
    (kind === "function"
      ? provider.functions.find((it) => it.token === token)
      : provider.models.find(({ type }) => type === token)) ?? {};
  return typeof permissions === "function" ? permissions(inputs, all) : permissions;
}

/** A generated name with `*` for all that follows the name in the program. */
function patternOf(generated: string, name: string): string {
  const at = generated.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0 || name === "") return "*";
  const end = at + name.length;
  const rest = generated.slice(end);
  return generated.slice(0, end) + (rest === "" ? "" : `${/^[^a-z0-9]/i.exec(rest)?.[0] ?? ""}*`);
}
