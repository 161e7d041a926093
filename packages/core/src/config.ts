import { type Input, runtime, secret } from "@pulumi/pulumi";
import { z } from "zod";
import { closest, IsobarError } from "./errors";
import { budgetSchema } from "./estimate/budget-config";
import { usagesSchema } from "./estimate/usage";
import { placedSchema, placementSchema } from "./placement/config";
import { parse, rule } from "./validate";

const NAMESPACE = "isobar";

const text = z.string(rule("a text")).min(1, rule("a text that is not empty"));

/** One entry of `isobar:targets`, or the `target` argument of a resource written out. */
const placeSchema = z.strictObject({
  cloud: text.optional(),
  region: text.optional(),
  zone: text.optional(),
  account: z.coerce.string().optional(),
});
export type Place = z.output<typeof placeSchema>;

const schema = z.strictObject({
  cloud: text.optional(),
  region: text.optional(),
  zone: text.optional(),
  account: z.coerce.string().optional(),
  owner: text.optional(),
  team: text.optional(),
  service: text.optional(),
  usage: usagesSchema.optional(),
  budget: budgetSchema.optional(),
  estimate: z.enum(["true", "false"], rule("true or false")).default("true"),
  placement: placementSchema.optional(),
  placed: placedSchema.optional(),
  targets: z.record(z.string(), placeSchema, rule("a map of names to { cloud, region, zone, account }")).optional(),
});

/** Config under `isobar:` that is the same on every cloud. */
export type StackConfig = z.output<typeof schema> & {
  /** Sections `isobar:<cloud>`, not yet checked. */
  readonly sections: Readonly<Record<string, unknown>>;
};

/** Reads and checks the stack's `isobar:` config. Throws at the first key or value that is not possible. */
export function readStackConfig(): StackConfig {
  const raw = keysOf(NAMESPACE);
  const places = [raw, ...Object.values(asRecord(raw.targets))].map(asRecord);
  const { clouds: possible } = asRecord(raw.placement);
  const named = [...places.map((place) => place.cloud), ...(Array.isArray(possible) ? possible : [])];
  const clouds = new Set(named.filter((cloud) => typeof cloud === "string"));
  const isSection = (key: string) => clouds.has(key);
  const own = Object.fromEntries(Object.entries(raw).filter(([key]) => !isSection(key)));
  const sections = Object.fromEntries(Object.entries(raw).filter(([key]) => isSection(key)));
  refuseUnusedSections(own);
  return { ...parseConfig(schema, own), sections };
}

/** Checks a section `isobar:<cloud>` against the backend's own schema. */
export function parseSection<S extends z.ZodObject>(section: S, cloud: string, value: unknown): z.output<S> {
  return parse(section, value ?? {}, `${NAMESPACE}:${cloud}`);
}

/** The config of a Pulumi provider, such as all of `gcp:`; secrets stay secret. */
export function providerConfig(namespace: string): Record<string, Input<unknown>> {
  const { isConfigSecret } = runtime as unknown as { isConfigSecret(key: string): boolean };
  return Object.fromEntries(
    Object.entries(keysOf(namespace)).map(([key, value]) => [
      key,
      isConfigSecret(`${namespace}:${key}`) ? secret(value) : value,
    ]),
  );
}

function parseConfig<S extends z.ZodType>(shape: S, value: unknown): z.output<S> {
  try {
    return parse(shape, value, NAMESPACE);
  } catch (error) {
    if (!(error instanceof IsobarError)) throw error;
    throw new IsobarError({ ...error.refusal, where: error.refusal.where.replace(".", ":") });
  }
}

function refuseUnusedSections(own: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(own)) {
    if (typeof value !== "object" || closest(key, Object.keys(schema.shape))) continue;
    throw new IsobarError({
      where: `${NAMESPACE}:${key}`,
      what: "is a section for a cloud that no target of this stack uses",
      fix: `remove it with \`pulumi config rm ${NAMESPACE}:${key}\``,
    });
  }
}

function keysOf(namespace: string): Record<string, unknown> {
  const start = `${namespace}:`;
  const entries = Object.entries(runtime.allConfig()).filter(([key]) => key.startsWith(start));
  return Object.fromEntries(entries.map(([key, value]) => [key.slice(start.length), decoded(value)]));
}

/** Pulumi hands over objects and lists as JSON and everything else as text. */
function decoded(value: string): unknown {
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
