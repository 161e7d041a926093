import type { Props } from "@isobar/sandbox";
import { dns1035Label, dnsSubdomain } from "../names";
import { given, number, objects, props, text, unknown } from "../values";
import { type Fault, follows, invalid, need, oneOf, type Rules, required } from "./fault";

/** "Extend the Kubernetes API with CustomResourceDefinitions". */
export const customResourceDefinition: Rules = (object) => {
  const spec = props(object.spec);
  if (typeof object.spec === "string" || unknown(spec.names)) return [];
  const names = props(spec.names);
  const versions = objects(spec.versions);
  const [group, plural, name] = [text(spec.group), text(names.plural), text(props(object.metadata).name)];
  const misnamed = group && plural && name !== undefined && name !== `${plural}.${group}`;
  const stored = versions.filter(({ storage }) => storage === true).length;
  return [
    ...need(spec, "group", "spec"),
    ...follows(dnsSubdomain, spec.group, "spec.group"),
    ...need(names, "plural", "spec.names"),
    ...need(names, "kind", "spec.names"),
    ...follows(dns1035Label, names.plural, "spec.names.plural"),
    ...(misnamed ? [invalid("metadata.name", name, `must be spec.names.plural+"."+spec.group`)] : []),
    ...oneOf(["Cluster", "Namespaced"], spec.scope, "spec.scope"),
    ...(stored === 1 || unknown(spec.versions)
      ? []
      : [
          invalid(
            "spec.versions",
            versions.map((it) => it.name),
            "must have exactly one version marked as storage version",
          ),
        ]),
    ...versions.flatMap((version, index) => schemaFaults(version, `spec.versions[${index}]`)),
  ];
};

function schemaFaults(version: Props, field: string): Fault[] {
  const schema = props(version.schema).openAPIV3Schema;
  if (!given(schema)) return [required(`${field}.schema.openAPIV3Schema`, "schemas are required")];
  const { type } = props(schema);
  return type === "object" || unknown(type)
    ? []
    : [invalid(`${field}.schema.openAPIV3Schema.type`, type ?? "", "must be object at the root")];
}

/** A custom resource held to the schema of its definition: types, what is required, closed lists, bounds and patterns. */
export function schemaOf(definition: Props, version: string): Props {
  const served = objects(props(definition.spec).versions).find(({ name }) => name === version);
  return props(props(props(served).schema).openAPIV3Schema);
}

export function valueFaults(schema: Props, value: unknown, field: string): Fault[] {
  if (value == null || (typeof value === "string" && text(value) === undefined)) return [];
  const wrong = typeFault(schema, value, field);
  if (wrong) return [wrong];
  return [...boundFaults(schema, value, field), ...insideFaults(schema, value, field)];
}

function typeFault(schema: Props, value: unknown, field: string): Fault | undefined {
  if (schema["x-kubernetes-int-or-string"] === true || schema.type === undefined) return undefined;
  const is = Array.isArray(value)
    ? "array"
    : typeof value === "number" && Number.isInteger(value)
      ? "integer"
      : typeof value;
  const fits = is === schema.type || (is === "integer" && schema.type === "number");
  return fits ? undefined : invalid(field, value, `${field} in body must be of type ${String(schema.type)}: "${is}"`);
}

function boundFaults(schema: Props, value: unknown, field: string): Fault[] {
  const { minimum, maximum, pattern, maxLength, minLength } = schema;
  const known = number(value);
  const words = text(value);
  const limits = Array.isArray(schema.enum) ? schema.enum : undefined;
  const below = known !== undefined && typeof minimum === "number" && known < minimum;
  const above = known !== undefined && typeof maximum === "number" && known > maximum;
  const strange = words !== undefined && typeof pattern === "string" && !new RegExp(pattern).test(words);
  const long = words !== undefined && typeof maxLength === "number" && words.length > maxLength;
  const short = words !== undefined && typeof minLength === "number" && words.length < minLength;
  return [
    ...(limits && !limits.includes(value) ? oneOf(limits.map(String), String(value), field) : []),
    ...(below ? [invalid(field, known, `${field} in body should be greater than or equal to ${minimum}`)] : []),
    ...(above ? [invalid(field, known, `${field} in body should be less than or equal to ${maximum}`)] : []),
    ...(strange ? [invalid(field, words, `${field} in body should match '${pattern}'`)] : []),
    ...(long || short ? [invalid(field, words, `${field} in body has a length out of its bounds`)] : []),
  ];
}

function insideFaults(schema: Props, value: unknown, field: string): Fault[] {
  if (Array.isArray(value))
    return value.flatMap((item, index) => valueFaults(props(schema.items), item, `${field}[${index}]`));
  if (typeof value !== "object" || value === null) return [];
  const path = (name: string) => (field === "" ? name : `${field}.${name}`);
  const object = value as Props;
  const missing = (Array.isArray(schema.required) ? schema.required : []).filter(
    (name) => !given(object[String(name)]),
  );
  const declared = props(schema.properties);
  const others = props(schema.additionalProperties);
  return [
    ...missing.map((name) => required(path(String(name)))),
    ...Object.entries(object).flatMap(([name, item]) => valueFaults(props(declared[name] ?? others), item, path(name))),
    ...strangers(schema, object).map((name) => ({ field: path(name), reason: "field not declared in schema" })),
  ];
}

/** Server-side apply refuses fields that the schema doesn't have. */
function strangers(schema: Props, object: Props): string[] {
  const open = schema["x-kubernetes-preserve-unknown-fields"] === true || given(schema.additionalProperties);
  if (open || !given(schema.properties) || schema["x-kubernetes-embedded-resource"] === true) return [];
  const declared = props(schema.properties);
  return Object.keys(object).filter(
    (name) => !(name in declared) && !["apiVersion", "kind", "metadata"].includes(name),
  );
}
