import type { Path } from "../paths.js";
import type { InputType, ObjectSchema } from "../schema/types.js";
import type { Attribute, Attributes } from "./data.js";
import { itemOf, refOf } from "./draft.js";

/** Paths lead through the same objects again and again. */
const known = new WeakMap<Attributes, WeakMap<ObjectSchema, ReadonlyMap<string, string>>>();

/**
 * Attribute names by the names of the properties that they became: in camel case, and in the plural where the property is a
 * list.
 */
export function attributesOf(declared: ObjectSchema, attributes: Attributes): ReadonlyMap<string, string> {
  const before = known.get(attributes) ?? new WeakMap<ObjectSchema, ReadonlyMap<string, string>>();
  const names = before.get(declared) ?? paired(declared, attributes);
  known.set(attributes, before.set(declared, names));
  return names;
}

function paired({ properties }: ObjectSchema, attributes: Attributes): ReadonlyMap<string, string> {
  const free = new Set(Object.keys(attributes));
  const found = new Map<string, string>();
  for (const fits of [(name: string, property: string) => camelCase(name) === property, sameWord]) {
    for (const property of Object.keys(properties)) {
      const [name, ...others] = found.has(property) ? [] : [...free].filter((candidate) => fits(candidate, property));
      if (name !== undefined && others.length === 0) {
        found.set(property, name);
        free.delete(name);
      }
    }
  }
  return found;
}

/** Whether a property can be what became of an attribute. */
export function fitsShape(type: InputType, { t, e }: Attribute): boolean {
  const single = itemOf(type) ?? type;
  if (itemOf(type) !== undefined && t !== "list" && t !== "set") {
    return false;
  }
  return (refOf(single) !== undefined) === (e !== undefined);
}

/**
 * A path such as `boot_disk.0.initialize_params.0.size` in Pulumi's names, or undefined where it leads nowhere: to what the SDK
 * lacks, or past the index of a block.
 */
export function pulumiPath(
  path: string,
  declared: ObjectSchema,
  attributes: Attributes,
  typeOf: (ref: string) => ObjectSchema,
): Path | undefined {
  const [name = "", index, ...rest] = path.split(".");
  const property = [...attributesOf(declared, attributes)].find(([, attribute]) => attribute === name)?.[0];
  const type = property === undefined ? undefined : declared.properties[property];
  if (property === undefined || type === undefined) {
    return undefined;
  }
  if (index === undefined) {
    return [property];
  }
  const item = itemOf(type);
  const ref = refOf(item ?? type);
  const block = attributes[name]?.e;
  if (index !== "0" || ref === undefined || !block) {
    return undefined;
  }
  const inside = rest.length > 0 ? pulumiPath(rest.join("."), typeOf(ref), block, typeOf) : [];
  return inside && [property, ...(item ? [0] : []), ...inside];
}

function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function sameWord(attribute: string, property: string): boolean {
  return stem(attribute) === stem(property);
}

/** A name without case and plural. */
function stem(name: string): string {
  return name
    .toLowerCase()
    .replace(/_/g, "")
    .replace(/ies$/, "y")
    .replace(/(ss|x|ch|sh)es$/, "$1")
    .replace(/s$/, "");
}
