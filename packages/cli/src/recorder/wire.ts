import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

/** Properties of a resource as the protocol carries them. */
export type WireProps = Readonly<Record<string, unknown>>;

// Special values have a signature under this key ("Pulumi documentation: gRPC protocol, property values").
const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const ASSETS = ["c44067f5952c0a294b673a41bacd8c17", "0def7320c3a5731c473e5ecbe6d01bc7"];

/** What stands for a text that is known only later. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** There is one sentinel for each type of an unknown value. */
const UNKNOWNS: ReadonlySet<unknown> = new Set([
  UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

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
  if (isSpecial(value, SECRET)) return texts(value.value);
  return isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(secretTexts) : [];
}

function known(value: unknown, path: string, given: ReadonlySet<string>): unknown {
  if (UNKNOWNS.has(value)) return given.has(path) ? true : undefined;
  if (isSpecial(value, SECRET)) return known(value.value, path, given);
  return mapped(value, (item, key) => known(item, joined(path, key), given));
}

function joined(path: string, key: string | undefined): string {
  return [path, key].filter(Boolean).join(".");
}

function shown(value: unknown): unknown {
  // The engine takes a text in which an unknown one stands for unknown as a whole.
  if (UNKNOWNS.has(value) || (typeof value === "string" && value.includes(UNKNOWN))) return { $unknown: true };
  if (isSpecial(value, SECRET)) return { $secret: true };
  if (isSpecial(value, RESOURCE)) return { $resource: value.urn };
  if (isSpecial(value, ...ASSETS)) return { $asset: value.path ?? value.uri ?? "text" };
  return mapped(value, (item) => shown(item));
}

function mapped(value: unknown, map: (value: unknown, key: string | undefined) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => map(item, undefined) ?? null);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, map(item, key)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined && item !== null));
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return UNKNOWNS.has(value) ? [] : [value];
  return isObject(value) || Array.isArray(value) ? Object.values(value).flatMap(texts) : [];
}

function isSpecial(value: unknown, ...signatures: string[]): value is Record<string, unknown> {
  return isObject(value) && signatures.includes(String(value[SIGNATURE_KEY]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
