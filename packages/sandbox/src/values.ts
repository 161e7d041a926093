import { type Props, UNKNOWN } from "./model.js";
import type { Path } from "./paths.js";

export { UNKNOWN };

/** Key under which the engine's wire format marks special objects ("Pulumi documentation: gRPC protocol, property values"). */
export const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";

/** The engine has one sentinel per type of the unknown value; models know only that of strings. */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export function isObject(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a value is an asset or an archive. */
export function isAsset(value: unknown): value is Props {
  return isObject(value) && (value[SIGNATURE_KEY] === ASSET || value[SIGNATURE_KEY] === ARCHIVE);
}

export function isSecret(value: unknown): value is Props {
  return isObject(value) && value[SIGNATURE_KEY] === SECRET;
}

/** Whether a value refers to a resource. */
export function isResource(value: unknown): value is Props {
  return isObject(value) && value[SIGNATURE_KEY] === RESOURCE;
}

/** Whether a value is as a whole only known later. */
export function isUnknown(value: unknown): boolean {
  return UNKNOWNS.has(value);
}

/** Whether a plain value is unknown or holds an unknown value anywhere, also inside of a string. */
export function containsUnknown(value: unknown): boolean {
  if (typeof value === "string") {
    return value.includes(UNKNOWN);
  }
  return Array.isArray(value) || isObject(value) ? Object.values(value).some(containsUnknown) : false;
}

/** A value with its secrets unwrapped, its unknowns unified and without the members that are null. */
export function plain(value: unknown): unknown {
  if (isSecret(value)) {
    return plain(value.value);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (isObject(value)) {
    return plainProps(value);
  }
  return isUnknown(value) ? UNKNOWN : value;
}

/** Like {@link plain}, for the properties of a resource, without reserved keys. */
export function plainProps(props: Props): Props {
  const entries = Object.entries(props).map(([key, value]) => [key, plain(value)] as const);
  return Object.fromEntries(entries.filter(([key, value]) => value != null && !isReserved(key)));
}

/** Whether a key belongs to engine and provider, not to the resource. */
export function isReserved(key: string): boolean {
  return key.startsWith("__");
}

/** Paths of the secrets in a value of the wire format. */
export function secretPaths(value: unknown): Path[] {
  if (isSecret(value)) {
    return [[]];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => secretPaths(item).map((path) => [index, ...path]));
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, item]) => secretPaths(item).map((path) => [key, ...path]));
  }
  return [];
}

/** Wraps what lies at these paths as secrets; where a path ends early, the last value on the way. */
export function wrapSecrets(props: Props, paths: readonly Path[]): Props {
  const wrapped = { ...props };
  for (const [key, ...rest] of paths) {
    if (typeof key === "string" && wrapped[key] != null) {
      wrapped[key] = wrapAt(wrapped[key], rest);
    }
  }
  return wrapped;
}

function wrapAt(value: unknown, [key, ...rest]: Path): unknown {
  if (isSecret(value)) {
    return value;
  }
  if (Array.isArray(value) && typeof key === "number" && key < value.length) {
    return value.with(key, wrapAt(value[key], rest));
  }
  if (isObject(value) && typeof key === "string" && key in value) {
    return { ...value, [key]: wrapAt(value[key], rest) };
  }
  return { [SIGNATURE_KEY]: SECRET, value };
}

/** A copy in which every string that holds an unknown value is unknown as a whole. */
export function blurUnknown(value: unknown): unknown {
  if (typeof value === "string") {
    return value.includes(UNKNOWN) ? UNKNOWN : value;
  }
  if (Array.isArray(value)) {
    return value.map(blurUnknown);
  }
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, blurUnknown(item)]))
    : value;
}

/** An object as JSON text, secret if anything in it is, and unknown as long as anything in it is. Others are what they are. */
export function asJson(value: unknown): unknown {
  const known = plain(value);
  if (!isObject(known)) {
    return value;
  }
  const text = containsUnknown(known) ? UNKNOWN : JSON.stringify(known);
  return secretPaths(value).length > 0 ? { [SIGNATURE_KEY]: SECRET, value: text } : text;
}
