import type { Model, Props, ResourceWorld, StoredResource, World } from "@isobar/sandbox";
import { diskTypesOf } from "../catalogue";
import { inUse, nameOf, notFound, pathOf, projectOf, zoneOf } from "../cloud";
import { inProject, projectIn, verbs, WAIT } from "../permissions";

const TYPE = "gcp:compute/attachedDisk:AttachedDisk";

interface Link {
  readonly instance: string;
  readonly disk: string;
}

/** Paths of the two ends. The provider looks for the disk in the machine's zone, whatever zone its own link names. */
function linkOf(inputs: Props, world: World): Link {
  const instance = pathOf(inputs.instance, projectOf(inputs, world), `zones/${zoneOf(inputs, world)}/instances`);
  return { instance, disk: `${instance.split("/instances/")[0]}/disks/${nameOf(inputs.disk)}` };
}

/** Disks that are attached to a machine, without that which it boots from. */
export function attachedDisks(instance: string, world: World): StoredResource[] {
  const links = world.list(TYPE).filter(({ outputs }) => outputs.instance === instance);
  return links.flatMap(({ outputs }) => world.find("gcp:compute/disk:Disk", String(outputs.disk)) ?? []);
}

function refuseAttached(inputs: Props, { instance, disk }: Link, world: ResourceWorld): string | undefined {
  const links = world.list(TYPE);
  const other = links.find(({ outputs }) => outputs.disk === disk);
  if (other) return inUse(disk, String(other.outputs.instance));
  const taken = links.some(({ outputs }) => outputs.instance === instance && outputs.deviceName === inputs.deviceName);
  if (!taken || inputs.deviceName == null) return undefined;
  return `googleapi: Error 400: Invalid value for field 'resource.deviceName': '${inputs.deviceName}'. The device name is already in use., invalid`;
}

/** A disk's place at a machine. */
export const attachedDisk: Model = {
  type: TYPE,
  permissions: ({ instance, mode, project }) => [
    inProject(projectIn(instance) ?? project, [
      ...verbs("compute.instances", "attachDisk", "detachDisk", "get"),
      mode === "READ_ONLY" ? "compute.disks.useReadOnly" : "compute.disks.use",
      WAIT.zone,
    ]),
  ],
  immutable: ["disk", "instance", "project", "zone", "deviceName", "mode", "interface"],
  id: (inputs, world) => {
    const { instance, disk } = linkOf(inputs, world);
    return `${instance}/${nameOf(disk)}`;
  },
  outputs(inputs, world) {
    const { instance, disk } = linkOf(inputs, world);
    const [, project, , zone] = instance.split("/");
    const deviceName = inputs.deviceName ?? world.keep("deviceName", () => `persistent-disk-${world.hex(1)}`);
    const { mode = "READ_WRITE", deletionPolicy = "DELETE" } = inputs;
    return { instance, disk, project, zone, deviceName, mode, deletionPolicy };
  },
  refuse(inputs, world) {
    if (typeof world.previous.instance === "string") return undefined;
    const link = linkOf(inputs, world);
    const machine = world.find("gcp:compute/instance:Instance", link.instance);
    if (!machine) return notFound(link.instance);
    const found = world.find("gcp:compute/disk:Disk", link.disk);
    if (!found) return notFound(link.disk);
    const type = nameOf(found.outputs.type);
    if (!(diskTypesOf(nameOf(machine.outputs.machineType))?.includes(type) ?? true)) {
      return `googleapi: Error 400: [${type}] features are not compatible for attaching disk., badRequest`;
    }
    return refuseAttached(inputs, link, world);
  },
  // The provider asks the machine first, so the machine must outlive the attachment.
  refuseDelete: ({ outputs }, world) =>
    world.find("gcp:compute/instance:Instance", String(outputs.instance))
      ? undefined
      : notFound(String(outputs.instance)),
};
