import type { FaultText } from "@isobar/sandbox";
import { PROJECT_NUMBER } from "../project";
import { apiError } from "../words";
import { ACCOUNTS, answered, BUCKET, COMPUTE, ended, INSTANCE, JOBS, LIFE, STORAGE } from "./call";

const ALL = ["gcp:*"];
const EVERYTHING = [...LIFE, "call"] as const;
const ZONAL = ["instance", "disk", "attachedDisk", "diskResourcePolicyAttachment", "instanceIAMMember"];

const UNAVAILABLE = apiError(503, "The service is currently unavailable.", "backendError");
const INTERNAL_WORDS = "Internal error. Please try again or contact Google Support.";
const INTERNAL = apiError(503, `${INTERNAL_WORDS} (Code: '5F864782189D7.6B5868C.50A111B')`, "backendError");

function limited(what: string, limit: string, service: string): string {
  const consumer = `project_number:${PROJECT_NUMBER}`;
  return `Quota exceeded for quota metric '${what}' and limit '${limit} per minute' of service '${service}' for consumer '${consumer}'.`;
}

export const OUTAGES: readonly FaultText[] = [
  {
    kind: "zone-outage",
    tokens: ZONAL.map((type) => `gcp:compute/${type}:*`),
    operations: LIFE,
    code: "backendError",
    text: (call) => answered(call, INTERNAL),
    source: "openshift/installer: pkg/terraform/diagnose, and ZcashFoundation/zebra#6451",
  },
  {
    kind: "region-outage",
    tokens: ALL,
    operations: EVERYTHING,
    code: "backendError",
    text: (call) => answered(call, UNAVAILABLE),
    source: "openshift/installer: pkg/terraform/diagnose",
  },
];

export const THROTTLED: readonly FaultText[] = [
  {
    kind: "throttled",
    tokens: BUCKET,
    operations: ["create", "delete"],
    code: "rateLimitExceeded",
    text: (call) =>
      answered(
        call,
        apiError(429, "The project exceeded the rate limit for creating and deleting buckets.", "rateLimitExceeded"),
      ),
    source: "GoogleCloudPlatform/golang-samples#1547",
  },
  {
    kind: "throttled",
    tokens: ACCOUNTS,
    operations: ["create"],
    code: "rateLimitExceeded",
    text(call) {
      const words = `A quota has been reached for project number ${PROJECT_NUMBER}: Service accounts created per minute per project.`;
      return answered(call, apiError(429, words, "rateLimitExceeded"));
    },
    source: "IAM quotas: service accounts created per minute per project",
  },
  {
    kind: "throttled",
    tokens: JOBS,
    operations: LIFE,
    code: "rateLimitExceeded",
    text: (call) =>
      answered(
        call,
        apiError(
          429,
          limited("Write requests", "Write requests", "cloudscheduler.googleapis.com"),
          "rateLimitExceeded",
        ),
      ),
    source: "hashicorp/terraform-provider-google#8264, of another service",
  },
  {
    kind: "throttled",
    tokens: COMPUTE,
    operations: ["read", "call"],
    code: "rateLimitExceeded",
    text(call) {
      const words = `Quota exceeded for quota group 'ReadGroup' and limit 'Read requests per user per 100 seconds' of service 'compute.googleapis.com' for consumer 'project_number:${PROJECT_NUMBER}'.`;
      return answered(call, apiError(403, words, "rateLimitExceeded"));
    },
    source: "hashicorp/terraform-provider-google#8360",
  },
  {
    kind: "throttled",
    tokens: COMPUTE,
    operations: ["create", "update", "delete"],
    code: "rateLimitExceeded",
    text: (call) =>
      answered(call, apiError(403, limited("Queries", "Queries", "compute.googleapis.com"), "rateLimitExceeded")),
    source: "hashicorp/terraform-provider-google: google/transport/error_retry_predicates_test.go",
  },
];

export const INTERNAL_ERRORS: readonly FaultText[] = [
  {
    kind: "internal-error",
    tokens: INSTANCE,
    operations: ["create"],
    code: "INTERNAL_ERROR",
    text: (call) => ended(call, `${INTERNAL_WORDS} (Code: '-537542952742641820')\n`),
    source: "GoogleCloudPlatform/cluster-toolkit, and hashicorp/packer-plugin-googlecompute#104",
  },
  {
    kind: "internal-error",
    tokens: COMPUTE,
    operations: EVERYTHING,
    code: "backendError",
    text: (call) => answered(call, INTERNAL),
    source: "ZcashFoundation/zebra#6451",
  },
  {
    kind: "internal-error",
    tokens: STORAGE,
    operations: LIFE,
    code: "backendError",
    text: (call) =>
      answered(call, apiError(503, "We encountered an internal error. Please try again.", "backendError")),
    source: "HTTP status and error codes for JSON (Cloud Storage)",
  },
  {
    kind: "internal-error",
    tokens: ALL,
    operations: LIFE,
    code: "backendError",
    text: (call) => answered(call, UNAVAILABLE),
    source: "openshift/installer: pkg/terraform/diagnose",
  },
];
