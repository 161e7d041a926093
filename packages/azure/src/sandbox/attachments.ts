import type { Props, ResourceWorld, StoredResource } from "@isobar/sandbox";
import { catalogue } from "./catalogue";
import { imageOf, sizeOf } from "./offers";
import { isRunning } from "./power";
import { DISK, mentions, sameId, seek, typeOf } from "./references";
import { firstRefusal, type Refusal, refusal, valuesAt } from "./refusal";

interface DataDisk extends Props {
  readonly lun: number;
  readonly caching?: string;
  readonly createOption?: string;
  readonly diskSizeGB?: number;
  readonly managedDisk?: { readonly id?: string; readonly storageAccountType?: string };
  readonly writeAcceleratorEnabled?: boolean;
}

const MAX_LUN = 63;
/** "Azure premium storage: design for high performance", disk caching: above it there is none. */
const CACHED_GIB = 4095;
/** "Azure managed disk types": limitations of Ultra Disks and Premium SSD v2. */
const UNCACHED = ["UltraSSD_LRS", "PremiumV2_LRS"];

function dataDisks(of: Props): DataDisk[] {
  return valuesAt(of, "storageProfile.dataDisks") as DataDisk[];
}

/** Why Azure would not attach these disks to a machine whose id is `machine`. */
export function refuseDisks(inputs: Props, world: ResourceWorld, machine: string): Refusal {
  const disks = dataDisks(inputs);
  return (
    refuseLuns(disks) ??
    refuseTwice(disks) ??
    refuseNoImage(inputs) ??
    refuseSwap(disks, dataDisks(world.previous)) ??
    firstRefusal(disks, (disk) => refuseNew(disk, inputs)) ??
    firstRefusal(disks, (disk) => {
      const found = seek(world, DISK.token, disk.managedDisk?.id);
      return found && refuseDisk(disk, found, { inputs, world, machine });
    }) ??
    refuseOsDisk(inputs, world)
  );
}

/** "Virtual Machines - Create Or Update", dataDisks; "Enable Write Accelerator": sizes of the M series. */
function refuseNew(disk: DataDisk, machine: Props): Refusal {
  const { createOption, diskSizeGB, lun, managedDisk, writeAcceleratorEnabled } = disk;
  const missing =
    (createOption === "Empty" && diskSizeGB === undefined && "dataDisk.diskSizeGB") ||
    (createOption === "Attach" && managedDisk?.id === undefined && disk.vhd === undefined && "dataDisk.managedDisk.id");
  if (missing) return refusal(400, "InvalidParameter", `Required parameter '${missing}' is missing (null).`);
  if (writeAcceleratorEnabled === true && !/^Standard_M\d/i.test(sizeOf(machine))) {
    return refusal(
      400,
      "InvalidParameter",
      `Write Accelerator of the disk at LUN ${lun} is not supported for the VM size ${sizeOf(machine)}.`,
    );
  }
  if (managedDisk?.id !== undefined) return undefined;
  const made = { diskName: disk.name ?? `at LUN ${lun}`, diskSizeGB, sku: { name: managedDisk?.storageAccountType } };
  return refuseClass(skuOf(made), String(made.diskName), machine) ?? refuseCache(disk, made, machine);
}

interface Attaching {
  readonly inputs: Props;
  readonly world: ResourceWorld;
  readonly machine: string;
}

function refuseDisk(disk: DataDisk, found: StoredResource, { inputs, world, machine }: Attaching): Refusal {
  return (
    refuseZone(found, inputs) ??
    refuseOwned(found.id, machine, world) ??
    refuseClass(skuOf(found.inputs), String(found.inputs.diskName), inputs) ??
    refuseCache(disk, found.inputs, inputs)
  );
}

/** "Virtual Machines - Create Or Update", lun. */
function refuseLuns(disks: readonly DataDisk[]): Refusal {
  const luns = disks.map(({ lun }) => lun);
  const high = luns.find((lun) => lun < 0 || lun > MAX_LUN);
  if (high !== undefined) {
    return refusal(
      400,
      "InvalidParameter",
      `The value '${high}' of parameter 'dataDisk.lun' is out of range. Value '${high}' must be between '0' and '${MAX_LUN}' inclusive.`,
    );
  }
  const twice = luns.find((lun, i) => luns.indexOf(lun) !== i);
  if (twice === undefined) return undefined;
  return refusal(400, "InvalidParameter", `A disk at LUN ${twice} already exists.`);
}

/** "Attach a data disk to a Linux VM". */
function refuseTwice(disks: readonly DataDisk[]): Refusal {
  const ids = disks.flatMap(({ managedDisk }) => managedDisk?.id ?? []);
  const twice = ids.find((id, i) => ids.findIndex((other) => sameId(other, id)) < i);
  if (twice === undefined) return undefined;
  return refusal(400, "InvalidParameter", `Disk '${twice}' is attached to the VM more than once.`);
}

/** "Virtual Machines - Create Or Update", imageReference. */
function refuseNoImage(inputs: Props): Refusal {
  const [option] = valuesAt(inputs, "storageProfile.osDisk.createOption");
  const [image, source] = ["imageReference", "osDisk.image.uri"].map(
    (path) => valuesAt(inputs, `storageProfile.${path}`)[0],
  );
  if (option !== "FromImage" || image !== undefined || source !== undefined) return undefined;
  return refusal(400, "InvalidParameter", "Required parameter 'imageReference' is missing (null).");
}

/** The disk at one LUN can't become another in one update. */
function refuseSwap(disks: readonly DataDisk[], before: readonly DataDisk[]): Refusal {
  const swapped = disks.some(({ lun, managedDisk }) => {
    const old = before.find((other) => other.lun === lun);
    return old !== undefined && !mentions(old.managedDisk, managedDisk?.id ?? "");
  });
  if (!swapped) return undefined;
  return refusal(409, "PropertyChangeNotAllowed", "Changing property 'dataDisk.managedDisk.id' is not allowed.");
}

function refuseZone({ id, inputs: disk }: StoredResource, machine: Props): Refusal {
  if (/_ZRS$/.test(skuOf(disk))) return undefined;
  const [ofMachine, ofDisk] = [machine, disk].map(({ zones }) => (zones as string[] | undefined)?.[0]);
  if (ofMachine === ofDisk) return undefined;
  return refusal(
    400,
    "BadRequest",
    `Disk ${id} cannot be attached to the VM because it is not in the same zone as the VM. VM zone: '${ofMachine ?? ""}'. Disk zone: '${ofDisk ?? ""}'.`,
  );
}

function refuseOwned(id: string, machine: string, world: ResourceWorld): Refusal {
  const owner = world
    .list(typeOf("compute:VirtualMachine"))
    .find((other) => !sameId(other.id, machine) && mentions(dataDisks(other.inputs), id));
  if (!owner) return undefined;
  return refusal(
    409,
    "ConflictingUserInput",
    `Disk '${id}' cannot be attached as the disk is already owned by VM '${owner.id}'.`,
  );
}

/** "Azure VM sizes naming conventions": only sizes with an "s" take Premium disks. */
function refuseClass(sku: string, name: string, inputs: Props): Refusal {
  const size = sizeOf(inputs);
  const known = catalogue().machineType(size)?.diskTypes;
  if (!/^Premium_/.test(sku) || !known || known.includes("Premium_LRS")) return undefined;
  return refusal(
    400,
    "InvalidParameter",
    `Requested operation cannot be performed because the VM size ${size} does not support the storage account type ${sku} of disk '${name}'. Consider updating the VM to a size that supports Premium storage.`,
  );
}

function refuseCache({ caching = "None" }: DataDisk, disk: Props, machine: Props): Refusal {
  const sku = skuOf(disk);
  if (sku === "UltraSSD_LRS" && valuesAt(machine, "additionalCapabilities.ultraSSDEnabled")[0] !== true) {
    return refusal(
      409,
      "InvalidParameter",
      `StorageAccountType UltraSSD_LRS can be used only when additionalCapabilities.ultraSSDEnabled is set.`,
    );
  }
  if (caching === "None") return undefined;
  if (!UNCACHED.includes(sku) && !(Number(disk.diskSizeGB) > CACHED_GIB)) return undefined;
  return refusal(
    400,
    "InvalidParameter",
    `Only Disk CachingType 'None' is supported for disk '${disk.diskName}' of type ${sku} and ${disk.diskSizeGB} GB.`,
  );
}

interface OsDisk {
  readonly caching?: string;
  readonly diffDiskSettings?: Props;
  readonly name?: string;
  readonly diskSizeGB?: number;
  readonly managedDisk?: { readonly storageAccountType?: string };
}

/** "Virtual Machines - Create Or Update", osDisk; "Expand virtual hard disks on a Linux VM". */
function refuseOsDisk(inputs: Props, { previous }: ResourceWorld): Refusal {
  const [disk] = valuesAt(inputs, "storageProfile.osDisk") as OsDisk[];
  const [before] = valuesAt(previous, "storageProfile.osDisk") as OsDisk[];
  const { diskSizeGB: size, managedDisk: { storageAccountType: sku = "" } = {} } = disk ?? {};
  if (UNCACHED.includes(sku)) {
    return refusal(400, "InvalidParameter", `StorageAccountType ${sku} is not supported for OS disks.`);
  }
  // "Ephemeral OS disks for Azure VMs": they are in the cache or beside it.
  if (disk?.diffDiskSettings !== undefined && disk.caching !== "ReadOnly") {
    return refusal(400, "InvalidParameter", "An ephemeral OS disk must have the caching ReadOnly.");
  }
  const resize = refuseOsResize(before, size, inputs, isRunning(previous));
  if (resize !== undefined) return resize;
  return refuseClass(sku, disk?.name ?? `${inputs.vmName}_OsDisk`, inputs) ?? refuseSmall(size, inputs);
}

function refuseOsResize(disk: OsDisk | undefined, size: number | undefined, machine: Props, running: boolean): Refusal {
  const { diskSizeGB: before, name } = disk ?? {};
  if (before === undefined || size === undefined || before === size) return undefined;
  if (size < before) {
    return refusal(
      409,
      "OperationNotAllowed",
      `Disk '${name}' cannot be resized from ${before} GB to ${size} GB: reducing the size of a disk is not supported.`,
    );
  }
  if (!running) return undefined;
  return refusal(
    409,
    "OperationNotAllowed",
    `Cannot resize disk ${name} while it is attached to running VM ${machine.vmName}. Resizing a disk of an Azure Virtual Machine requires the virtual machine to be deallocated. Please stop your VM and retry the operation.`,
  );
}

/** Of the catalogue's images, where nothing else is known. */
const IMAGE_GIB = 30;
const MAX_OS_DISK_GIB = 4095;

function refuseSmall(size: number | undefined, inputs: Props): Refusal {
  const image = imageOf(inputs);
  const least = image?.minDiskGib ?? IMAGE_GIB;
  if (size === undefined) return undefined;
  if (image && size < least) {
    return refusal(
      409,
      "OperationNotAllowed",
      `The specified disk size ${size} GB is smaller than the size of the corresponding disk in the VM image: ${least} GB. This is not allowed. Please choose equal or greater size or do not specify an explicit size.`,
    );
  }
  if (size <= MAX_OS_DISK_GIB) return undefined;
  return refusal(
    400,
    "InvalidParameter",
    `The value '${size}' of parameter 'osDisk.diskSizeGB' is out of range. The value must be between '1' and '${MAX_OS_DISK_GIB}', inclusive.`,
  );
}

function skuOf({ sku }: Props): string {
  return String((sku as Props | undefined)?.name ?? "Standard_LRS");
}
