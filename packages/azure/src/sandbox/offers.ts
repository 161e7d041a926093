import type { MachineType } from "@isobar/catalog";
import type { Props, ResourceWorld } from "@isobar/sandbox";
import { catalogue } from "./catalogue";
import { regionName } from "./places";
import { type Refusal, refusal, valuesAt } from "./refusal";

/** Why a region has no machine of this size, or a machine of this size not these disks, images or controllers. */
export function refuseSize(inputs: Props, world: ResourceWorld): Refusal {
  const size = sizeOf(inputs);
  if (size !== "" && (!/^(Standard|Basic)_\w+(-\w+)*$/i.test(size) || isGap(size))) {
    return refusal(400, "InvalidParameter", `The value ${size} provided for the VM size is not valid.`);
  }
  if (catalogue().offered(size, regionName(world.region)) === false) {
    return refusal(
      409,
      "SkuNotAvailable",
      `The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: ${size}' is currently not available in location '${world.region}'. Please try another size or deploy to a different location or different zone. See https://aka.ms/azureskunotavailable for details.`,
    );
  }
  const machine = catalogue().machineType(size);
  return (
    machine &&
    (refuseImage(inputs, machine) ?? refuseController(inputs, machine) ?? refuseTemporary(inputs, machine, world))
  );
}

/** Whether all sizes of a series are known, and this is none: `Standard_D99_v5`. Sizes with fewer processors are let pass. */
function isGap(size: string): boolean {
  const series = (name: string) => name.toLowerCase().replace(/\d+/, "");
  if (size.includes("-") || catalogue().machineType(size)) return false;
  const alike = catalogue().candidates.filter(({ machine }) => series(machine.type) === series(size));
  return alike.length > 0 && alike.every(({ machine }) => machine.type.toLowerCase() !== size.toLowerCase());
}

export function sizeOf(inputs: Props): string {
  return String(valuesAt(inputs, "hardwareProfile.vmSize")[0] ?? "");
}

interface ImageReference {
  readonly publisher?: string;
  readonly offer?: string;
  readonly sku?: string;
  readonly version?: string;
}

/** The catalogue's image that a machine starts from, and for which processors it is; undefined for all others. */
export function imageOf(inputs: Props) {
  const [reference] = valuesAt(inputs, "storageProfile.imageReference") as ImageReference[];
  if (!reference?.publisher) return undefined;
  const urn = [reference.publisher, reference.offer, reference.sku, reference.version].join(":");
  for (const name of catalogue().imageNames()) {
    for (const arch of ["amd64", "arm64"] as const) {
      const image = catalogue().image(name, arch);
      if (image && [image, ...image.others].some(({ identifier }) => identifier === urn)) return image;
    }
  }
  return undefined;
}

const PROCESSORS = { amd64: "x64", arm64: "Arm64" } as const;

/** "Support for Generation 2 VMs on Azure": the catalogue's images are of generation 2 all. */
function refuseImage(inputs: Props, { type, arch, bootModes = [] }: MachineType): Refusal {
  const image = imageOf(inputs);
  if (!image) return undefined;
  if (image.arch !== arch) {
    return refusal(
      400,
      "BadRequest",
      `Cannot create a VM of size '${type}' because this VM size only supports a CPU Architecture of '${PROCESSORS[arch]}', but an image or disk with CPU Architecture '${PROCESSORS[image.arch]}' was given. Please check that the CPU Architecture of the image or disk is compatible with that of the VM size.`,
    );
  }
  if (bootModes.length === 0 || bootModes.includes("uefi")) return undefined;
  return refusal(
    400,
    "BadRequest",
    `The selected VM size '${type}' cannot boot Hypervisor Generation '2'. If this was a Create operation please check that the Hypervisor Generation of the Image matches the Hypervisor Generation of the selected VM Size. If this was an Update operation please select a Hypervisor Generation '2' VM Size. For more information, see https://aka.ms/azuregen2vm`,
  );
}

/** "NVMe overview". */
function refuseController(inputs: Props, { type, diskControllers = [] }: MachineType): Refusal {
  const [wished] = valuesAt(inputs, "storageProfile.diskControllerType").map(String);
  if (wished === undefined || diskControllers.length === 0) return undefined;
  if (diskControllers.includes(wished.toLowerCase())) return undefined;
  return refusal(
    400,
    "InvalidParameter",
    `The VM size '${type}' cannot be booted with DiskControllerType ${wished}. Please check that the DiskControllerType provided is one of the supported disk controller types for the VM size.`,
  );
}

/** "Azure VM sizes with no local temporary disk": no machine changes from one kind to the other. */
function refuseTemporary(inputs: Props, { localDiskGb: after }: MachineType, { previous }: ResourceWorld): Refusal {
  const before = catalogue().machineType(sizeOf(previous))?.localDiskGb;
  if (before === undefined || after === undefined || before > 0 === after > 0) return undefined;
  return refusal(
    409,
    "OperationNotAllowed",
    `Unable to resize the VM '${inputs.vmName}' since changing from resource disk to non-resource disk VM size and vice-versa is not allowed. Please refer to https://aka.ms/AAah4sj for more details.`,
  );
}
