import * as fs from "node:fs";
import type { SimulatedProvider } from "@isobar/sandbox";
import type { InputType, ObjectSchema, ProviderSchema } from "@isobar/sandbox/schema";

type Props = Readonly<Record<string, unknown>>;

/** A place in a resource's inputs that takes tags. */
export interface TagPlace {
  /** Such as `rootBlockDevice.tags`. */
  readonly path: string;
  /** What is written there. */
  readonly tags: Props | undefined;
}

/** Names under which providers take tags of what they create. */
const TAGS = ["tags", "labels", "tagsToAdd", "userLabels"];

/** Types in which tags select what already has them, or are those of containers that nobody here starts. */
const SELECTING = /Filter|LifecycleRule$|ProviderAssumeRole$|EcsParameters$/;

export function schemaOf(backend: string): ProviderSchema {
  const { provider } = require(`@isobar/${backend}/sandbox`) as { provider: SimulatedProvider };
  return JSON.parse(fs.readFileSync(provider.schemaPath, "utf8")) as ProviderSchema;
}

/** Resource types of a schema that take tags at all. */
export function taggable(schema: ProviderSchema): string[] {
  return Object.keys(schema.resources).filter((type) => {
    const object = schema.resources[type]?.inputs as ObjectSchema;
    return tagPlaces(schema, object, {}, "").length > 0;
  });
}

/**
 * Every place that takes tags in a resource with these inputs: its own, those of what is nested in it, and those of nested
 * objects that were left out.
 */
export function placesOf(schema: ProviderSchema, type: string, inputs: Props): TagPlace[] {
  const object = schema.resources[type]?.inputs;
  return object ? tagPlaces(schema, object, inputs, "") : [];
}

function tagPlaces(schema: ProviderSchema, object: ObjectSchema, value: Props, path: string): TagPlace[] {
  return Object.entries(object.properties).flatMap(([name, type]) => {
    const at = path ? `${path}.${name}` : name;
    if (name === "labels" && "userLabels" in object.properties) return [];
    if (name === "tagsToAdd" && value.copyTags === true) return [];
    if (TAGS.includes(name) && isMap(type)) return [{ path: at, tags: value[name] as Props | undefined }];
    return nested(schema, type, value[name], at);
  });
}

function nested(schema: ProviderSchema, type: InputType, value: unknown, path: string): TagPlace[] {
  if (typeof type !== "object") return [];
  if ("array" in type) return asList(value).flatMap((item) => nested(schema, type.array, item, path));
  if ("union" in type) return type.union.flatMap((some) => nested(schema, some, value, path));
  if (!("ref" in type) || SELECTING.test(type.ref)) return [];
  const object = schema.types[type.ref];
  if (!object || isReference(value)) return [];
  if (value !== undefined) return tagPlaces(schema, object, value as Props, path);
  const { id, ...others } = object.properties;
  const takesTags = Object.keys(others).some((name) => TAGS.includes(name) && isMap(others[name]));
  // What could have an id is another resource, to which there is no reference.
  return takesTags && id === undefined ? [{ path, tags: undefined }] : [];
}

/** True for an object that only names another resource. */
function isReference(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).join() === "id";
}

function isMap(type: InputType | undefined): boolean {
  return typeof type === "object" && "map" in type;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
