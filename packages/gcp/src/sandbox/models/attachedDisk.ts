import type { Model, Props, ResourceWorld, StoredResource, World } from "@isobar/sandbox";
import { catalogue } from "../catalogue";
import { inUse, known, nameOf, notFound, pathOf, projectOf, props, zoneOf } from "../cloud";
import { inProject, projectIn, verbs, WAIT } from "../permissions";
import { immutableBut, sameResource } from "../references";
import { isAttachable } from "../rules/disk-types";
import { apiError, badRequest, faultIf, invalid } from "../words";
import { hasManyWriters, machineWith } from "./disk-users";

const TYPE = "gcp:compute/attachedDisk:AttachedDisk";

/** "About Persistent Disk": disks of one machine, with that which it boots from. */
const MOST = 128;
const MOST_OF_SHARED_CORE = 16;

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
  const links = world.list(TYPE, ["instance", instance]);
  return links.flatMap(({ outputs }) => world.find("gcp:compute/disk:Disk", String(outputs.disk)) ?? []);
}

function refuseAttached(inputs: Props, { instance, disk }: Link, world: ResourceWorld): string | undefined {
  const links = world.list(TYPE);
  // "Share a disk between VMs": many machines may read a disk that none of them writes.
  const others = links.filter(({ outputs }) => outputs.disk === disk);
  const isRead = [inputs, ...others.map(({ outputs }) => outputs)].every(({ mode }) => mode === "READ_ONLY");
  const isShared = isRead || hasManyWriters(disk, world);
  const same = others.find(({ outputs }) => !isShared || outputs.instance === instance);
  if (same) return inUse(disk, String(same.outputs.instance));
  const counts = (one: unknown) => !isShared || (isRead && props(one).mode !== "READ_ONLY");
  const machine = machineWith(disk, undefined, world, counts);
  if (machine !== undefined) return inUse(disk, machine);
  const taken = links.some(({ outputs }) => outputs.instance === instance && outputs.deviceName === inputs.deviceName);
  if (!taken || inputs.deviceName == null) return undefined;
  return invalid("deviceName", inputs.deviceName, "The device name is already in use.");
}

function refuseMore({ instance }: Link, machine: StoredResource, world: ResourceWorld): string | undefined {
  const isShared = catalogue().machineType(nameOf(machine.outputs.machineType))?.burstable ?? false;
  const most = isShared ? MOST_OF_SHARED_CORE : MOST;
  if (1 + attachedDisks(instance, world).length < most) return undefined;
  const words = `Exceeded limit 'maximum_persistent_disks' on resource '${instance}'. Limit: ${most}.0`;
  return apiError(403, words, "limitExceeded");
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
  immutable: immutableBut(["disk", "instance", "project", "zone", "deviceName", "mode", "interface"], {
    ...{ disk: sameResource, instance: sameResource },
  }),
  // "Method: instances.attachDisk".
  check({ deviceName }) {
    const isWrong = !/^[A-Za-z0-9_.-]{1,63}$/.test(known(deviceName ?? "x") ?? "x");
    return faultIf(isWrong, "deviceName", deviceName, "Must be 1 to 63 letters, digits, dots, hyphens or underscores.");
  },
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
    if (!isAttachable(type, nameOf(machine.outputs.machineType))) {
      return badRequest(`[${type}] features are not compatible for attaching disk.`);
    }
    return refuseAttached(inputs, link, world) ?? refuseMore(link, machine, world);
  },
  // The provider asks the machine first, so the machine must outlive the attachment.
  refuseDelete: ({ outputs }, world) =>
    world.find("gcp:compute/instance:Instance", String(outputs.instance))
      ? undefined
      : notFound(String(outputs.instance)),
  seconds: { create: 6, delete: 6 },
};
