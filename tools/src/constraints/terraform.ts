import type { Packages } from "./go-packages.js";
import { member, resolved, type Scoped } from "./scoped.js";
import { validationOf } from "./terraform-validation.js";
import { listOf, textOf } from "./terraform-values.js";

/** Facts on one attribute, in the form that the data's README describes. */
export type Attribute = { readonly [fact: string]: unknown };
export type Attributes = { readonly [name: string]: Attribute };

const TYPES: Readonly<Record<string, string>> = {
  "schema.TypeString": "string",
  "schema.TypeInt": "int",
  "schema.TypeFloat": "float",
  "schema.TypeBool": "bool",
  "schema.TypeList": "list",
  "schema.TypeSet": "set",
  "schema.TypeMap": "map",
};

const GROUPS = { conf: "ConflictsWith", one: "ExactlyOneOf", atl: "AtLeastOneOf", rw: "RequiredWith" } as const;

/** The attributes of all resources that a Terraform provider registers, by the resources' names. */
export function resourcesOf(packages: Packages): Map<string, Attributes> {
  const found = new Map<string, Attributes>();
  for (const { scope, literal } of packages.registered) {
    const registered = { packages, scope, value: literal };
    const type = member(registered, "Type")?.value;
    const name = textOf(member(registered, "Name"));
    const resource = member(registered, "Schema");
    if (type?.kind === "name" && type.name === "registry.SchemaTypeResource" && name !== undefined && resource) {
      const attributes = attributesOf(member(resolved(resource), "Schema"));
      if (attributes) found.set(name, attributes);
    }
  }
  return found;
}

function attributesOf(schema: Scoped | undefined): Attributes | undefined {
  const { value, ...place } = schema ? resolved(schema) : { value: undefined };
  if (value?.kind !== "literal" || !("scope" in place)) {
    return undefined;
  }
  const entries = value.items.flatMap(({ key, value: item }) => {
    const name = key && textOf({ ...place, value: key });
    return name === undefined ? [] : [[name, attributeOf(resolved({ ...place, value: item }))] as const];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function attributeOf(schema: Scoped): Attribute {
  const isInput = ["Required", "Optional"].some((flag) => isTrue(member(schema, flag)));
  return isInput ? { ...plainFacts(schema), ...groupsOf(schema), ...elementOf(schema) } : { com: 1 };
}

function plainFacts(schema: Scoped): Attribute {
  const type = member(schema, "Type")?.value;
  const v = validationOf(member(schema, "ValidateFunc") ?? member(schema, "ValidateDiagFunc"));
  return {
    ...(type?.kind === "name" && { t: TYPES[type.name] }),
    ...numberFact("max", member(schema, "MaxItems")),
    ...numberFact("min", member(schema, "MinItems")),
    ...(v && { v }),
  };
}

function numberFact(fact: string, number: Scoped | undefined): Attribute {
  return number?.value.kind === "number" ? { [fact]: number.value.value } : {};
}

function groupsOf(schema: Scoped): Attribute {
  const groups = Object.entries(GROUPS).map(([fact, name]) => [fact, listOf(member(schema, name))] as const);
  return Object.fromEntries(groups.filter(([, paths]) => paths && paths.length > 0));
}

/** Attributes of a block, or facts on the elements of a list of plain values. */
function elementOf(schema: Scoped): Attribute {
  const element = member(schema, "Elem");
  const target = element && resolved(element);
  if (!target) {
    return {};
  }
  const block = attributesOf(member(target, "Schema"));
  if (block) {
    return { e: block };
  }
  const { t, v } = plainFacts(target);
  return v ? { el: { t, v } } : {};
}

function isTrue(flag: Scoped | undefined): boolean {
  return flag?.value.kind === "name" && flag.value.name === "true";
}
