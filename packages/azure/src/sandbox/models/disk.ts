import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel } from "../arm";
import { computeName } from "../naming";
import { refuseManyZones } from "../places";
import { isRunning } from "../power";
import { DISK, mentions, seek, typeOf } from "../references";
import { type Refusal, refusal, valuesAt } from "../refusal";

/** "Expand virtual hard disks on a Linux VM": above it a disk grows only while it is not attached, from below it too. */
const ONLINE_LIMIT_GIB = 4095;

/** "Azure managed disk types": the largest disk of each kind. */
const LARGEST_GIB: Readonly<Record<string, number>> = { UltraSSD_LRS: 65_536, PremiumV2_LRS: 65_536 };
const ULTRA = "UltraSSD_LRS";
const LARGEST_OTHER_GIB = 32_767;

export const disk = armModel({
  token: "compute:Disk",
  arm: "Microsoft.Compute/disks",
  name: "diskName",
  naming: computeName("disk.name", /^[A-Za-z0-9][\w-]{0,78}\w$|^[A-Za-z0-9]$/),
  api: "2024-03-02",
  autoname: "random",
  immutable: ["location"],
  linked: {
    "creationData.sourceResourceId": ["Microsoft.Compute/disks/beginGetAccess/action"],
    "encryption.diskEncryptionSetId": ["Microsoft.Compute/diskEncryptionSets/read"],
  },
  usedBy: ["compute:VirtualMachine"],
  inUse: ({ inputs }, user) =>
    refusal(409, "OperationNotAllowed", `Disk ${inputs.diskName} is attached to VM ${user.id}.`),
  refuse: (inputs, world, id) =>
    refuseManyZones(inputs, "disk") ??
    refuseKind(inputs) ??
    refusePerformance(inputs) ??
    refuseSharing(inputs) ??
    refuseSource(inputs) ??
    refuseKey(inputs) ??
    refuseAccess(inputs) ??
    refuseSmaller(inputs, world) ??
    refuseChange(inputs, world) ??
    refuseResize(inputs, world, id),
  seconds: { create: 3, update: 3, delete: 3 },
  outputs: ({ creationData, diskSizeGB, location, networkAccessPolicy, sku }, world) => ({
    location: location ?? world.region,
    ...sized(creationData, diskSizeGB, world),
    diskState: "Unattached",
    networkAccessPolicy: networkAccessPolicy ?? "AllowAll",
    provisioningState: "Succeeded",
    sku: { ...(sku as Props), tier: skuOf({ sku }).split("_")[0] },
    timeCreated: world.keep("timeCreated", () => world.now().toISOString()),
    uniqueId: world.keep("uniqueId", () => world.uuid()),
  }),
});

/** A copy is as large as its source, where nothing else is asked for. */
function sized(creationData: unknown, wished: unknown, world: ResourceWorld): Props {
  const { sourceResourceId } = (creationData ?? {}) as Props;
  const size = wished ?? seek(world, DISK.token, sourceResourceId)?.outputs.diskSizeGB;
  return size === undefined ? {} : { diskSizeGB: size, diskSizeBytes: Number(size) * 2 ** 30 };
}

function skuOf({ sku }: Props): string {
  return String((sku as Props | undefined)?.name ?? "Standard_LRS");
}

/** "Azure managed disk types" and "Redundancy options for managed disks": sizes, zones. */
function refuseKind(inputs: Props): Refusal {
  const sku = skuOf(inputs);
  const size = inputs.diskSizeGB === undefined ? undefined : Number(inputs.diskSizeGB);
  const largest = LARGEST_GIB[sku] ?? LARGEST_OTHER_GIB;
  if (size !== undefined && (size < 1 || size > largest || !Number.isInteger(size))) {
    return refusal(
      400,
      "InvalidParameter",
      `The value '${size}' of parameter 'disk.diskSizeGB' is out of range. The value must be between '1' and '${largest}', inclusive.`,
    );
  }
  if (!/_ZRS$/.test(sku) || valuesAt(inputs, "zones").length === 0) return undefined;
  return refusal(
    400,
    "InvalidParameter",
    `A disk of type ${sku} is redundant over zones and cannot be in one: parameter 'zones' must not be specified.`,
  );
}

/** "Performance tiers for managed disks". */
const TIERS = [1, 2, 3, 4, 6, 10, 15, 20, 30, 40, 50, 60, 70, 80].map((tier) => `P${tier}`);
/** Same page: the largest disk that has each tier by its size. */
const TIER_GIB = [4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_767];
/** "Enable on-demand bursting": larger disks only. */
const BURST_GIB = 512;
/** "Disks - Create Or Update": what only kinds have whose speed is chosen. */
const CHOSEN = ["diskIOPSReadWrite", "diskMBpsReadWrite", "diskIOPSReadOnly", "diskMBpsReadOnly"];

function refusePerformance(inputs: Props): Refusal {
  const { burstingEnabled, diskSizeGB, tier } = inputs;
  const sku = skuOf(inputs);
  const least = TIER_GIB.findIndex((size) => Number(diskSizeGB) <= size);
  if (tier !== undefined && (!/^Premium_/.test(sku) || TIERS.indexOf(String(tier)) < Math.max(least, 0))) {
    return refusal(400, "InvalidParameter", `The value '${tier}' of parameter 'disk.tier' is invalid for type ${sku}.`);
  }
  if (burstingEnabled === true && (!/^Premium_/.test(sku) || Number(diskSizeGB) <= BURST_GIB)) {
    return refusal(
      400,
      "InvalidParameter",
      `On-demand bursting can be enabled only for Premium SSD disks larger than ${BURST_GIB} GiB.`,
    );
  }
  const chosen = CHOSEN.find((property) => inputs[property] !== undefined);
  if (chosen === undefined || LARGEST_GIB[sku] !== undefined) return undefined;
  return refusal(400, "InvalidParameter", `Parameter 'disk.${chosen}' cannot be specified for a disk of type ${sku}.`);
}

/** "Share an Azure managed disk": Standard HDDs are not shared. */
function refuseSharing(inputs: Props): Refusal {
  const shares = Number(inputs.maxShares ?? 1);
  if (shares <= 1 || skuOf(inputs) !== "Standard_LRS") return undefined;
  return refusal(
    400,
    "InvalidParameter",
    `The value '${shares}' of parameter 'disk.maxShares' is out of range for a disk of type Standard_LRS.`,
  );
}

/** "Server-side encryption of Azure Disk Storage": own keys are in a disk encryption set. */
function refuseKey({ encryption }: Props): Refusal {
  const { diskEncryptionSetId, type } = (encryption ?? {}) as Record<string, string | undefined>;
  if (!/CustomerKey/i.test(type ?? "") || diskEncryptionSetId !== undefined) return undefined;
  return refusal(
    400,
    "InvalidParameter",
    "Required parameter 'disk.encryption.diskEncryptionSetId' is missing (null).",
  );
}

/** "Disks - Create Or Update", creationData. */
function refuseSource({ creationData, diskSizeGB, sku }: Props): Refusal {
  const { createOption, logicalSectorSize, sourceResourceId, sourceUri, storageAccountId } = (creationData ??
    {}) as Record<string, string | undefined>;
  if (logicalSectorSize !== undefined && LARGEST_GIB[skuOf({ sku })] === undefined) {
    return refusal(
      400,
      "InvalidParameter",
      `Parameter 'disk.creationData.logicalSectorSize' cannot be specified for a disk of type ${skuOf({ sku })}.`,
    );
  }
  const missing =
    (createOption === "Empty" && diskSizeGB === undefined && "disk.diskSizeGB") ||
    (createOption === "Copy" && sourceResourceId === undefined && "disk.creationData.sourceResourceId") ||
    (createOption === "Import" && sourceUri === undefined && "disk.creationData.sourceUri") ||
    (createOption === "Import" && storageAccountId === undefined && "disk.creationData.storageAccountId");
  if (!missing) return undefined;
  return refusal(400, "InvalidParameter", `Required parameter '${missing}' is missing (null).`);
}

/** "Restrict managed disks from being imported or exported". */
function refuseAccess({ networkAccessPolicy, diskAccessId }: Props): Refusal {
  if ((networkAccessPolicy === "AllowPrivate") === (diskAccessId !== undefined)) return undefined;
  return refusal(
    400,
    "InvalidParameter",
    "Parameter 'disk.diskAccessId' must be specified with, and only with, the networkAccessPolicy AllowPrivate.",
  );
}

/** "Disks - Create Or Update", diskSizeGB: a copy is no smaller than what it is made from. */
function refuseSmaller({ creationData, diskName, diskSizeGB }: Props, world: ResourceWorld): Refusal {
  const { createOption, sourceResourceId } = (creationData ?? {}) as Record<string, string | undefined>;
  const source = createOption === "Copy" ? seek(world, DISK.token, sourceResourceId) : undefined;
  const least = Number(source?.inputs.diskSizeGB);
  if (!(Number(diskSizeGB) < least)) return undefined;
  return refusal(
    400,
    "BadRequest",
    `Disk size ${diskSizeGB} GB of disk '${diskName}' is smaller than the size of its source: ${least} GB.`,
  );
}

function refuseChange(inputs: Props, { previous }: ResourceWorld): Refusal {
  if (Object.keys(previous).length === 0) return undefined;
  const changed = ["creationData", "zones"].find(
    (property) => JSON.stringify(previous[property]) !== JSON.stringify(inputs[property]),
  );
  if (changed === undefined) return undefined;
  return refusal(409, "PropertyChangeNotAllowed", `Changing property '${changed}' is not allowed.`);
}

/** "Disks - Create Or Update", diskSizeGB and sku; "Change the disk type of an Azure managed disk". */
function refuseResize(inputs: Props, world: ResourceWorld, id: string): Refusal {
  const { diskName } = inputs;
  const [before, after] = [Number(world.previous.diskSizeGB), Number(inputs.diskSizeGB)];
  if (after < before) {
    return refusal(
      409,
      "OperationNotAllowed",
      `Disk '${diskName}' cannot be resized from ${before} GB to ${after} GB: reducing the size of a disk is not supported.`,
    );
  }
  const [old, next] = [world.previous.sku === undefined ? skuOf(inputs) : skuOf(world.previous), skuOf(inputs)];
  if ((old === ULTRA) !== (next === ULTRA)) {
    return refusal(
      409,
      "OperationNotAllowed",
      `Cannot change the type of disk ${diskName} from ${old} to ${next}: Ultra disks are made anew, from a snapshot.`,
    );
  }
  const machine = world
    .list(typeOf("compute:VirtualMachine"))
    .find(({ inputs: its, outputs }) => mentions(its.storageProfile, id) && isRunning(outputs));
  if (machine === undefined) return undefined;
  if (before <= ONLINE_LIMIT_GIB && after > ONLINE_LIMIT_GIB) {
    return refusal(
      409,
      "OperationNotAllowed",
      `Disks cannot be resized beyond ${ONLINE_LIMIT_GIB} GiB when attached to a VM. Detach disk ${diskName} from VM ${machine.id} and try again.`,
    );
  }
  if (old === next) return undefined;
  return refusal(
    409,
    "OperationNotAllowed",
    `Cannot perform the following operation(s) on disk ${diskName} while it is attached to running VM ${machine.id}: change the storage account type from ${old} to ${next}. Please stop (deallocate) the VM and retry the operation.`,
  );
}
