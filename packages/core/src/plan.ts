import type { CustomResourceOptions } from "@pulumi/pulumi";
import type { z } from "zod";
import type { Drivers } from "./backend";
import { type Deployment, type DeploymentTarget, deployment } from "./deployment";
import { closest, didYouMean, IsobarError } from "./errors";
import type { Override } from "./overrides";
import { legalTags, stackTags, type Tags } from "./tags";
import type { Target } from "./target";
import { parse } from "./validate";

/** Arguments that every portable resource takes. */
export interface Common<O> {
  /** Where it goes: a name in `isobar:targets`, or a place written out. Default: the stack's. */
  target?: string | Target;
  /** Tags beside those that attribute the cost (project, stack, owner, team, service); made legal on each cloud. */
  tags?: Tags;
  /** Changes to the native children's arguments, by cloud and child. */
  overrides?: O;
}

/** A driver as every portable resource sees it. */
export interface AnyDriver {
  /** Roles of the native children it can make: the keys of overrides and natives. */
  readonly children: readonly string[];
}

/** A resource that was checked and can be built: nothing was declared to the engine yet. */
export class Plan<D extends AnyDriver = AnyDriver> {
  /** The tags of every child, legal on this cloud. */
  readonly tags: Record<string, string>;
  readonly overrides: Readonly<Record<string, Override<object>>>;
  /** Options of every child, such as the protection of data. */
  childOptions: CustomResourceOptions = {};

  constructor(
    readonly kind: string,
    /** The component's logical name. */
    readonly name: string,
    readonly deployment: Deployment,
    readonly target: DeploymentTarget,
    readonly driver: D,
    args: Common<object>,
  ) {
    this.tags = legalTags({ ...stackTags(deployment.config), ...args.tags }, target.backend.tags, this.label);
    this.overrides = this.checkedOverrides(args.overrides);
  }

  /** The component for messages: `Bucket "data"`. */
  get label(): string {
    return labelOf(this.kind, this.name);
  }

  /** A refusal that names this component and one of its arguments. */
  refusal(
    argument: string,
    what: string,
    more: { given?: unknown; allowed?: string | readonly string[]; fix?: string } = {},
  ): IsobarError {
    return new IsobarError({ where: argument ? `${this.label}: ${argument}` : this.label, what, ...more });
  }

  /** Refuses an argument that the backend does not declare. */
  requireFeature(declared: boolean, argument: string, given: unknown, allowed?: string | readonly string[]): void {
    if (declared) return;
    const { title } = this.target.backend;
    throw this.refusal(argument, `not available on ${title}`, {
      given,
      ...(allowed === undefined ? {} : { allowed }),
      fix: "change it, or deploy this resource to another target",
    });
  }

  /** Refuses overrides of children that are not among those known. */
  refuseOverrides(known: readonly string[]): void {
    const role = Object.keys(this.overrides).find((key) => !known.includes(key));
    if (role !== undefined) this.refuseOverride(role, known);
  }

  private checkedOverrides(all: object | undefined): Readonly<Record<string, Override<object>>> {
    const { name } = this.target.backend;
    const byCloud = all as Record<string, Record<string, Override<object>>> | undefined;
    const overrides = byCloud?.[name];
    if (Array.isArray(byCloud)) throw this.refusal("overrides", "not a map by cloud", { given: "a list" });
    if (overrides !== undefined) this.refuseNoOverrides(overrides);
    const misspelt = overrides ? undefined : closest(name, Object.keys(byCloud ?? {}));
    if (misspelt !== undefined) {
      throw this.refusal(`overrides.${misspelt}`, "there is no such cloud", { fix: `did you mean "${name}"?` });
    }
    for (const role of Object.keys(overrides ?? {})) {
      if (!this.driver.children.includes(role)) this.refuseOverride(role, this.driver.children);
    }
    return overrides ?? {};
  }

  private refuseNoOverrides(overrides: unknown): void {
    const at = `overrides.${this.target.backend.name}`;
    const isMap = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
    if (!isMap(overrides)) throw this.refusal(at, "not a map of overrides by child", { given: overrides });
    for (const [role, override] of Object.entries(overrides as object)) {
      if (isMap(override) || typeof override === "function") continue;
      const allowed = "arguments, or a function of arguments";
      throw this.refusal(`${at}.${role}`, "not a possible value", { given: override, allowed });
    }
  }

  private refuseOverride(role: string, known: readonly string[]): never {
    const { name, title } = this.target.backend;
    const suggestion = didYouMean(role, known);
    throw this.refusal(`overrides.${name}.${role}`, `it has no such child on ${title}`, {
      allowed: known,
      ...(suggestion ? { fix: suggestion } : {}),
    });
  }
}

function refuseName(kind: string, name: unknown): void {
  if (typeof name === "string" && name.trim() !== "" && !name.includes("::")) return;
  throw new IsobarError({
    where: `new ${kind}`,
    what: "its first argument is no name",
    given: typeof name === "string" ? JSON.stringify(name) : typeof name,
    allowed: 'a text that is not empty and has no "::"',
  });
}

export function labelOf(kind: string, name: string): string {
  return `${kind} "${name}"`;
}

/** Checks arguments, finds target and driver, and derives what the driver is to build. A refusal closes the gate. */
export function plan<A extends Common<object>, S extends z.ZodType, D extends AnyDriver, R>(
  kind: string,
  name: string,
  args: A,
  schema: S,
  driverOf: (drivers: { readonly [K in keyof Drivers]: () => Drivers[K] }) => D,
  specify: (plan: Plan<D>, args: z.output<S>) => R,
  owner?: DeploymentTarget,
): { readonly plan: Plan<D>; readonly spec: R } {
  return refusable((run) => {
    const label = labelOf(kind, name);
    refuseName(kind, name);
    const checked = parse(schema, args, label);
    const target = owner ?? run.target(args.target, label);
    const made = new Plan(kind, name, run, target, driverOf(target.backend.drivers), args);
    return { plan: made, spec: specify(made, checked) };
  });
}

/** Runs what may refuse; a refusal keeps the deployment's gate closed. */
export function refusable<T>(run: (deployment: Deployment) => T): T {
  const current = deployment();
  current.gate.touch();
  try {
    return run(current);
  } catch (error) {
    if (error instanceof Error) current.gate.close(error);
    throw error;
  }
}
