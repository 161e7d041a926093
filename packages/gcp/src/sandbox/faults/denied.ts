import type { Call, FaultText, Operation } from "@isobar/sandbox";
import { nameOf } from "../cloud";
import { PROJECT_NUMBER } from "../project";
import { apiError } from "../words";
import { ACCOUNTS, answered, BUCKET, COMPUTE, collectionOf, JOBS, LIFE, pathOfCall, projectOfCall } from "./call";

const VERBS: Readonly<Record<Operation, string>> = {
  call: "get",
  create: "create",
  delete: "delete",
  read: "get",
  update: "update",
};

/** What a part of another resource is made and unmade by. */
const PARTS: Readonly<Record<string, Partial<Record<Operation, string>>>> = {
  AttachedDisk: { create: "attachDisk", delete: "detachDisk" },
  DiskResourcePolicyAttachment: { create: "addResourcePolicies", delete: "removeResourcePolicies" },
  InstanceIAMMember: { create: "setIamPolicy", delete: "setIamPolicy", read: "getIamPolicy" },
  NetworkPeering: { create: "addPeering", update: "updatePeering", delete: "removePeering" },
  RouterNat: { create: "update", delete: "update" },
};

/** The action of Compute Engine that a call needs first. */
function computeAction(call: Call): string {
  const type = call.token.split(":").at(-1) ?? "";
  return `compute.${collectionOf(call)}.${PARTS[type]?.[call.operation] ?? VERBS[call.operation]}`;
}

/** The account that the simulated credentials are taken to be of. */
function deployer(call: Call): string {
  return `deployer@${projectOfCall(call)}.iam.gserviceaccount.com`;
}

export const DENIED: readonly FaultText[] = [
  // What is asked first in a new project meets an API that is not enabled.
  {
    kind: "denied",
    tokens: COMPUTE,
    operations: ["call"],
    code: "accessNotConfigured",
    text(call) {
      const visit = `https://console.developers.google.com/apis/api/compute.googleapis.com/overview?project=${PROJECT_NUMBER}`;
      const words = `Compute Engine API has not been used in project ${PROJECT_NUMBER} before or it is disabled. Enable it by visiting ${visit} then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`;
      return answered(call, apiError(403, words, "accessNotConfigured"));
    },
    source: "hashicorp/terraform#29006, and GoogleCloudPlatform/terraform-dynamic-python-webapp#67",
  },
  {
    kind: "denied",
    tokens: COMPUTE,
    operations: LIFE,
    code: "forbidden",
    text(call) {
      const words = `Required '${computeAction(call)}' permission for '${pathOfCall(call)}'`;
      return answered(call, apiError(403, words, "forbidden"));
    },
    source: "GoogleCloudPlatform/java-docs-samples#6552, and terraform-google-modules/terraform-google-network#375",
  },
  {
    kind: "denied",
    tokens: BUCKET,
    operations: LIFE,
    code: "forbidden",
    text(call) {
      const action = `storage.buckets.${VERBS[call.operation]}`;
      const what = call.operation === "create" ? "Google Cloud project" : "Google Cloud Storage bucket";
      const words = `${deployer(call)} does not have ${action} access to the ${what}. Permission '${action}' denied on resource (or it may not exist).`;
      return answered(call, apiError(403, words, "forbidden"));
    },
    source: "data-integrations/google-cloud#1503, and substratusai/runbooks#31",
  },
  {
    kind: "denied",
    tokens: ["gcp:storage/bucketIAMMember:*"],
    operations: LIFE,
    code: "forbidden",
    text(call) {
      const action = `storage.buckets.${call.operation === "read" ? "get" : "set"}IamPolicy`;
      const words = `${deployer(call)} does not have ${action} access to the Google Cloud Storage bucket. Permission '${action}' denied on resource (or it may not exist).`;
      return answered(call, apiError(403, words, "forbidden"));
    },
    source: "substratusai/runbooks#31",
  },
  {
    kind: "denied",
    tokens: ACCOUNTS,
    operations: LIFE,
    code: "forbidden",
    text(call) {
      const words = `Permission 'iam.serviceAccounts.${VERBS[call.operation]}' denied on resource (or it may not exist).`;
      return answered(call, apiError(403, words, "forbidden"));
    },
    source: "IAM troubleshooter: permission denied on resource (or it may not exist)",
  },
  {
    kind: "denied",
    tokens: JOBS,
    operations: LIFE,
    code: "PERMISSION_DENIED",
    text(call) {
      const place = `projects/${projectOfCall(call)}/locations/${nameOf(call.inputs.region ?? call.region)}`;
      const resource = call.operation === "create" ? place : `${place}/jobs/${nameOf(call.inputs.name)}`;
      const action = `cloudscheduler.jobs.${VERBS[call.operation]}`;
      const words = `The principal (user or service account) lacks IAM permission "${action}" for the resource "${resource}" (or the resource may not exist).`;
      return answered(call, apiError(403, words));
    },
    source: "hashicorp/terraform-provider-google#7001",
  },
];
