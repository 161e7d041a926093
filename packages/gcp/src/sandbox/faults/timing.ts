import type { Call, FaultText } from "@isobar/sandbox";
import { list, pathOf, props, text } from "../cloud";
import { apiError, badRequest } from "../words";
import {
  answered,
  BUCKET,
  COMPUTE,
  GRANTS,
  INSTANCE,
  JOBS,
  networkOfCall,
  pathOfCall,
  projectOfCall,
  regionOfCall,
} from "./call";

const PEERING = ["gcp:compute/networkPeering:NetworkPeering"];

function notReady(path: string): string {
  return apiError(400, `The resource '${path}' is not ready`, "resourceNotReady");
}

/** The subnetwork that a call names first. */
function subnetworkOf(call: Call): string {
  const [nic] = list(call.inputs.networkInterfaces).map(props);
  const [served] = list(call.inputs.subnetworks).map(props);
  const collection = `regions/${regionOfCall(call)}/subnetworks`;
  return pathOf(nic?.subnetwork ?? served?.name ?? "default", projectOfCall(call), collection);
}

export const NOT_FOUND_YET: readonly FaultText[] = [
  {
    kind: "not-found-yet",
    tokens: INSTANCE,
    operations: ["create"],
    code: "resourceNotReady",
    text: (call) => answered(call, notReady(subnetworkOf(call))),
    source: "hashicorp/terraform-provider-google#10972",
  },
  {
    kind: "not-found-yet",
    tokens: ["gcp:compute/routerNat:RouterNat"],
    operations: ["create"],
    code: "resourceNotReady",
    text: (call) => answered(call, notReady(subnetworkOf(call))),
    source: "GoogleCloudPlatform/pci-gke-blueprint#5",
  },
  {
    kind: "not-found-yet",
    tokens: ["firewall:Firewall", "subnetwork:Subnetwork", "router:Router"].map((type) => `gcp:compute/${type}`),
    operations: ["create"],
    code: "resourceNotReady",
    text: (call) => answered(call, notReady(networkOfCall(call))),
    source: "terraform-google-modules/terraform-google-kubernetes-engine#888, and terraform-google-network#365",
  },
  {
    kind: "not-found-yet",
    tokens: PEERING,
    operations: ["create"],
    code: "resourceNotReady",
    text: (call) => answered(call, notReady(networkOfCall(call))),
    source: "GoogleCloudPlatform/magic-modules#13881",
  },
  {
    kind: "not-found-yet",
    tokens: GRANTS,
    operations: ["create"],
    code: "invalid",
    text(call) {
      const email = (text(call.inputs.member) ?? "").replace(/^serviceAccount:/, "");
      return answered(call, apiError(400, `Service account ${email} does not exist.`, "invalid"));
    },
    source: "GoogleCloudPlatform/dotnet-docs-samples#1131, and magic-modules#1408",
  },
  {
    kind: "not-found-yet",
    tokens: JOBS,
    operations: ["create"],
    code: "PERMISSION_DENIED",
    text(call) {
      const email = props(props(call.inputs.httpTarget).oauthToken).serviceAccountEmail;
      const words = `The principal (user or service account) lacks IAM permission "iam.serviceAccounts.actAs" for the resource "${email}" (or the resource may not exist).`;
      return answered(call, apiError(403, words));
    },
    source: "hashicorp/terraform-provider-google#7001, of another action",
  },
];

export const CONFLICTS: readonly FaultText[] = [
  {
    kind: "conflict",
    tokens: PEERING,
    operations: ["create", "update", "delete"],
    code: "badRequest",
    text: (call) =>
      answered(
        call,
        badRequest("There is a peering operation in progress on the local or peer network. Try again later."),
      ),
    source: "terraform-google-modules/terraform-example-foundation#243, and hashicorp/terraform-provider-google#3026",
  },
  {
    kind: "conflict",
    tokens: GRANTS,
    operations: ["create", "delete"],
    code: "aborted",
    text(call) {
      const words =
        "There were concurrent policy changes. Please retry the whole read-modify-write with exponential backoff.";
      return answered(call, apiError(409, words, "aborted"));
    },
    source: "openshift/installer: pkg/terraform/diagnose",
  },
  {
    kind: "conflict",
    tokens: INSTANCE,
    operations: ["update"],
    code: "conditionNotMet",
    text: (call) =>
      answered(
        call,
        apiError(412, "Supplied fingerprint does not match current metadata fingerprint.", "conditionNotMet"),
      ),
    source: "hashicorp/terraform-provider-google: google/transport/error_retry_predicates.go",
  },
  {
    kind: "conflict",
    tokens: ["gcp:compute/address:Address"],
    operations: ["create", "update"],
    code: "conditionNotMet",
    text(call) {
      const words = "Labels fingerprint either invalid or resource labels have changed";
      return answered(call, apiError(412, words, "conditionNotMet"));
    },
    source: "GoogleCloudPlatform/cluster-toolkit: Error adding labels to ComputeAddress",
  },
  {
    kind: "conflict",
    tokens: BUCKET,
    operations: ["update", "delete"],
    code: "conditionNotMet",
    text: (call) =>
      answered(
        call,
        apiError(412, "At least one of the pre-conditions you specified did not hold.", "conditionNotMet"),
      ),
    source: "HTTP status and error codes for JSON (Cloud Storage)",
  },
  {
    kind: "conflict",
    tokens: COMPUTE,
    operations: ["create", "update", "delete"],
    code: "resourceNotReady",
    text: (call) => answered(call, notReady(pathOfCall(call))),
    source: "hashicorp/terraform-provider-google#10972",
  },
];
