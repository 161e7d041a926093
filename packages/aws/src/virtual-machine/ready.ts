import type { AskReadiness, Scope } from "@isobar/core/driver";
import type { Instance } from "@pulumi/aws/ec2/instance";
import type { Role } from "@pulumi/aws/iam/role";
import { RolePolicy, type RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy";
import { getParameter } from "@pulumi/aws/ssm/getParameter";
import { Parameter, type ParameterArgs } from "@pulumi/aws/ssm/parameter";
import { all, interpolate, type Output } from "@pulumi/pulumi";
import { names } from "../names";
import { partitionOf } from "../partition";
import { policyDocument } from "../policy";
import { named } from "../tags";
import { parseReport } from "./report";

/** Where a machine tells whether it is ready, and its right to do so. */
export interface ReadyReport {
  readonly parameter: Parameter;
  readonly policy: RolePolicy;
  /** What {@link reportReady} is given. */
  readonly place: Output<string>;
}

/** A parameter that the machine alone may write to. Its value, which may hold a part of a log, is a secret of the stack's. */
export function makeReadyReport(scope: Scope, role: Role): ReadyReport {
  const args: ParameterArgs = {
    name: scope.physicalName(names.parameter, "ready"),
    type: "String",
    value: "waiting",
    description: "Whether a virtual machine is ready",
    tags: named(scope, "ready"),
  };
  const parameter = scope.child("readyParameter", Parameter, args, { suffix: "ready", ignoreChanges: ["value"] });
  const policy = scope.child("readyPolicy", RolePolicy, {
    name: scope.physicalName(names.policy, "ready-policy"),
    role: role.name,
    policy: parameter.arn.apply((arn) =>
      policyDocument({ Effect: "Allow", Action: "ssm:PutParameter", Resource: arn }),
    ),
  } satisfies RolePolicyArgs);
  const { dnsSuffix } = partitionOf(scope);
  const place = interpolate`https://ssm.${scope.target.region}.${dnsSuffix}/${parameter.name}`;
  return { parameter, policy, place };
}

/** Reads what the machine wrote last. */
export function readinessOf(scope: Scope, { parameter }: ReadyReport, instance: Instance): Output<AskReadiness> {
  return all([parameter.name, instance.id]).apply(([name, id]) => async () => {
    const { value } = await getParameter({ name }, { provider: scope.provider, parent: scope.component });
    return parseReport(value, id) ?? { state: "waiting" };
  });
}
