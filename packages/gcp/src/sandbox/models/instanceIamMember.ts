import type { Model, Props, World } from "@isobar/sandbox";
import { nameOf, notFound, pathOf, projectOf, props, zoneOf } from "../cloud";
import { inProject, verbs } from "../permissions";
import { conditionKey, missingAccount } from "./iam";

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
  check({ condition }) {
    const { title } = props(condition);
    // "Overview of IAM Conditions".
    if (typeof title !== "string" || title.length <= 100) return [];
    return [{ property: "condition.title", reason: "at most 100 characters are allowed" }];
  },
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
    return missingAccount(String(inputs.member), world);
  },
};
