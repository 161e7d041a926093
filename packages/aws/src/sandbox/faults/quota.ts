import type { FaultText } from "@isobar/sandbox";
import { isSpot } from "../models/instanceSpot";
import { types } from "../types";
import { machineType } from "../zones";
import { type Answer, answer } from "./texts";

/**
 * vCPUs that a new account may run at once: Standard families on demand, and none of those with GPUs ("Amazon EC2 On-Demand
 * Instance quotas").
 */
const STANDARD_VCPUS = 32;
const GPU_VCPUS = 0;

function limitOf(machine: string | undefined): number {
  return machineType(machine)?.gpu ? GPU_VCPUS : STANDARD_VCPUS;
}

type Limit = Pick<Answer, "code" | "message" | "source"> & { readonly token: string; readonly status?: number };

/** Quotas on how many there may be, with the default one of a new account. */
const COUNTS: readonly Limit[] = [
  // 5 a region.
  {
    token: types.vpc,
    code: "VpcLimitExceeded",
    message: "The maximum number of VPCs has been reached.",
    source: "terraform-aws-modules/terraform-aws-vpc#429, RhinoSecurityLabs/cloudgoat#144",
  },
  // 5 a region.
  {
    token: types.internetGateway,
    code: "InternetGatewayLimitExceeded",
    message: "The maximum number of internet gateways has been reached.",
    source: "CloudSmith-Delivery-Troubleshooting/backend-infra-cdk#36",
  },
  // 5 a region.
  {
    token: types.address,
    code: "AddressLimitExceeded",
    message: "The maximum number of addresses has been reached.",
    source: "okd-project/okd#80, splunk/attack_range#478",
  },
  // 5 a zone.
  {
    token: types.natGateway,
    code: "NatGatewayLimitExceeded",
    message: "Performing this operation would exceed the limit of 5 NAT gateways",
    source: "eksctl-io/eksctl#560",
  },
  // 200 a VPC.
  {
    token: types.subnet,
    code: "SubnetLimitExceeded",
    message: ({ inputs }) => `The maximum number of subnets for VPC '${inputs.vpcId}' has been reached.`,
    source: "Amazon EC2 API: Error codes for the Amazon EC2 API",
  },
  // 200 a VPC.
  {
    token: types.routeTable,
    code: "RouteTableLimitExceeded",
    message: ({ inputs }) => `The maximum number of route tables for VPC '${inputs.vpcId}' has been reached.`,
    source: "Amazon EC2 API: Error codes for the Amazon EC2 API",
  },
  {
    token: types.route,
    code: "RouteLimitExceeded",
    message: "The maximum number of routes has been reached.",
    source: "Amazon EC2 API: Error codes for the Amazon EC2 API",
  },
  // 2,500 a region.
  {
    token: types.securityGroup,
    code: "SecurityGroupLimitExceeded",
    message: ({ inputs }) => `The maximum number of security groups for VPC '${inputs.vpcId}' has been reached.`,
    source: "otiai10/hotsub#36",
  },
  // 60 a group and direction.
  {
    token: "aws:vpc/securityGroup*Rule:*",
    code: "RulesPerSecurityGroupLimitExceeded",
    message: "The maximum number of rules per security group has been reached.",
    source: "hashicorp/terraform-provider-aws#30289, dan-v/awslambdaproxy#25",
  },
  // 5,000 a region.
  {
    token: types.networkInterface,
    code: "NetworkInterfaceLimitExceeded",
    message: "The maximum number of network interfaces has been reached.",
    source: "Amazon EC2 API: Error codes for the Amazon EC2 API",
  },
  // 20 gateway endpoints a region, 50 interface endpoints a VPC.
  {
    token: types.vpcEndpoint,
    code: "VpcEndpointLimitExceeded",
    message: "The maximum number of VPC endpoints has been reached.",
    source: "Amazon EC2 API: Error codes for the Amazon EC2 API",
  },
  // 50 TiB of gp2 and as much of gp3 a region.
  {
    token: types.volume,
    code: "VolumeLimitExceeded",
    message: ({ inputs }) =>
      `You have exceeded your maximum ${inputs.type ?? "gp2"} storage limit of 50 TiB in this region. Please contact AWS Support to request an Elastic Block Store service limit increase.`,
    source: "ipni/storetheindex#444",
  },
  // 10,000 an account, once 100.
  {
    token: types.bucket,
    code: "TooManyBuckets",
    message: "You have attempted to create more buckets than allowed",
    source: "milliHQ/terraform-aws-next-js#15, opstrace/opstrace#1142",
  },
  {
    token: types.role,
    code: "LimitExceeded",
    message: "Cannot exceed quota for RolesPerAccount: 1000",
    status: 409,
    source: "serverless-nextjs/serverless-next.js#2234",
  },
  {
    token: types.instanceProfile,
    code: "LimitExceeded",
    message: "Cannot exceed quota for InstanceProfilesPerAccount: 1000",
    status: 409,
    source: "ansible/workshops#1801",
  },
  // 1,000,000 a region.
  {
    token: types.logGroup,
    code: "LimitExceededException",
    message: "Resource limit exceeded.",
    source: "Amazon CloudWatch Logs API: CreateLogGroup",
  },
  // 10,000 a region.
  {
    token: types.parameter,
    code: "ParameterLimitExceeded",
    message:
      "You have exceeded the number of parameters for this AWS account. Delete one or more parameters and try again.",
    source: "AWS Systems Manager API: PutParameter",
  },
  // 10,000,000 a region.
  {
    token: types.schedule,
    code: "ServiceQuotaExceededException",
    message: "The request exceeds a service quota.",
    status: 402,
    source: "EventBridge Scheduler API: CreateSchedule",
  },
  // 100 a region.
  {
    token: types.lifecyclePolicy,
    code: "LimitExceededException",
    message: "The request failed because a limit was exceeded.",
    status: 429,
    source: "Amazon Data Lifecycle Manager API: CreateLifecyclePolicy",
  },
];

/** Quotas of an account that are used up. */
export const quota: readonly FaultText[] = [
  // 5 vCPUs of the Standard families on Spot for a new account.
  answer("quota", {
    tokens: [types.instance],
    operations: ["create"],
    code: "MaxSpotInstanceCountExceeded",
    message: "Max spot instance count exceeded",
    applies: ({ inputs }) => isSpot(inputs),
    source: "hashicorp/terraform-provider-aws#17543, meadowdata/meadowrun#84",
  }),
  answer("quota", {
    tokens: [types.instance],
    code: "VcpuLimitExceeded",
    message: ({ machine }) =>
      `You have requested more vCPU capacity than your current vCPU limit of ${limitOf(machine)} allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.`,
    source: "bentoml/bentoctl#202, aws/amazon-cloudwatch-agent-test#256",
  }),
  ...COUNTS.map(({ token, ...rest }) => answer("quota", { ...rest, tokens: [token], operations: ["create"] })),
];
