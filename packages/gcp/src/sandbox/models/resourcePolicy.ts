import type { Model, World } from "@isobar/sandbox";
import { common, inUse, nameOf, pathOf, projectOf, regionOf } from "../cloud";
import { inProject, verbs, WAIT } from "../permissions";
import { nameFaults, placeFaults } from "../rules/places";
import { kindFaults } from "../rules/resource-policy";

const LINK = "gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment";
const NAMED_BY = ["gcp:compute/disk:Disk", "gcp:compute/instance:Instance"];

/** What has a policy: a disk by an attachment, or what names it itself. */
function userOf(id: string, world: World): string | undefined {
  const link = world.list(LINK).find(({ outputs }) => outputs.name === nameOf(id));
  if (link) return `projects/${link.outputs.project}/zones/${link.outputs.zone}/disks/${link.outputs.disk}`;
  const names = (given: unknown) => [given].flat().some((one) => pathOf(one, "", "") === id);
  const users = NAMED_BY.flatMap((type) => world.list(type));
  return users.find(({ outputs }) => names(outputs.resourcePolicies))?.id;
}

/** A policy for disks or machines. */
export const resourcePolicy: Model = {
  type: "gcp:compute/resourcePolicy:ResourcePolicy",
  permissions: ({ project }) => [
    inProject(project, [...verbs("compute.resourcePolicies", "create", "delete", "get", "update"), WAIT.region]),
  ],
  autoname: { property: "name", maxLength: 255 },
  // The provider does not list the name, but the API can't change it.
  immutable: [
    ...["name", "project", "region", "diskConsistencyGroupPolicy.enabled", "groupPlacementPolicy.gpuTopology"],
    "workloadPolicy",
  ],
  check: (inputs, world) => [
    ...nameFaults(inputs.name),
    ...placeFaults({ region: inputs.region }, world),
    ...kindFaults(inputs),
  ],
  id: (inputs, world) =>
    `projects/${projectOf(inputs, world)}/regions/${regionOf(inputs, world)}/resourcePolicies/${inputs.name}`,
  outputs(inputs, world) {
    const { creationTimestamp: _, ...outputs } = common(inputs, world);
    return { ...outputs, region: regionOf(inputs, world) };
  },
  refuseDelete({ id }, world) {
    const user = userOf(id, world);
    return user === undefined ? undefined : inUse(id, user);
  },
  seconds: { create: 3, update: 3, delete: 3 },
};
