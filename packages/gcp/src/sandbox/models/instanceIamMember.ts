import type { Model, Props, World } from "@isobar/sandbox";
import { nameOf, notFound, pathOf, projectOf, zoneOf } from "../cloud";
import { inProject, verbs } from "../permissions";
import { conditionKey, grantFaults, missingAccount } from "../rules/iam";
import { badRequest } from "../words";

function instanceOf(inputs: Props, world: World): string {
  return pathOf(inputs.instanceName, projectOf(inputs, world), `zones/${zoneOf(inputs, world)}/instances`);
}

/** One member of one role of a machine. */
export const instanceIamMember: Model = {
  type: "gcp:compute/instanceIAMMember:InstanceIAMMember",
  permissions: ({ project, role }) => [
    { ...inProject(project, verbs("compute.instances", "getIamPolicy", "setIamPolicy")), grants: [String(role)] },
  ],
  immutable: ["*"],
  check: grantFaults,
  id: (inputs, world) => `${instanceOf(inputs, world)}/${inputs.role}/${inputs.member}${conditionKey(inputs)}`,
  outputs: (inputs, world) => ({
    project: projectOf(inputs, world),
    zone: zoneOf(inputs, world),
    instanceName: instanceOf(inputs, world),
    etag: world.keep("etag", () => `CA${Buffer.from(world.hex(2), "hex").toString("base64")}`),
  }),
  refuse(inputs, world) {
    const instance = instanceOf(inputs, world);
    if (!world.find("gcp:compute/instance:Instance", instance)) {
      return `Error retrieving IAM policy for compute instance "${nameOf(instance)}": ${notFound(instance)}`;
    }
    // "Compute Engine IAM roles and permissions".
    if (/^roles\/(?:storage|pubsub|bigquery)\./.test(String(inputs.role))) {
      return badRequest(`Role ${inputs.role} is not supported for this resource.`);
    }
    return missingAccount(String(inputs.member), world);
  },
  seconds: { create: 6, delete: 6 },
};
