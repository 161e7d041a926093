import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel } from "../arm";
import { computeName } from "../naming";
import { refuseManyZones } from "../places";
import { isRunning } from "../power";
import { mentions, typeOf } from "../references";
import { type Refusal, refusal, valuesAt } from "../refusal";

/** "Expand virtual hard disks on a Linux VM": above it a disk grows only while it is not attached, from below it too. */
const ONLINE_LIMIT_GIB = 4095;

/** "Azure managed disk types": the largest disk of each kind. */
const LARGEST_GIB: Readonly<Record<string, number>> = { UltraSSD_LRS: 65_536, PremiumV2_LRS: 65_536 };
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
    refuseSource(inputs) ??
    refuseAccess(inputs) ??
    refuseChange(inputs, world) ??
    refuseResize(inputs, world, id),
  seconds: { create: 3, update: 3, delete: 3 },
  outputs: ({ diskSizeGB, location, networkAccessPolicy, sku }, world) => ({
    location: location ?? world.region,
    diskSizeBytes: Number(diskSizeGB) * 2 ** 30,
    diskState: "Unattached",
    networkAccessPolicy: networkAccessPolicy ?? "AllowAll",
    provisioningState: "Succeeded",
    sku: { ...(sku as Props), tier: skuOf({ sku }).split("_")[0] },
    timeCreated: world.keep("timeCreated", () => world.now().toISOString()),
    uniqueId: world.keep("uniqueId", () => world.uuid()),
  }),
});

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
/** "Disks - Create Or Update": what only kinds have whose speed is chosen. */
const CHOSEN = ["diskIOPSReadWrite", "diskMBpsReadWrite", "diskIOPSReadOnly", "diskMBpsReadOnly"];

function refusePerformance(inputs: Props): Refusal {
  const { tier } = inputs;
  const sku = skuOf(inputs);
  if (tier !== undefined && (!/^Premium_/.test(sku) || !TIERS.includes(String(tier)))) {
    return refusal(400, "InvalidParameter", `The value '${tier}' of parameter 'disk.tier' is invalid for type ${sku}.`);
  }
  const chosen = CHOSEN.find((property) => inputs[property] !== undefined);
  if (chosen === undefined || LARGEST_GIB[sku] !== undefined) return undefined;
  return refusal(400, "InvalidParameter", `Parameter 'disk.${chosen}' cannot be specified for a disk of type ${sku}.`);
}

/** "Disks - Create Or Update", creationData. */
function refuseSource({ creationData, diskSizeGB }: Props): Refusal {
  const { createOption, sourceResourceId, sourceUri } = (creationData ?? {}) as Record<string, string | undefined>;
  const missing =
    (createOption === "Empty" && diskSizeGB === undefined && "disk.diskSizeGB") ||
    (createOption === "Copy" && sourceResourceId === undefined && "disk.creationData.sourceResourceId") ||
    (createOption === "Import" && sourceUri === undefined && "disk.creationData.sourceUri");
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
  const { sku: was } = world.previous;
  if (was === undefined || skuOf({ sku: was }) === skuOf(inputs)) return undefined;
  return refusal(
    409,
    "OperationNotAllowed",
    `Cannot perform the following operation(s) on disk ${diskName} while it is attached to running VM ${machine.id}: change the storage account type from ${skuOf({ sku: was })} to ${skuOf(inputs)}. Please stop (deallocate) the VM and retry the operation.`,
  );
}
