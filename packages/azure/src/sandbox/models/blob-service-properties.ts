import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, resourceId } from "../arm";
import { seek } from "../references";
import { firstRefusal, type Refusal, refusal, valuesAt } from "../refusal";
import { oneChangeAtATime } from "./storage-account";

const ACCOUNT = { token: "storage:StorageAccount", arm: "Microsoft.Storage/storageAccounts" };

/** "Set Blob Service Properties". */
const MAX_CORS_RULES = 5;
const MAX_ORIGINS = 64;

export const blobServiceProperties = armModel({
  token: "storage:BlobServiceProperties",
  arm: `${ACCOUNT.arm}/blobServices`,
  name: "blobServicesName",
  parents: [{ input: "accountName", token: ACCOUNT.token }],
  api: "2024-01-01",
  lasting: true,
  singleton: true,
  refuse: (inputs, world) =>
    refuseVersion(inputs) ??
    refuseRetention(inputs) ??
    refuseRestore(inputs) ??
    refuseVersions(inputs, world) ??
    refuseCors(inputs),
  seconds: { create: 2, update: 2 },
  exclusive: (inputs, world) => oneChangeAtATime(world, inputs),
});

const invalid = (message: string) => refusal(400, "InvalidRequestPropertyValue", message);

/** "Versioning for Azure Storage": a version is a date. */
function refuseVersion({ defaultServiceVersion: version }: Props): Refusal {
  if (version === undefined || /^\d{4}-\d\d-\d\d$/.test(String(version))) return undefined;
  return invalid(`The value '${version}' for property 'defaultServiceVersion' is invalid.`);
}

/** "Soft delete for blobs", "Soft delete for containers": what is on, is on for some days. */
function refuseRetention(inputs: Props): Refusal {
  return firstRefusal(["deleteRetentionPolicy", "containerDeleteRetentionPolicy"], (property) => {
    const { enabled, days } = (inputs[property] ?? {}) as { readonly enabled?: boolean; readonly days?: number };
    if (!enabled || Number.isInteger(days)) return undefined;
    return invalid(`The value '${days ?? ""}' for property '${property}.days' is invalid.`);
  });
}

/** "Point-in-time restore for block blobs": prerequisites. */
function refuseRestore(inputs: Props): Refusal {
  const [on] = valuesAt(inputs, "restorePolicy.enabled");
  if (on !== true) return undefined;
  const [days, kept] = ["restorePolicy.days", "deleteRetentionPolicy.days"].map((path) =>
    Number(valuesAt(inputs, path)[0]),
  );
  const demands: readonly [boolean, string][] = [
    [inputs.isVersioningEnabled === true, "versioning"],
    [valuesAt(inputs, "changeFeed.enabled")[0] === true, "the change feed"],
    [valuesAt(inputs, "deleteRetentionPolicy.enabled")[0] === true, "soft delete"],
    [Number(days) < Number(kept), "fewer days than soft delete"],
    [valuesAt(inputs, "deleteRetentionPolicy.allowPermanentDelete")[0] !== true, "keeping what is deleted"],
  ];
  const [, missing] = demands.find(([met]) => !met) ?? [];
  return missing === undefined
    ? undefined
    : invalid(`The property 'restorePolicy' cannot be enabled without ${missing}.`);
}

/** "Blob versioning": not in accounts with a hierarchical namespace. */
function refuseVersions(inputs: Props, world: ResourceWorld): Refusal {
  const { accountName, resourceGroupName, isVersioningEnabled } = inputs;
  const account = seek(world, ACCOUNT.token, resourceId(world, resourceGroupName, ACCOUNT.arm, [accountName]));
  if (isVersioningEnabled !== true || account?.inputs.isHnsEnabled !== true) return undefined;
  return refusal(
    409,
    "FeatureNotSupportedForAccount",
    "Versioning is not supported for an account with a hierarchical namespace.",
  );
}

interface CorsRule {
  readonly allowedMethods?: readonly string[];
  readonly allowedOrigins?: readonly string[];
  readonly maxAgeInSeconds?: number;
}

function refuseCors(inputs: Props): Refusal {
  const rules = valuesAt(inputs, "cors.corsRules") as CorsRule[];
  if (rules.length > MAX_CORS_RULES) return invalid(`A service cannot have more than ${MAX_CORS_RULES} CORS rules.`);
  return firstRefusal(rules, ({ allowedMethods = [], allowedOrigins = [], maxAgeInSeconds = 0 }) => {
    if (allowedOrigins.length === 0 || allowedOrigins.length > MAX_ORIGINS) {
      return invalid(`A CORS rule must have 1 to ${MAX_ORIGINS} allowed origins.`);
    }
    if (allowedMethods.length === 0) return invalid("A CORS rule must have an allowed method.");
    return maxAgeInSeconds >= 0 ? undefined : invalid(`The value '${maxAgeInSeconds}' of maxAgeInSeconds is invalid.`);
  });
}
