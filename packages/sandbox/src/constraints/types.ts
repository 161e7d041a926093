import type { Path } from "../paths.js";

/** One thing that a provider demands of a value. Lengths are bytes, as providers written in Go count them. */
export type Demand =
  | { readonly kind: "enum"; readonly values: readonly (string | number | boolean)[]; readonly anyCase?: boolean }
  | { readonly kind: "pattern"; readonly pattern: Pattern }
  | ({ readonly kind: "length" } & Bounds)
  | ({ readonly kind: "range" } & Bounds)
  /** Number of items of a list. */
  | ({ readonly kind: "items" } & Bounds)
  /** A name as RFC 1035 has it, of `min` to `max` characters. */
  | { readonly kind: "name"; readonly min: number; readonly max: number }
  /** An IP network whose prefix has `min` to `max` bits. */
  | { readonly kind: "network"; readonly min: number; readonly max: number }
  /** No value at all: the cloud decides it. */
  | { readonly kind: "computed" }
  /** Key of the table of formats. */
  | { readonly kind: "format"; readonly name: string };

/** Both inclusive; absent: no bound. */
export interface Bounds {
  readonly min?: number;
  readonly max?: number;
}

export interface Pattern {
  /** The regular expression as the provider has it, for people. */
  readonly given: string;
  /** The same in JavaScript. */
  readonly source: string;
  readonly flags?: string;
}

/** What holds for one value: itself, then what lies in it. */
export interface ValueRules {
  readonly demands?: readonly Demand[];
  /** For each item of a list and each value of a map. */
  readonly items?: ValueRules;
  /** Key of {@link Constraints.types}. */
  readonly object?: string;
  /** Keys of {@link Constraints.types}, by the value of the property that tells the kinds of object apart. */
  readonly variants?: { readonly property: string; readonly of: Readonly<Record<string, string>> };
}

/** A rule over several inputs. Paths go from the resource's root. */
export type Group =
  | { readonly kind: "conflicts" | "requires"; readonly property: string; readonly others: readonly Path[] }
  | {
      readonly kind: "exactly-one" | "at-least-one";
      readonly of: readonly Path[];
      /** Properties beside them that the data doesn't know, one of which may be what is wanted. */
      readonly unless?: readonly string[];
    };

export interface ObjectRules {
  readonly properties: Readonly<Record<string, ValueRules>>;
  /** What the SDK leaves optional and the API demands. */
  readonly required?: readonly string[];
  readonly groups?: readonly Group[];
}

/** Where the facts are from. */
export interface Origin {
  readonly source: string;
  readonly date: string;
  /** SPDX identifier. */
  readonly licence: string;
  /** npm name and version of the SDK that the facts belong to, such as `@pulumi/gcp@9.35.0`. */
  readonly sdk: string;
}

/** A provider's own constraints on the inputs of the simulated types, in Pulumi's names and shape. Plain JSON. */
export interface Constraints extends Origin {
  /** Whose words refusals are in. */
  readonly kind: "terraform" | "arm";
  /** By resource token. */
  readonly resources: Readonly<Record<string, ObjectRules>>;
  /** Nested objects that the above reach. */
  readonly types: Readonly<Record<string, ObjectRules>>;
}
