import { Bucket, provider } from "@isobar/core";
import fc from "fast-check";
import type { Cloud } from "../clouds.js";
import { FAR } from "../pairwise/common.js";
import { type CloudName, configOf } from "../pairwise/places.js";
import { broken, type Mutation, mutationOf } from "./mutations.js";
import { text } from "./values.js";

/** A stack's config with something wrong in it. */
export interface Config {
  readonly mutation: Mutation;
  readonly key: string;
  readonly value: unknown;
  /** What the program deploys to. */
  readonly target: string | undefined;
}

const ACCOUNTS = { aws: "123456789012", gcp: "my-project", azure: "00000000-0000-0000-0000-000000000000" };

/** Keys that mean something to somebody. */
const KEYS = [
  ...["cloud", "region", "zone", "account", "owner", "team", "service", "targets", "aws", "gcp", "azure", "clouds"],
  ...["", "Cloud", "region ", "targets.far", "__proto__", "constructor"],
].map((key) => `isobar:${key}`);
const PROVIDERS_KEYS = [
  ...["aws:region", "aws:profile", "aws:insecure", "aws:maxRetries", "aws:endpoints", "aws:regoin", "aws:secretKey"],
  ...["gcp:project", "gcp:region", "gcp:zone", "gcp:credentials", "gcp:projct", "gcp:batching"],
  ...["azure-native:location", "azure-native:subscriptionId", "azure-native:environment", "azure-native:tenant"],
];

/** What a `Pulumi.<stack>.yaml` can hold. */
const written = fc.oneof(
  text,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom("aws", "gcp", "azure", "eu-central-1", "europe-west4", "westeurope", "[]", "{}", "{", "[1", "null"),
);

/** Everything that can be in a stack's config. */
function legal(cloud: CloudName): Record<string, unknown> {
  return {
    ...configOf(cloud),
    ...{
      "isobar:owner": "ada",
      "isobar:team": "platform",
      "isobar:service": "shop",
      "isobar:account": ACCOUNTS[cloud],
    },
    [`isobar:${cloud}`]: {},
  };
}

export const configs: fc.Arbitrary<Config> = fc.record({
  mutation: mutationOf(written),
  key: fc.oneof(
    fc.constantFrom(...KEYS, ...PROVIDERS_KEYS),
    text.map((key) => `isobar:${key}`),
  ),
  value: written,
  target: fc.constantFrom(undefined, FAR, "elsewhere"),
});

/** The config as the engine would hand it over. */
export function configFor({ cloud }: Cloud, { mutation, key, value }: Config): Record<string, unknown> {
  const changed = Object(broken(legal(cloud), mutation)) as Record<string, unknown>;
  const all = mutation.place % 2 ? changed : { ...legal(cloud), [key]: value };
  return Object.fromEntries(Object.entries(all).filter(([, it]) => it !== undefined));
}

/** A program for that config. */
export function deploy({ target }: Config): void {
  const place = target === undefined ? {} : { target };
  new Bucket("fuzz", place);
  provider(target);
}
