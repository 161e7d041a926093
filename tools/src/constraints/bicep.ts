import * as fs from "node:fs";
import * as path from "node:path";

/** A type as bicep-types writes it. References to other types are `#/` and their index. */
interface BicepType {
  readonly $type: string;
  readonly name?: string;
  readonly value?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly body?: Reference;
  readonly itemType?: Reference;
  readonly additionalProperties?: Reference;
  readonly discriminator?: string;
  readonly properties?: Properties;
  readonly baseProperties?: Properties;
  readonly elements?: readonly Reference[] | Readonly<Record<string, Reference>>;
}
interface Reference {
  readonly $ref: string;
}
type Properties = Readonly<Record<string, { readonly type: Reference; readonly flags: number }>>;

/** A type in the form that the data's README describes. */
export type CompactType = { readonly k: string; readonly [fact: string]: unknown };
export type CompactFile = Record<string, CompactType>;

const READ_ONLY = 2;

/** One `types.json`. */
export class BicepFile {
  readonly #types: readonly BicepType[];

  constructor(file: string) {
    this.#types = JSON.parse(fs.readFileSync(file, "utf8"));
  }

  /** Names of the resource types, such as `Microsoft.Network/virtualNetworks@2024-05-01`, and the indexes of their bodies. */
  get resources(): ReadonlyMap<string, number> {
    const found = this.#types.filter(({ $type, body }) => $type === "ResourceType" && body);
    return new Map(found.map(({ name = "", body }) => [name, indexOf(body)]));
  }

  /** Adds a type and all that it refers to. */
  collect(index: number, into: CompactFile): void {
    const type = this.#types[index];
    if (!type || index in into) {
      return;
    }
    into[index] = this.#isOpen(type) ? { k: "any" } : compact(type);
    for (const reference of this.#isOpen(type) ? [] : references(type)) {
      this.collect(indexOf(reference), into);
    }
  }

  /** Whether a type is a list of values beside which any other text is allowed, so that it demands nothing. */
  #isOpen({ $type, elements }: BicepType): boolean {
    const members = listed(elements).map((element) => this.#types[indexOf(element)]?.$type);
    return $type === "UnionType" && members.includes("StringType");
  }
}

/** The files of a namespace at a version, in a checkout of bicep-types-az. */
export function filesOf(checkout: string, namespace: string, version: string): string[] {
  const root = path.join(checkout, "generated");
  return fs
    .readdirSync(root)
    .map((group) => path.join("generated", group, namespace.toLowerCase(), version, "types.json"))
    .filter((file) => fs.existsSync(path.join(checkout, file)));
}

function compact(type: BicepType): CompactType {
  switch (type.$type) {
    case "StringType":
      return { k: "s", ...facts({ mn: type.minLength, mx: type.maxLength, pt: type.pattern }) };
    case "IntegerType":
      return { k: "i", ...facts({ mn: type.minValue, mx: type.maxValue }) };
    case "BooleanType":
      return { k: "b" };
    case "StringLiteralType":
      return { k: "l", v: type.value };
    case "UnionType":
      return { k: "u", e: listed(type.elements).map(indexOf) };
    case "ArrayType":
      return { k: "a", i: indexOf(type.itemType), ...facts({ mn: type.minLength, mx: type.maxLength }) };
    case "ObjectType": {
      const ap = type.additionalProperties && indexOf(type.additionalProperties);
      return { k: "o", p: properties(type.properties), ...facts({ ap }) };
    }
    case "DiscriminatedObjectType": {
      const el = Object.fromEntries(
        Object.entries(type.elements ?? {}).map(([kind, element]) => [kind, indexOf(element)]),
      );
      return { k: "d", d: type.discriminator, p: properties(type.baseProperties), el };
    }
    default:
      return { k: "any" };
  }
}

function properties(given: Properties = {}): Record<string, readonly [number, number]> {
  const writable = Object.entries(given).filter(([, { flags }]) => (flags & READ_ONLY) === 0);
  return Object.fromEntries(writable.map(([name, { type, flags }]) => [name, [indexOf(type), flags & 1]]));
}

function references(type: BicepType): Reference[] {
  const { itemType, additionalProperties } = type;
  const members = Object.values({ ...type.properties, ...type.baseProperties });
  return [
    ...members.filter(({ flags }) => (flags & READ_ONLY) === 0).map((member) => member.type),
    ...[itemType, additionalProperties].filter((reference) => reference !== undefined),
    ...listed(type.elements),
  ];
}

function listed(elements: BicepType["elements"]): Reference[] {
  return Object.values(elements ?? {});
}

function indexOf(reference: Reference | undefined): number {
  return Number(reference?.$ref.slice("#/".length));
}

function facts(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, fact]) => fact !== undefined));
}
