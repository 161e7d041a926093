import { createHash } from "node:crypto";
import type { Call, FaultText } from "@isobar/sandbox";
import { ACCOUNT, partition } from "../aws";
import { apiCallOf } from "../failure";
import { types } from "../types";
import { answer, EC2, EVERY_OPERATION, of } from "./texts";

/** Kinds of resources in the ARNs of EC2, by what the types are called. */
const EC2_KINDS: Readonly<Record<string, string>> = {
  [types.address]: "elastic-ip",
  [types.addressAssociation]: "elastic-ip",
  [types.defaultSecurityGroup]: "security-group",
  [types.flowLog]: "vpc-flow-log",
  [types.instance]: "instance",
  [types.internetGateway]: "internet-gateway",
  [types.natGateway]: "natgateway",
  [types.networkInterface]: "network-interface",
  [types.route]: "route-table",
  [types.routeTable]: "route-table",
  [types.routeTableAssociation]: "route-table",
  [types.securityGroup]: "security-group",
  [types.securityGroupEgressRule]: "security-group",
  [types.securityGroupIngressRule]: "security-group",
  [types.subnet]: "subnet",
  [types.volume]: "volume",
  [types.volumeAttachment]: "volume",
  [types.vpc]: "vpc",
  [types.vpcEndpoint]: "vpc-endpoint",
  [types.vpcPeeringConnection]: "vpc-peering-connection",
};

function resourceOf({ token, inputs, id, region }: Call): string {
  const start = `arn:${partition(region)}`;
  const { name } = inputs;
  const known: Readonly<Record<string, string>> = {
    [types.role]: `:iam::${ACCOUNT}:role${inputs.path ?? "/"}${name}`,
    [types.rolePolicy]: `:iam::${ACCOUNT}:role/${inputs.role}`,
    [types.userPolicy]: `:iam::${ACCOUNT}:user/${inputs.user}`,
    [types.instanceProfile]: `:iam::${ACCOUNT}:instance-profile${inputs.path ?? "/"}${name}`,
    [types.logGroup]: `:logs:${region}:${ACCOUNT}:log-group:${name}:log-stream:`,
    [types.budget]: `:budgets::${ACCOUNT}:budget/${name}`,
    [types.parameter]: `:ssm:${region}:${ACCOUNT}:parameter/${String(name).replace(/^\//, "")}`,
    [types.schedule]: `:scheduler:${region}:${ACCOUNT}:schedule/${inputs.groupName ?? "default"}/${name}`,
    [types.lifecyclePolicy]: `:dlm:${region}:${ACCOUNT}:policy/${id ?? "*"}`,
  };
  const kind = EC2_KINDS[token];
  if (kind !== undefined) return `${start}:ec2:${region}:${ACCOUNT}:${kind}/${id ?? "*"}`;
  return `${start}${known[token] ?? `:s3:::${inputs.bucket}`}`;
}

function because(call: Call, quote = ""): string {
  const { action } = apiCallOf(call);
  const who = `User: arn:${partition(call.region)}:iam::${ACCOUNT}:user/sandbox is not authorized to perform: ${action}`;
  const on = call.operation === "call" ? "" : ` on resource: ${quote}${resourceOf(call)}${quote}`;
  return `${who}${on} because no identity-based policy allows the ${action} action`;
}

/** What EC2 encodes, which only `sts:DecodeAuthorizationMessage` reads. */
function encoded(call: Call): string {
  return createHash("sha512").update(because(call)).digest("base64url");
}

/** Credentials that lack a permission: each text names the action. */
export const denied: readonly FaultText[] = [
  answer("denied", {
    tokens: [...EC2, "aws:index/*"],
    operations: EVERY_OPERATION,
    code: "UnauthorizedOperation",
    message: (call) =>
      `You are not authorized to perform this operation. ${because(call)}. Encoded authorization failure message: ${encoded(call)}`,
    status: 403,
    applies: of("EC2"),
    source: "aws/karpenter-provider-aws#7370, hashicorp/terraform-provider-aws#8720",
  }),
  answer("denied", {
    tokens: ["aws:iam/*", "aws:index/*"],
    operations: EVERY_OPERATION,
    code: "AccessDenied",
    message: (call) => because(call),
    status: 403,
    source: "aws/aws-cdk#27067, Young-ook/terraform-aws-eks#156",
  }),
  answer("denied", {
    tokens: ["aws:s3/*"],
    operations: EVERY_OPERATION,
    code: "AccessDenied",
    message: (call) => because(call, '"'),
    status: 403,
    source: "Amazon S3 User Guide: Troubleshoot access denied (403 Forbidden) errors in Amazon S3",
  }),
  answer("denied", {
    tokens: ["aws:budgets/*"],
    operations: EVERY_OPERATION,
    code: "AccessDeniedException",
    message: (call) => because(call),
    source: "AWS Budgets API: CreateBudget",
  }),
  answer("denied", {
    tokens: ["aws:cloudwatch/*", "aws:ssm/*", "aws:scheduler/*", "aws:dlm/*"],
    operations: EVERY_OPERATION,
    code: "AccessDeniedException",
    message: (call) => because(call),
    status: 403,
    source: "ministryofjustice/modernisation-platform#7930",
  }),
];
