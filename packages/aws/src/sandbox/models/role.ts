import type { CheckFailure, Model, Props, ResourceWorld, World } from "@isobar/sandbox";
import { createDate, iamArn, iamId, tagsAll, texts } from "../aws";
import { type Fail, refusing, refusingDelete } from "../failure";
import { checkArn, checkLength, checkRange, isSet, known, objects } from "../known";
import { checkName, refusePath, refuseTwin } from "../rules/iam";
import { checkJson, faultOfIdentityPolicy, faultOfTrust, sizeOf, writtenOut } from "../rules/policies";
import { missingPrincipal } from "../rules/principals";
import { types } from "../types";
import { rolePermissions } from "./rolePermissions";

const SECONDS = 3600;
const MAX_SECONDS = 43_200;
const MAX_NAME = 64;
/** "IAM and AWS STS quotas". */
const MAX_TRUST = 2048;

export const role: Model = {
  type: types.role,
  permissions: rolePermissions,
  autoname: { property: "name", maxLength: 64 },
  fill: writtenOut("assumeRolePolicy"),
  immutable: ["name", "namePrefix", "path"],
  id: (inputs) => String(inputs.name),
  check: ({
    name,
    assumeRolePolicy,
    maxSessionDuration,
    description,
    permissionsBoundary,
    managedPolicyArns,
    ...more
  }) => [
    ...checkName(name, MAX_NAME),
    ...checkJson("assumeRolePolicy", assumeRolePolicy),
    ...checkRange("maxSessionDuration", maxSessionDuration, SECONDS, MAX_SECONDS),
    ...checkLength("description", description, 0, 1000),
    ...checkDescription(description),
    ...checkArn("permissionsBoundary", permissionsBoundary),
    ...objects(more.inlinePolicies).flatMap(({ policy }, i) => checkJson(`inlinePolicies[${i}].policy`, policy)),
    ...texts(managedPolicyArns).flatMap((arn, index) => checkArn(`managedPolicyArns[${index}]`, arn)),
  ],
  refuse: (inputs, world) => {
    const fail = refusing(types.role, inputs, world);
    return (
      refusePath(inputs, fail) ??
      refuseTwin(types.role, "Role", inputs.name, world, fail) ??
      refuseTrust(inputs, world, fail) ??
      refuseInlinePolicies(inputs, world, fail)
    );
  },
  outputs: (inputs, world) => {
    const path = String(inputs.path ?? "/");
    return {
      arn: iamArn(world, `role${path}${world.id}`),
      createDate: createDate(world),
      forceDetachPolicies: inputs.forceDetachPolicies ?? false,
      maxSessionDuration: inputs.maxSessionDuration ?? SECONDS,
      path,
      tagsAll: tagsAll(inputs, world),
      uniqueId: world.keep("uniqueId", () => iamId(world, "AROA")),
    };
  },
  // The provider itself takes a role out of its instance profiles before it deletes it.
  refuseDelete: (resource, world) =>
    hasPolicies(resource.id, world) && resource.inputs.forceDetachPolicies !== true
      ? refusingDelete(resource)("DeleteConflict", "Cannot delete entity, must delete policies first.", 409)
      : undefined,
};

/** "CreateRole". */
function checkDescription(description: unknown): CheckFailure[] {
  return /^[\t\n\r -~\u00a1-\u00ff]*$/.test(known(description) ?? "")
    ? []
    : [{ property: "description", reason: "invalid value for description (must have no characters beyond Latin-1)" }];
}

function hasPolicies(id: string, world: World): boolean {
  return world.list(types.rolePolicy, ["role", id]).length > 0;
}

function refuseInlinePolicies({ inlinePolicies }: Props, { region }: World, fail: Fail): string | undefined {
  const policies = objects(inlinePolicies).map(({ policy }) => policy);
  const fault = policies.map((policy) => isSet(policy) && faultOfIdentityPolicy(policy, region)).find(Boolean);
  return fault ? fail("MalformedPolicyDocument", fault) : undefined;
}

function refuseTrust({ assumeRolePolicy }: Props, world: ResourceWorld, fail: Fail): string | undefined {
  const fault = faultOfTrust(assumeRolePolicy) ?? missingPrincipal(assumeRolePolicy, world);
  if (fault) return fail("MalformedPolicyDocument", fault);
  return sizeOf(assumeRolePolicy) > MAX_TRUST
    ? fail("LimitExceeded", `Cannot exceed quota for ACLSizePerRole: ${MAX_TRUST}`, 409)
    : undefined;
}
