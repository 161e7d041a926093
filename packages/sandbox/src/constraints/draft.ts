import type { InputType, ObjectSchema, ProviderSchema } from "../schema/types.js";
import type { ConstraintData } from "./data.js";
import { prune } from "./prune.js";
import type { Constraints, ObjectRules } from "./types.js";

/** What could not be taken over. */
export interface Gaps {
  /** Resource tokens that the data doesn't have. */
  readonly missing: readonly string[];
  /** Inputs of the SDK that nothing in the data belongs to: `compute.InstanceScheduling.gracefulShutdown`. */
  readonly unmapped: readonly string[];
  /** Constraints that can't be checked here, as `input: what`. */
  readonly unchecked: readonly string[];
}

export interface Sliced {
  readonly constraints: Constraints;
  readonly gaps: Gaps;
}

/** A slice in the making. */
export class Draft {
  readonly #resources: Record<string, ObjectRules> = {};
  readonly #types: Record<string, ObjectRules> = {};
  readonly #keys = new Map<object, Map<string, string>>();
  readonly #missing = new Set<string>();
  readonly #unmapped = new Set<string>();
  readonly #unchecked = new Set<string>();

  constructor(readonly schema: ProviderSchema) {}

  resource(token: string, rules: ObjectRules): void {
    this.#resources[token] = rules;
  }

  /**
   * Key of the rules of a nested type, which are made once for each counterpart in the data that the type has. Types may
   * refer to themselves.
   */
  type(ref: string, counterpart: object, make: (declared: ObjectSchema) => ObjectRules): string {
    const keys = this.#keys.get(counterpart) ?? new Map<string, string>();
    this.#keys.set(counterpart, keys);
    const known = keys.get(ref);
    if (known !== undefined) {
      return known;
    }
    let key = ref;
    for (let number = 2; key in this.#types; number++) {
      key = `${ref}#${number}`;
    }
    keys.set(ref, key);
    this.#types[key] = { properties: {} };
    this.#types[key] = make(this.declared(ref));
    return key;
  }

  declared(ref: string): ObjectSchema {
    return this.schema.types[ref] ?? { properties: {}, required: [] };
  }

  missing(token: string): void {
    this.#missing.add(token);
  }

  unmapped(owner: string, property: string): void {
    this.#unmapped.add(`${owner}.${property}`);
  }

  unchecked(owner: string, property: string, what: string): void {
    this.#unchecked.add(`${owner}.${property}: ${what}`);
  }

  finish({ kind, source, date, licence, sdk }: ConstraintData): Sliced {
    const { resources, types } = prune(this.#resources, this.#types);
    return {
      constraints: { kind, source, date, licence, sdk, resources, types },
      gaps: {
        missing: [...this.#missing].sort(),
        unmapped: [...this.#unmapped].sort(),
        unchecked: [...this.#unchecked].sort(),
      },
    };
  }
}

/** The name of the nested type that an input holds one of. */
export function refOf(type: InputType): string | undefined {
  return typeof type === "object" && "ref" in type ? type.ref : undefined;
}

/** The type of the items of a list. */
export function itemOf(type: InputType): InputType | undefined {
  return typeof type === "object" && "array" in type ? type.array : undefined;
}
