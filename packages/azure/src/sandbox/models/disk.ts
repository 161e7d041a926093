import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, mentions, typeOf } from "../arm";

/** "Expand virtual hard disks on a Linux VM": above it a disk grows only while it is not attached, from below it too. */
const ONLINE_LIMIT_GIB = 4095;

export const disk = armModel({
  token: "compute:Disk",
  arm: "Microsoft.Compute/disks",
  name: "diskName",
  api: "2024-03-02",
  autoname: "random",
  immutable: ["location"],
  linked: {
    "creationData.sourceResourceId": ["Microsoft.Compute/disks/beginGetAccess/action"],
    "encryption.diskEncryptionSetId": ["Microsoft.Compute/diskEncryptionSets/read"],
  },
  usedBy: ["compute:VirtualMachine"],
  refuse: (inputs, world) => refuseName(inputs) ?? refuseChange(inputs, world) ?? refuseResize(inputs, world),
  outputs: ({ diskSizeGB, location, networkAccessPolicy, sku }, world) => ({
    location: location ?? world.region,
    diskSizeBytes: Number(diskSizeGB) * 2 ** 30,
    diskState: "Unattached",
    networkAccessPolicy: networkAccessPolicy ?? "AllowAll",
    provisioningState: "Succeeded",
    sku: { ...(sku as Props), tier: String((sku as Props | undefined)?.name ?? "Standard_LRS").split("_")[0] },
    timeCreated: world.keep("timeCreated", () => new Date().toISOString()),
    uniqueId: world.keep("uniqueId", () => world.uuid()),
  }),
});

/** "Disks - Create Or Update", diskName. */
function refuseName({ diskName }: Props): string | undefined {
  if (/^[A-Za-z0-9_-]{1,80}$/.test(String(diskName))) return undefined;
  return `Status=400 Code="InvalidParameter" Message="The entity name 'disk.name' is invalid according to its validation rule: ^[^_\\W][\\w-._]{0,79}(?<![-.])$."`;
}

function refuseChange(inputs: Props, { previous }: ResourceWorld): string | undefined {
  if (Object.keys(previous).length === 0) return undefined;
  const changed = ["creationData", "zones"].find(
    (property) => JSON.stringify(previous[property]) !== JSON.stringify(inputs[property]),
  );
  if (changed === undefined) return undefined;
  return `Status=409 Code="PropertyChangeNotAllowed" Message="Changing property '${changed}' is not allowed."`;
}

/** "Disks - Create Or Update", diskSizeGB and sku; "Change the disk type of an Azure managed disk". */
function refuseResize(inputs: Props, world: ResourceWorld): string | undefined {
  const [before, after] = [Number(world.previous.diskSizeGB), Number(inputs.diskSizeGB)];
  if (after < before) {
    return `Status=409 Code="OperationNotAllowed" Message="Disk '${inputs.diskName}' cannot be resized from ${before} GB to ${after} GB: reducing the size of a disk is not supported."`;
  }
  const machine = machineOf(inputs, world);
  if (machine === undefined) return undefined;
  if (before <= ONLINE_LIMIT_GIB && after > ONLINE_LIMIT_GIB) {
    return `Status=409 Code="OperationNotAllowed" Message="Disks cannot be resized beyond ${ONLINE_LIMIT_GIB} GiB when attached to a VM. Detach disk ${inputs.diskName} from VM ${machine} and try again."`;
  }
  const [was, now] = [world.previous.sku, inputs.sku].map((sku) => (sku as Props | undefined)?.name);
  if (was === undefined || was === now) return undefined;
  return `Status=409 Code="OperationNotAllowed" Message="Cannot perform the following operation(s) on disk ${inputs.diskName} while it is attached to running VM ${machine}: change the storage account type from ${was} to ${now}. Please stop (deallocate) the VM and retry the operation."`;
}

/** The machine that the disk was attached to, which the sandbox has running. */
function machineOf({ diskName }: Props, world: ResourceWorld): string | undefined {
  const disk = world.list(typeOf("compute:Disk")).find(({ inputs }) => inputs.diskName === diskName);
  const machines = disk ? world.list(typeOf("compute:VirtualMachine")) : [];
  return machines.find(({ inputs }) => mentions(inputs.storageProfile, disk?.id ?? ""))?.id;
}
