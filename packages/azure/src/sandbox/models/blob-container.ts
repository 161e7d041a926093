import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, resourceId } from "../arm";
import { CONTAINER_NAME } from "../naming";
import { seek, typeOf } from "../references";
import { type Refusal, refusal, valuesAt } from "../refusal";

const TOKEN = "storage:BlobContainer";
const ACCOUNT = { token: "storage:StorageAccount", arm: "Microsoft.Storage/storageAccounts" };

/** "Delete Container": its name is free again after so long. */
const DELETING_MS = 30_000;

export const blobContainer = armModel({
  token: TOKEN,
  arm: `${ACCOUNT.arm}/blobServices/containers`,
  name: "containerName",
  naming: CONTAINER_NAME,
  parents: [
    { input: "accountName", token: ACCOUNT.token },
    { input: "", fixed: "default" },
  ],
  api: "2024-01-01",
  autoname: "copy",
  refuse: (inputs, world, id) =>
    refuseAccess(inputs, world) ??
    refuseMetadata(inputs) ??
    refuseScope(inputs) ??
    refuseUnversioned(inputs, world) ??
    refuseDeleting(inputs, world, id),
  seconds: { create: 1, update: 1, delete: 1 },
  outputs: (_, world) => ({
    etag: `"0x${world.hex(15).toUpperCase()}"`,
    deleted: false,
    lastModifiedTime: world.now().toISOString(),
    hasImmutabilityPolicy: false,
    hasLegalHold: false,
    leaseState: "Available",
    leaseStatus: "Unlocked",
  }),
});

function accountOf({ accountName, resourceGroupName }: Props, world: ResourceWorld) {
  return seek(world, ACCOUNT.token, resourceId(world, resourceGroupName, ACCOUNT.arm, [accountName]));
}

/** "Remediate anonymous read access to blob data". */
function refuseAccess(inputs: Props, world: ResourceWorld): Refusal {
  const { publicAccess = "None" } = inputs;
  if (publicAccess === "None" || accountOf(inputs, world)?.inputs.allowBlobPublicAccess === true) return undefined;
  return refusal(409, "PublicAccessNotPermitted", "Public access is not permitted on this storage account.");
}

/** "Naming and referencing containers, blobs, and metadata": names are identifiers of C#. */
function refuseMetadata({ metadata }: Props): Refusal {
  const strange = Object.keys((metadata ?? {}) as Props).find((name) => !/^[A-Za-z_]\w*$/.test(name));
  if (strange === undefined) return undefined;
  return refusal(
    400,
    "InvalidMetadata",
    `The metadata specified is invalid. It has characters that are not permitted.`,
  );
}

/** "Create Container", x-ms-deny-encryption-scope-override. */
function refuseScope({ defaultEncryptionScope, denyEncryptionScopeOverride }: Props): Refusal {
  if (denyEncryptionScopeOverride !== true || defaultEncryptionScope !== undefined) return undefined;
  return refusal(
    400,
    "InvalidRequestPropertyValue",
    "The property 'denyEncryptionScopeOverride' cannot be set without 'defaultEncryptionScope'.",
  );
}

/** "Configure immutability policies for blob versions": versions are kept before they are immutable. */
function refuseUnversioned(inputs: Props, world: ResourceWorld): Refusal {
  const { accountName, resourceGroupName } = inputs;
  const isOn = (of: Props | undefined) => valuesAt(of, "immutableStorageWithVersioning.enabled")[0] === true;
  const service = resourceId(world, resourceGroupName, `${ACCOUNT.arm}/blobServices`, [accountName, "default"]);
  const settings = seek(world, "storage:BlobServiceProperties", service)?.inputs;
  if (!isOn(inputs) || isOn(accountOf(inputs, world)?.inputs) || settings?.isVersioningEnabled === true)
    return undefined;
  return refusal(
    409,
    "VersioningNotEnabledForAccount",
    "Version-level immutability of a container needs the versioning of blobs in its account.",
  );
}

function refuseDeleting(inputs: Props, world: ResourceWorld, id: string): Refusal {
  if (Object.keys(world.previous).length > 0) return undefined;
  const last = world.deleted(typeOf(TOKEN), id);
  const since = Date.parse(String(accountOf(inputs, world)?.outputs.creationTime));
  if (!last || last.deletedAt.getTime() < since) return undefined;
  if (world.now().getTime() - last.deletedAt.getTime() >= DELETING_MS) return undefined;
  return refusal(409, "ContainerBeingDeleted", "The specified container is being deleted. Try operation later.");
}
