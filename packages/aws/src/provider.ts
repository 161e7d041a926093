import { didYouMean, IsobarError, type ProviderSettings } from "@isobar/core/driver";
import type { Provider, ProviderArgs } from "@pulumi/aws/provider";
import { type Input, type Output, output } from "@pulumi/pulumi";

/** Stack config holds every scalar as text; the provider wants some of them as numbers or flags. */
const KINDS = {
  accessKey: "text",
  allowedAccountIds: "list or object",
  assumeRoleWithWebIdentity: "list or object",
  assumeRoles: "list or object",
  customCaBundle: "text",
  defaultTags: "list or object",
  ec2MetadataServiceEndpoint: "text",
  ec2MetadataServiceEndpointMode: "text",
  endpoints: "list or object",
  forbiddenAccountIds: "list or object",
  httpProxy: "text",
  httpsProxy: "text",
  ignoreTags: "list or object",
  insecure: "flag",
  maxRetries: "number",
  noProxy: "text",
  profile: "text",
  region: "text",
  retryMode: "text",
  s3UsEast1RegionalEndpoint: "text",
  s3UsePathStyle: "flag",
  secretKey: "text",
  sharedConfigFiles: "list or object",
  sharedCredentialsFiles: "list or object",
  skipCredentialsValidation: "flag",
  skipMetadataApiCheck: "flag",
  skipRegionValidation: "flag",
  skipRequestingAccountId: "flag",
  stsRegion: "text",
  tagPolicyCompliance: "text",
  token: "text",
  tokenBucketRateLimiterCapacity: "number",
  useDualstackEndpoint: "flag",
  useFipsEndpoint: "flag",
  userAgents: "list or object",
} as const satisfies Record<keyof ProviderArgs, string>;

type Kind = (typeof KINDS)[keyof typeof KINDS];

/** An explicit provider with the stack's `aws:` config; other accounts than the one given are refused by it. */
export function createProvider(name: string, { region, account, config }: ProviderSettings): Provider {
  const { Provider: AwsProvider } = require("@pulumi/aws/provider") as typeof import("@pulumi/aws/provider");
  const args = Object.fromEntries(Object.entries(config).map(([key, value]) => [key, decoded(key, value)]));
  const guard: ProviderArgs = account === undefined ? {} : { allowedAccountIds: [account] };
  return new AwsProvider(name, { ...args, ...guard, region });
}

function decoded(key: string, value: Input<unknown>): Input<unknown> {
  const kind: Kind | undefined = KINDS[key as keyof typeof KINDS];
  if (kind === undefined) throw unknownKey(key);
  if (kind !== "flag" && kind !== "number") return value;
  if (typeof value === "string") return parsed(key, kind, value);
  return (output(value) as Output<unknown>).apply((known) =>
    typeof known === "string" ? parsed(key, kind, known) : known,
  );
}

function parsed(key: string, kind: "flag" | "number", text: string): boolean | number {
  if (kind === "flag" && (text === "true" || text === "false")) return text === "true";
  if (kind === "number" && /^\d+$/.test(text)) return Number(text);
  throw new IsobarError({
    where: `aws:${key}`,
    what: "has a value that is not possible",
    given: text,
    allowed: kind === "flag" ? "true or false" : "a whole number",
  });
}

function unknownKey(key: string): IsobarError {
  const known = Object.keys(KINDS);
  const suggestion = didYouMean(key, known);
  return new IsobarError({
    where: `aws:${key}`,
    what: "there is no such key",
    allowed: known,
    ...(suggestion ? { fix: suggestion } : {}),
  });
}
