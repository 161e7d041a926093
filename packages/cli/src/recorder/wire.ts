import { isAsset, isObject, isResource, isSecret, isUnknown, UNKNOWN } from "@isobar/sandbox/values";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Properties of a resource as the protocol carries them. */
export type WireProps = Readonly<Record<string, unknown>>;

export const fromStruct = (struct: Struct | undefined): WireProps => struct?.toJavaScript() ?? {};

/** A Struct can't hold undefined members. */
export function toStruct(props: WireProps): Struct {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(props)) as Record<string, JavaScriptValue>);
}

const NO_PATHS: ReadonlySet<string> = new Set();

/**
 * The values themselves, secrets too. What is known only later is absent, in lists null.
 * @param given Paths such as `networkInterfaces.natIp`, through objects and lists, at which true stands for it instead.
 */
export function knownProps(props: WireProps, given = NO_PATHS): Record<string, unknown> {
  return known(props, "", given) as Record<string, unknown>;
}

/** For people: `{ $unknown: true }` for what is known only later, `{ $secret: true }` for a secret. */
export function shownProps(props: WireProps): Record<string, unknown> {
  return shown(props) as Record<string, unknown>;
}

/** All texts that are secret, or within something secret. */
export function secretTexts(value: unknown): string[] {
  if (isSecret(value)) return texts(value.value);
  return isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(secretTexts) : [];
}

function known(value: unknown, path: string, given: ReadonlySet<string>): unknown {
  if (isUnknown(value)) return given.has(path) ? true : undefined;
  if (isSecret(value)) return known(value.value, path, given);
  return mapped(value, (item, key) => known(item, joined(path, key), given));
}

function joined(path: string, key: string | undefined): string {
  return [path, key].filter(Boolean).join(".");
}

function shown(value: unknown): unknown {
  // The engine takes a text in which an unknown one stands for unknown as a whole.
  if (isUnknown(value) || (typeof value === "string" && value.includes(UNKNOWN))) return { $unknown: true };
  if (isSecret(value)) return { $secret: true };
  if (isResource(value)) return { $resource: value.urn };
  if (isAsset(value)) return { $asset: value.path ?? value.uri ?? "text" };
  return mapped(value, (item) => shown(item));
}

function mapped(value: unknown, map: (value: unknown, key: string | undefined) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => map(item, undefined) ?? null);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, map(item, key)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined && item !== null));
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return isUnknown(value) ? [] : [value];
  return isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(texts) : [];
}
