import type { FaultText } from "@isobar/sandbox";
import { dnsSuffix } from "../aws";
import { types } from "../types";
import { ALL, answer, EC2, EVERY_OPERATION, of, serviceOf, unreachable } from "./texts";

/** A zone in which nothing starts any more. What runs elsewhere goes on. */
export const zoneOutage: readonly FaultText[] = [
  {
    kind: "zone-outage",
    tokens: [types.instance],
    operations: ["create"],
    code: "Server.InternalError",
    text: () =>
      "waiting for EC2 Instance create: unexpected state 'shutting-down', wanted target 'running'. last error: Server.InternalError: Internal error on launch",
    source: "hashicorp/terraform-provider-aws#3371, jtriley/StarCluster#288",
  },
  answer("zone-outage", {
    tokens: [
      types.subnet,
      types.volume,
      types.volumeAttachment,
      types.networkInterface,
      types.natGateway,
      types.instance,
    ],
    operations: ["create", "update", "delete"],
    code: "InternalError",
    message: "An internal error has occurred",
    status: 500,
    retried: true,
    source: "openshift/origin#18961, hashicorp/terraform-provider-aws#7287",
  }),
];

/** The parts of hosts' names, where they are not the service's name in lower case. */
const HOSTS: Readonly<Record<string, string>> = { "CloudWatch Logs": "logs" };

/** A region whose APIs don't answer, or answer that they can't. IAM and Budgets are no region's. */
export const regionOutage: readonly FaultText[] = [
  answer("region-outage", {
    tokens: EC2,
    operations: ["create", "update", "delete"],
    code: "Unavailable",
    message: "The service is unavailable. Please try again shortly.",
    status: 503,
    retried: true,
    source: "aws/aws-sdk-go-v2#2254, MozillaSecurity/FuzzManager#603",
  }),
  {
    kind: "region-outage",
    tokens: ALL,
    operations: EVERY_OPERATION,
    code: "RequestSendFailed",
    applies: (call) => !of("Budgets", "IAM", "STS")(call),
    text: (call) => {
      const service = serviceOf(call);
      const host = `${HOSTS[service] ?? service.toLowerCase()}.${call.region}.${dnsSuffix(call.region)}`;
      return unreachable(call, host, `dial tcp: lookup ${host}: i/o timeout`);
    },
    source: "GoogleCloudPlatform/terraformer#1831, hashicorp/terraform-provider-aws#40465",
  },
];

/** The clouds' own errors. */
export const internalError: readonly FaultText[] = [
  answer("internal-error", {
    tokens: EC2,
    operations: EVERY_OPERATION,
    code: "InternalError",
    message: "An internal error has occurred",
    status: 500,
    retried: true,
    source: "openshift/origin#18961, MozillaSecurity/FuzzManager#586",
  }),
  answer("internal-error", {
    tokens: ["aws:s3/*"],
    operations: EVERY_OPERATION,
    code: "InternalError",
    message: "We encountered an internal error. Please try again.",
    status: 500,
    retried: true,
    source: "Amazon S3 API: Error responses",
  }),
  answer("internal-error", {
    tokens: ["aws:iam/*"],
    operations: EVERY_OPERATION,
    code: "ServiceFailure",
    message: "The request processing has failed because of an unknown error, exception or failure.",
    status: 500,
    source: "IAM API: CreateRole, Errors",
  }),
  answer("internal-error", {
    tokens: ["aws:budgets/*"],
    operations: EVERY_OPERATION,
    code: "InternalErrorException",
    message: "An error on the server occurred during the processing of your request. Try again later.",
    status: 500,
    source: "AWS Budgets API: CreateBudget",
  }),
  answer("internal-error", {
    tokens: ["aws:cloudwatch/*"],
    operations: EVERY_OPERATION,
    code: "ServiceUnavailableException",
    message: "The service cannot complete the request.",
    status: 500,
    source: "Amazon CloudWatch Logs API: CreateLogGroup",
  }),
  answer("internal-error", {
    tokens: ["aws:ssm/*"],
    operations: EVERY_OPERATION,
    code: "InternalServerError",
    message: "An error occurred on the server side.",
    status: 500,
    source: "AWS Systems Manager API: PutParameter",
  }),
  answer("internal-error", {
    tokens: ["aws:scheduler/*", "aws:dlm/*"],
    operations: EVERY_OPERATION,
    code: "InternalServerException",
    message: "Unexpected error encountered while processing the request.",
    status: 500,
    source: "EventBridge Scheduler API: CreateSchedule",
  }),
];

/** Too many requests: the SDK waits and asks again, so users see it only where that did not help. */
export const throttled: readonly FaultText[] = [
  answer("throttled", {
    tokens: EC2,
    operations: EVERY_OPERATION,
    code: "RequestLimitExceeded",
    message: "Request limit exceeded.",
    status: 503,
    retried: true,
    source: "cattle-ops/terraform-aws-gitlab-runner#756, otiai10/hotsub#10",
  }),
  answer("throttled", {
    tokens: ["aws:index/*"],
    operations: EVERY_OPERATION,
    code: "RequestLimitExceeded",
    message: "Request limit exceeded.",
    status: 503,
    retried: true,
    applies: of("EC2"),
    source: "reproio/wrapbox#32",
  }),
  answer("throttled", {
    tokens: ["aws:s3/*"],
    operations: EVERY_OPERATION,
    code: "SlowDown",
    message: "Please reduce your request rate.",
    status: 503,
    retried: true,
    source: "aws/aws-sdk-net#1949, pingcap/tiflash#10538",
  }),
  answer("throttled", {
    tokens: ["aws:iam/*", "aws:index/*"],
    operations: EVERY_OPERATION,
    code: "Throttling",
    message: "Rate exceeded",
    retried: true,
    source: "legion-platform/legion#807",
  }),
  answer("throttled", {
    tokens: ["aws:budgets/*", "aws:cloudwatch/*", "aws:ssm/*", "aws:scheduler/*", "aws:dlm/*"],
    operations: EVERY_OPERATION,
    code: "ThrottlingException",
    message: "Rate exceeded",
    retried: true,
    source: "turbot/steampipe-plugin-aws#1807, aws-ia/terraform-aws-control_tower_account_factory#271",
  }),
];
