import type { Model, Props, StoredResource, World } from "@isobar/sandbox";
import { regionOfZone } from "../catalogue";
import { notFound, projectOf, zoneOf } from "../cloud";
import { inProject, verbs, WAIT } from "../permissions";
import { apiError, badRequest } from "../words";

const TYPE = "gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment";

const POLICY = "gcp:compute/resourcePolicy:ResourcePolicy";

/** Paths of both ends, as the provider makes them of mere names. */
function linkOf(inputs: Props, world: World): { disk: string; policy: string } {
  const project = `projects/${projectOf(inputs, world)}`;
  const zone = zoneOf(inputs, world);
  return {
    disk: `${project}/zones/${zone}/disks/${inputs.disk}`,
    policy: `${project}/regions/${regionOfZone(zone)}/resourcePolicies/${inputs.name}`,
  };
}

const hasSchedule = (policy: StoredResource | undefined) => policy?.inputs.snapshotSchedulePolicy != null;

/** "Create schedules for disk snapshots" and "Manage consistency groups". */
function isForDisks(policy: StoredResource): boolean {
  return hasSchedule(policy) || policy.inputs.diskConsistencyGroupPolicy != null;
}

/** A disk's snapshot schedule, or its consistency group. */
export const diskResourcePolicyAttachment: Model = {
  type: TYPE,
  permissions: ({ project }) => [
    inProject(project, [
      ...verbs("compute.disks", "addResourcePolicies", "get", "removeResourcePolicies"),
      "compute.resourcePolicies.use",
      WAIT.zone,
    ]),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: ["disk", "name", "project", "zone"],
  id: (inputs, world) => [projectOf(inputs, world), zoneOf(inputs, world), inputs.disk, inputs.name].join("/"),
  outputs: (inputs, world) => ({
    project: projectOf(inputs, world),
    zone: zoneOf(inputs, world),
    deletionPolicy: inputs.deletionPolicy ?? "DELETE",
  }),
  refuse(inputs, world) {
    const { disk, policy } = linkOf(inputs, world);
    if (!world.find("gcp:compute/disk:Disk", disk)) return notFound(disk);
    const found = world.find(POLICY, policy);
    if (!found) return notFound(policy);
    if (!isForDisks(found)) return badRequest(`The resource policy '${policy}' can't be attached to a disk.`);
    const others = world
      .list(TYPE, ["disk", inputs.disk])
      .map(({ outputs }) => outputs)
      .filter(({ zone, name }) => zone === zoneOf(inputs, world) && name !== inputs.name);
    const schedules = others.filter((other) => hasSchedule(world.find(POLICY, linkOf(other, world).policy)));
    if (!hasSchedule(found) || schedules.length === 0) return undefined;
    const words = `Invalid resource usage: 'The disk '${disk}' has a snapshot schedule already.'.`;
    return apiError(400, words, "invalidResourceUsage");
  },
  seconds: { create: 3, delete: 3 },
};
