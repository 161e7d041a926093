import { isDeepStrictEqual } from "node:util";
import type { CheckFailure, Model, Props } from "@isobar/sandbox";
import { common, ec2Id, regionalArn } from "../aws";
import { refusing } from "../failure";
import { known, object, objects } from "../known";
import { inRegion, on, passRole, regionalPattern, rolesTrusting } from "../permissions";
import { types } from "../types";

/** "CreateRule". */
const HOURS = [1, 2, 3, 4, 6, 8, 12, 24];

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
  check,
  id: (_, world) => ec2Id(world, "policy"),
  refuse: (inputs, world) => {
    const fail = refusing(types.lifecyclePolicy, inputs, world);
    const role = inputs.executionRoleArn;
    if (!world.list(types.role).some(({ outputs }) => outputs.arn === role)) {
      return fail("InvalidRequestException", `The role ${role} does not exist`);
    }
    const tags = targetTags(inputs);
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

function check({ description, policyDetails }: Props): CheckFailure[] {
  const failures: CheckFailure[] = [];
  const text = known(description);
  if (text !== undefined && !/^[0-9A-Za-z _-]{1,500}$/.test(text)) {
    failures.push({
      property: "description",
      reason: "must have only letters, digits, spaces, underscores and hyphens",
    });
  }
  for (const { createRule, retainRule } of objects(object(policyDetails).schedules)) {
    const { interval, times } = object(createRule);
    const { count } = object(retainRule);
    const at = "policyDetails.schedules";
    if (typeof interval === "number" && !HOURS.includes(interval)) {
      failures.push({ property: `${at}.createRule.interval`, reason: `expected interval to be one of [${HOURS}]` });
    }
    if (interval !== undefined && times === undefined) {
      failures.push({ property: `${at}.createRule.times`, reason: "must be set if interval is set" });
    }
    if (typeof count === "number" && (count < 1 || count > 1000)) {
      failures.push({ property: `${at}.retainRule.count`, reason: "expected count to be in the range (1 - 1000)" });
    }
  }
  return failures;
}
