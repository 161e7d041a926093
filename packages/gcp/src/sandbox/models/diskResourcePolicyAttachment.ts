import type { Model, Props, World } from "@isobar/sandbox";
import { regionOfZone } from "../catalogue";
import { notFound, projectOf, zoneOf } from "../cloud";
import { inProject, verbs, WAIT } from "../permissions";
import { apiError } from "../words";

const TYPE = "gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment";

/** Paths of both ends, as the provider makes them of mere names. */
function linkOf(inputs: Props, world: World): { disk: string; policy: string } {
  const project = `projects/${projectOf(inputs, world)}`;
  const zone = zoneOf(inputs, world);
  return {
    disk: `${project}/zones/${zone}/disks/${inputs.disk}`,
    policy: `${project}/regions/${regionOfZone(zone)}/resourcePolicies/${inputs.name}`,
  };
}

/** A disk's snapshot schedule. */
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
    if (!world.find("gcp:compute/resourcePolicy:ResourcePolicy", policy)) return notFound(policy);
    const zone = zoneOf(inputs, world);
    const other = world
      .list(TYPE)
      .some(({ outputs }) => outputs.disk === inputs.disk && outputs.zone === zone && outputs.name !== inputs.name);
    if (!other) return undefined;
    const words = `Invalid resource usage: 'The disk '${disk}' has a snapshot schedule already.'.`;
    return apiError(400, words, "invalidResourceUsage");
  },
  seconds: { create: 3, delete: 3 },
};
