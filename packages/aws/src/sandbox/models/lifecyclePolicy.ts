import { isDeepStrictEqual } from "node:util";
import type { Model, Props } from "@isobar/sandbox";
import { common, ec2Id, regionalArn } from "../aws";
import { refusing } from "../failure";
import { isSet, object } from "../known";
import { inRegion, on, passRole, regionalPattern, rolesTrusting } from "../permissions";
import { checkLifecyclePolicy } from "../rules/snapshots";
import { types } from "../types";

const SERVICE = "dlm.amazonaws.com";

export const lifecyclePolicy: Model = {
  type: types.lifecyclePolicy,
  permissions: (_, asked) => [
    on(
      [regionalPattern("dlm", "policy/*")],
      "dlm:DeleteLifecyclePolicy",
      "dlm:GetLifecyclePolicy",
      "dlm:ListTagsForResource",
      "dlm:TagResource",
      "dlm:UntagResource",
      "dlm:UpdateLifecyclePolicy",
    ),
    inRegion("dlm:CreateLifecyclePolicy"),
    passRole(rolesTrusting(SERVICE, asked), SERVICE),
  ],
  immutable: ["defaultPolicy", "policyDetails.schedules.copyTags", "region"],
  check: checkLifecyclePolicy,
  id: (_, world) => ec2Id(world, "policy"),
  refuse: (inputs, world) => {
    const fail = refusing(types.lifecyclePolicy, inputs, world);
    const role = inputs.executionRoleArn;
    if (world.list(types.role, ["arn", role]).length === 0) {
      return fail("InvalidRequestException", `The role ${role} does not exist`);
    }
    const tags = targetTags(inputs);
    const { policyType, resourceType } = object(inputs.policyDetails);
    // "PolicyDetails": only default and event-based policies do without; they say so by their type.
    if (!isSet(tags) && !isSet(inputs.defaultPolicy) && !isSet(resourceType) && policyType !== "EVENT_BASED_POLICY") {
      return fail("InvalidRequestException", "Policy details must include target tags");
    }
    const same = world
      .list(types.lifecyclePolicy)
      .filter(({ outputs }) => outputs.arn !== world.previous.arn)
      .some((other) => isDeepStrictEqual(targetTags(other.inputs), tags));
    return same && tags !== undefined
      ? fail("InvalidRequestException", "Target tags overlap with those of another policy")
      : undefined;
  },
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "dlm", `policy/${world.id}`),
    state: inputs.state ?? "ENABLED",
  }),
};

function targetTags({ policyDetails }: Props): unknown {
  return object(policyDetails).targetTags;
}
