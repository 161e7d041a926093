import type { Props, ResourceWorld } from "@isobar/sandbox";
import { catalogue, diskTypesOf } from "../catalogue";
import { inUse, list, nameOf, notFound, pathOf, projectOf, props, text } from "../cloud";
import { isAttachable, isDiskType } from "../rules/disk-types";
import { isArm } from "../rules/machine-type";
import { apiError, badRequest, incompatible, invalid } from "../words";
import { attachedDisks } from "./attachedDisk";
import { hasManyWriters, machineWith } from "./disk-users";
import { isBareMetal } from "./instance-hardware";

const DISK = "gcp:compute/disk:Disk";
/** "About Local SSD disks": series that have none, or have them as a part of the machine only. */
const WITHOUT_LOCAL_SSD = /^(?:e2|f1|g1|h3|n4|n4a|n4d|t2a|t2d|c3|c3d|c4|c4a|c4d)-/;

const bootDiskOf = (instance: Props) => props(props(instance.bootDisk).initializeParams);

/** "About Persistent Disk" and "About Hyperdisk": which machines boot from which disks, and that none of them shrinks. */
export function refuseBootDisk(inputs: Props, world: ResourceWorld): string | undefined {
  const machine = nameOf(inputs.machineType);
  const { type, size } = bootDiskOf(inputs);
  const before = bootDiskOf(world.previous).size;
  if (typeof size === "number" && typeof before === "number" && size < before) {
    const words = `New disk size '${size}' GiB must be larger than existing size '${before}' GiB.`;
    return apiError(400, words, "invalid");
  }
  if (type === undefined) return undefined;
  const name = nameOf(type);
  const place = `projects/${projectOf(inputs, world)}/zones/${inputs.zone}`;
  if (!isDiskType(name)) return `Error loading disk type '${name}': ${notFound(`${place}/diskTypes/${name}`)}`;
  const known = isBareMetal(machine) ? ["hyperdisk-balanced"] : diskTypesOf(machine);
  return !known || known.includes(name) ? undefined : incompatible(name);
}

/** "Attach a non-boot disk": disks that are named must be in the machine's zone, and at no other machine. */
export function refuseSources(inputs: Props, world: ResourceWorld): string | undefined {
  const named = [inputs.bootDisk, ...list(inputs.attachedDisks)].map(props);
  for (const { source, mode } of named.filter((one) => one.source != null)) {
    const path = pathOf(source, projectOf(inputs, world), `zones/${inputs.zone}/disks`);
    // A disk that came with a machine has its machine's name, and is no resource of its own.
    if (path === text(props(world.previous.bootDisk).source)?.replace(/^.*?(?=projects\/)/, "")) continue;
    if (!world.find(DISK, path)) return notFound(path);
    if (path.split("/")[3] !== inputs.zone) {
      return invalid("disks[0].source", path, `The disk must be in zone '${inputs.zone}' of the machine.`);
    }
    const other = otherUser(path, mode, world);
    if (other !== undefined) return inUse(path, other);
  }
  return undefined;
}

/** "Share disks between VMs": many machines may read a disk that none of them writes. */
function otherUser(disk: string, mode: unknown, world: ResourceWorld): string | undefined {
  if (hasManyWriters(disk, world)) return undefined;
  const writes = (one: unknown) => mode !== "READ_ONLY" || props(one).mode !== "READ_ONLY";
  const links = world.list("gcp:compute/attachedDisk:AttachedDisk", ["disk", disk]);
  const link = links.find(({ outputs }) => outputs.instance !== world.id && writes(outputs));
  return link === undefined ? machineWith(disk, world.id, world, writes) : String(link.outputs.instance);
}

/** "About Local SSD disks". */
export function refuseScratchDisks({ machineType, scratchDisks }: Props): string | undefined {
  const type = nameOf(machineType);
  if (list(scratchDisks).length === 0 || !WITHOUT_LOCAL_SSD.test(type)) return undefined;
  return incompatible(type, "local-ssd");
}

/** "Arm VMs on Compute Engine": the image is for processors like the machine's. */
export function refuseArchitecture(inputs: Props): string | undefined {
  const image = nameOf(bootDiskOf(inputs).image);
  const machine = isArm(nameOf(inputs.machineType));
  const known = catalogue();
  const ways = known
    .imageNames()
    .flatMap((name) => [known.image(name, "amd64"), known.image(name, "arm64")])
    .flatMap((one) => (one ? [one, ...one.others].map(({ identifier }) => ({ identifier, arch: one.arch })) : []));
  const [way] = ways
    .filter(({ identifier }) => image.startsWith(identifier))
    .sort((a, b) => b.identifier.length - a.identifier.length);
  if (!way || machine === undefined || (way.arch === "arm64") === machine) return undefined;
  const name = (isArmed: boolean) => (isArmed ? "ARM64" : "X86_64");
  const words = `Requested boot disk architecture (${name(!machine)}) is not compatible with machine type architecture (${name(machine)}).`;
  return apiError(400, `Invalid resource usage: '${words}'.`, "invalidResourceUsage");
}

/** A machine type that does not take the disks which are attached. */
export function refuseAttachedDisks(inputs: Props, world: ResourceWorld): string | undefined {
  const path = `projects/${projectOf(inputs, world)}/zones/${inputs.zone}/instances/${inputs.name}`;
  const types = attachedDisks(path, world).map(({ outputs }) => nameOf(outputs.type));
  const misfit = types.find((type) => !isAttachable(type, nameOf(inputs.machineType)));
  return misfit && badRequest(`[${misfit}] features are not compatible for changing machine type.`);
}
