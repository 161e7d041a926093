import type { FaultText } from "@isobar/sandbox";
import { cardOf } from "../models/networkInterface";
import { types } from "../types";
import { type Answer, answer } from "./texts";

type Unseen = Pick<Answer, "code" | "message" | "source"> & {
  readonly tokens: readonly string[];
  readonly status?: number;
};

const EVENTUAL = "Amazon EC2 API: Eventual consistency in the Amazon EC2 API";

/** What each type names that may just have been made. */
const UNSEEN: readonly Unseen[] = [
  {
    tokens: [types.internetGateway],
    code: "InvalidInternetGatewayID.NotFound",
    message: "The internetGateway ID 'igw-0f9e8d7c6b5a43210' does not exist",
    source: EVENTUAL,
  },
  {
    tokens: [
      types.subnet,
      types.securityGroup,
      types.routeTable,
      types.defaultSecurityGroup,
      types.vpcPeeringConnection,
    ],
    code: "InvalidVpcID.NotFound",
    message: ({ inputs }) => `The vpc ID '${inputs.vpcId}' does not exist`,
    source: EVENTUAL,
  },
  {
    tokens: [types.vpcEndpoint, types.flowLog],
    code: "InvalidVpcId.NotFound",
    message: ({ inputs }) => `The Vpc Id ${inputs.vpcId} does not exist`,
    source: EVENTUAL,
  },
  {
    tokens: [types.route, types.routeTableAssociation],
    code: "InvalidRouteTableID.NotFound",
    message: ({ inputs }) => `The routeTable ID '${inputs.routeTableId}' does not exist`,
    source: EVENTUAL,
  },
  {
    tokens: ["aws:vpc/securityGroup*Rule:*"],
    code: "InvalidGroup.NotFound",
    message: ({ inputs }) => `The security group '${inputs.securityGroupId}' does not exist`,
    source: EVENTUAL,
  },
  {
    tokens: [types.networkInterface, types.natGateway],
    code: "InvalidSubnetID.NotFound",
    message: ({ inputs }) => `The subnet ID '${inputs.subnetId}' does not exist`,
    source: EVENTUAL,
  },
  {
    tokens: [types.addressAssociation],
    code: "InvalidAllocationID.NotFound",
    message: ({ inputs }) => `The allocation ID '${inputs.allocationId}' does not exist`,
    source: EVENTUAL,
  },
  {
    tokens: [types.volumeAttachment],
    code: "InvalidVolume.NotFound",
    message: ({ inputs }) => `The volume '${inputs.volumeId}' does not exist.`,
    source: EVENTUAL,
  },
  {
    tokens: [types.rolePolicy, types.instanceProfile],
    code: "NoSuchEntity",
    message: ({ inputs }) => `The role with name ${inputs.role} cannot be found.`,
    status: 404,
    source: "IAM User Guide: Troubleshoot IAM, changes that I make are not always immediately visible",
  },
  {
    tokens: [
      "aws:s3/bucket*Configuration:*",
      types.bucketPolicy,
      types.bucketPublicAccessBlock,
      types.bucketVersioning,
    ],
    code: "NoSuchBucket",
    message: "The specified bucket does not exist",
    status: 404,
    source: "Amazon S3 User Guide: Amazon S3 data consistency model, bucket configurations",
  },
  {
    tokens: [types.schedule],
    code: "ValidationException",
    message: "The execution role you provide must allow AWS EventBridge Scheduler to assume the role.",
    source: "aws/aws-sdk-js-v3#6494",
  },
  {
    tokens: [types.lifecyclePolicy],
    code: "InvalidRequestException",
    message: ({ inputs }) => `The role ${inputs.executionRoleArn} does not exist`,
    source: "Amazon Data Lifecycle Manager API: CreateLifecyclePolicy",
  },
];

/** What was just made is not seen everywhere yet. */
export const notFoundYet: readonly FaultText[] = [
  answer("not-found-yet", {
    tokens: [types.instance],
    operations: ["create"],
    code: "InvalidParameterValue",
    message: ({ inputs }) =>
      `Value (${inputs.iamInstanceProfile}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`,
    applies: ({ inputs }) => inputs.iamInstanceProfile !== undefined,
    source: "hashicorp/terraform-provider-aws#27516",
  }),
  answer("not-found-yet", {
    tokens: [types.instance],
    operations: ["create"],
    code: "InvalidNetworkInterfaceID.NotFound",
    message: ({ inputs }) => `The networkInterface ID '${cardOf(inputs)}' does not exist`,
    applies: ({ inputs }) => cardOf(inputs) !== undefined,
    source: EVENTUAL,
  }),
  answer("not-found-yet", {
    tokens: [types.instance],
    operations: ["create"],
    code: "InvalidSubnetID.NotFound",
    message: ({ inputs }) => `The subnet ID '${inputs.subnetId}' does not exist`,
    source: EVENTUAL,
  }),
  ...UNSEEN.map((unseen) => answer("not-found-yet", { ...unseen, operations: ["create"] })),
  answer("not-found-yet", {
    tokens: [types.instance],
    operations: ["update", "delete"],
    code: "InvalidInstanceID.NotFound",
    message: ({ id }) => `The instance ID '${id}' does not exist`,
    source: EVENTUAL,
  }),
];

/** Another operation on the same resource is in progress. */
export const conflict: readonly FaultText[] = [
  answer("conflict", {
    tokens: ["aws:s3/*"],
    operations: ["create", "update", "delete"],
    code: "OperationAborted",
    message: "A conflicting conditional operation is currently in progress against this resource. Please try again.",
    status: 409,
    source: "ansible/ansible#67811, aws/aws-cli#6113",
  }),
  answer("conflict", {
    tokens: ["aws:iam/*"],
    operations: ["create", "update", "delete"],
    code: "ConcurrentModification",
    message:
      "The request was rejected because multiple requests to change this object were submitted simultaneously. Wait a few minutes and submit your request again.",
    status: 409,
    source: "IAM API: CreateRole, Errors",
  }),
  answer("conflict", {
    tokens: ["aws:cloudwatch/*"],
    operations: ["create", "update", "delete"],
    code: "OperationAbortedException",
    message: "A conflicting operation is currently in progress against this resource. Please try again.",
    source: "Amazon CloudWatch Logs API: CreateLogGroup",
  }),
  answer("conflict", {
    tokens: [types.volume],
    operations: ["update"],
    code: "IncorrectModificationState",
    message: ({ id }) => `Volume ${id} is in modification state: optimizing. Please wait until the state is completed.`,
    source: "Amazon EC2 API: Error codes for the Amazon EC2 API",
  }),
  answer("conflict", {
    tokens: [types.volumeAttachment],
    code: "IncorrectState",
    message: ({ inputs }) => `Instance '${inputs.instanceId}' is not 'running'.`,
    source: "Amazon EC2 API: Error codes for the Amazon EC2 API",
  }),
  answer("conflict", {
    tokens: [types.instance],
    operations: ["update", "delete"],
    code: "IncorrectInstanceState",
    message: ({ id }) => `The instance '${id}' is not in a state from which it can be modified.`,
    source: "Amazon EC2 API: Error codes for the Amazon EC2 API",
  }),
  answer("conflict", {
    tokens: [types.internetGateway, types.vpc, types.subnet, types.securityGroup],
    operations: ["delete"],
    code: "DependencyViolation",
    message: ({ id }) => `resource ${id} has a dependent object`,
    source: "Amazon EC2 API: Error codes for the Amazon EC2 API",
  }),
  answer("conflict", {
    tokens: [types.parameter],
    code: "TooManyUpdates",
    message: "There are concurrent updates for a resource that supports one update at a time.",
    source: "AWS Systems Manager API: PutParameter",
  }),
  answer("conflict", {
    tokens: [types.schedule],
    operations: ["create", "update", "delete"],
    code: "ConflictException",
    message: "Updating or deleting the resource can cause an inconsistent state.",
    status: 409,
    source: "EventBridge Scheduler API: UpdateSchedule",
  }),
];
