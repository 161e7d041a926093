import type { Props } from "@isobar/sandbox";

/** What exists in the simulated cloud when a mutation is tried. */
export interface Existing {
  /** An output of a resource, named as in a {@link Table}; `id` among them. */
  output(resource: string, property: string): string;
}

/**
 * New values by the path of the input, such as `rules[0].priority`: `undefined` leaves the input out, a function of
 * {@link Existing} gives a value.
 */
export type Changes = Readonly<Record<string, unknown>>;

/** One mistake in a program that is correct without it, and that the real cloud refuses for this mistake. */
export interface Mutation {
  /** The mistake, for people. */
  readonly what: string;
  /** Title of the documentation that has the rule. */
  readonly why: string;
  readonly set?: Changes;
  /**
   * - `create`: in the place of the correct resource, when all that it refers to exists.
   * - `again`: a second resource with the same inputs, when everything exists.
   * - `update`: the existing resource gets the changes, which the API refuses.
   * - `replace`: the existing resource gets the changes, for which the provider replaces it.
   * - `change`: the existing resource gets the changes, which it can't have in place: refused or replaced.
   * - `delete`: the existing resource is deleted.
   *
   * Default: `create`.
   */
  readonly at?: "create" | "again" | "update" | "replace" | "change" | "delete";
  /** For `again`: changes with which a second resource is accepted. Default: the second one is itself the mistake. */
  readonly apart?: Changes;
  /** The sandbox doesn't refuse it yet. */
  readonly missed?: true;
}

/** Mutations by resource, named by its type without the package, and its name in the program: `ec2/vpc:Vpc net`. */
export type Table = Readonly<Record<string, readonly Mutation[]>>;

/** An output of an existing resource, as a new value. */
export function of(resource: string, property = "id"): (there: Existing) => string {
  return (there) => there.output(resource, property);
}

/** The ids of existing resources, as a new value. */
export function ids(...resources: readonly string[]): (there: Existing) => string[] {
  return (there) => resources.map((resource) => there.output(resource, "id"));
}

/** So many tags or labels. */
export function tags(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`tag-${i}`, "x"]));
}

/** Inputs with changes. */
export function changed(inputs: Props, changes: Changes, there: Existing): Props {
  const copy = structuredClone(inputs);
  for (const [path, value] of Object.entries(changes)) {
    put(
      copy,
      path.replaceAll("[", ".").replaceAll("]", "").split("."),
      typeof value === "function" ? value(there) : value,
    );
  }
  return copy;
}

function put(holder: Props, [key = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) {
    const inner = holder[key];
    if (typeof inner !== "object" || inner === null)
      throw new Error(`the inputs have no ${key} with ${rest.join(".")}`);
    put(inner as Props, rest, value);
  } else if (value === undefined) {
    if (!(key in holder)) throw new Error(`the inputs have no ${key} to leave out`);
    delete holder[key];
  } else {
    holder[key] = value;
  }
}
