import type { Call, FaultText } from "@isobar/sandbox";
import { catalogue } from "../catalogue";
import { refusal } from "../refusal";
import { SUBSCRIPTION, sizeIn, zoneOf } from "./scope";

const MACHINES = ["azure-native:compute:VirtualMachine"];
/** What is left of a machine that found no host: Azure keeps it, and the next run starts it. */
const FAILED = { provisioningState: "Failed" };
const GUIDANCE = "Read more about improving likelihood of allocation success at http://aka.ms/allocation-guidance";

const isSpot = ({ inputs }: Call) => inputs.priority === "Spot";
const isZonal = ({ inputs }: Call) => zoneOf(inputs) !== undefined;
/** Beside others, wherever those are. */
const isTied = ({ inputs }: Call) => (inputs.availabilitySet ?? inputs.proximityPlacementGroup) !== undefined;
const hasGpu = ({ machine = "" }: Call) => catalogue().machineType(machine)?.gpu !== undefined;

/** Capacity and quota of machines. */
export const COMPUTE_FAULTS: readonly FaultText[] = [
  {
    kind: "capacity",
    tokens: MACHINES,
    applies: (call) => isSpot(call) && !isZonal(call),
    code: "SkuNotAvailable",
    text: ({ region, inputs }) =>
      unavailable(`Following SKUs have failed for Capacity Restrictions: ${sizeIn(inputs)}`, region),
    source: "hashicorp/terraform-provider-azurerm#28549",
  },
  {
    kind: "capacity",
    tokens: MACHINES,
    applies: (call) => isSpot(call) || (isZonal(call) && hasGpu(call)),
    code: "OverconstrainedZonalAllocationRequest",
    leaves: FAILED,
    text: () =>
      failed(
        "OverconstrainedZonalAllocationRequest",
        "Allocation failed. VM(s) with the following constraints cannot be allocated, because the condition is too restrictive. Please remove some constraints and try again. Constraints applied are:\n  - Availability Zone\n  - VM Size\n",
      ),
    source: "Azure/karpenter-provider-azure#761, jenkins-infra/azure#1416",
  },
  {
    kind: "capacity",
    tokens: MACHINES,
    applies: isZonal,
    code: "ZonalAllocationFailed",
    leaves: FAILED,
    text: () =>
      failed(
        "ZonalAllocationFailed",
        `Allocation failed. We do not have sufficient capacity for the requested VM size in this zone. ${GUIDANCE}`,
      ),
    source: "openshift/release#5182",
  },
  {
    kind: "capacity",
    tokens: MACHINES,
    applies: isTied,
    code: "OverconstrainedAllocationRequest",
    leaves: FAILED,
    text: () =>
      failed(
        "OverconstrainedAllocationRequest",
        "Allocation failed. VM(s) with the following constraints cannot be allocated, because the condition is too restrictive. Please remove some constraints and try again. Constraints applied are:\n  - VM Size\n",
      ),
    source: "GoogleCloudPlatform/PerfKitBenchmarker#1863, Azure-Samples/aks-store-demo#115",
  },
  {
    kind: "capacity",
    tokens: MACHINES,
    applies: hasGpu,
    code: "SkuNotAvailable",
    text: ({ region, inputs }) =>
      unavailable(`Following SKUs have failed for Capacity Restrictions: ${sizeIn(inputs)}`, region),
    source: "Azure-Samples/azuresandbox#70",
  },
  {
    kind: "capacity",
    tokens: MACHINES,
    code: "AllocationFailed",
    leaves: FAILED,
    text: () =>
      failed(
        "AllocationFailed",
        `Allocation failed. We do not have sufficient capacity for the requested VM size in this region. ${GUIDANCE}`,
      ),
    source: "vmware-tanzu/community-edition#3963",
  },
  {
    kind: "zone-outage",
    tokens: MACHINES,
    applies: isZonal,
    code: "ZonalAllocationFailed",
    leaves: FAILED,
    text: () =>
      failed(
        "ZonalAllocationFailed",
        `Allocation failed. We do not have sufficient capacity for the requested VM size in this zone. ${GUIDANCE}`,
      ),
    source: "MicrosoftDocs/azure-docs#41402",
  },
  {
    kind: "quota",
    tokens: MACHINES,
    applies: isSpot,
    code: "OperationNotAllowed",
    // A new subscription has 3 to 10 ("vCPU quotas").
    text: (call) => exceeding("LowPriorityCores", call, 3, "azure-portal/supportability/low-priority-quota"),
    source: "scylladb/scylla-cluster-tests#4994",
  },
  {
    kind: "quota",
    tokens: MACHINES,
    applies: ({ machine = "" }) => catalogue().machineType(machine) !== undefined,
    code: "OperationNotAllowed",
    // GPUs and other special families begin with none ("vCPU quotas"; MicrosoftDocs/azure-docs#24803).
    text: (call) =>
      exceeding(
        `${quotaFamily(call.machine ?? "")} Cores`,
        call,
        hasGpu(call) ? 0 : 10,
        "azure-supportability/per-vm-quota-requests",
      ),
    source: "scylladb/scylla-cluster-tests#12948, skypilot-org/skypilot#464",
  },
  {
    kind: "quota",
    tokens: MACHINES,
    code: "OperationNotAllowed",
    text: (call) => exceeding("Total Regional Cores", call, 10, "azure-supportability/regional-quota-requests"),
    source: "cloud-barista/cb-spider#1558, nforgeio/neonKUBE#1671",
  },
  {
    kind: "conflict",
    tokens: MACHINES,
    operations: ["update"],
    code: "ConflictingConcurrentWriteNotAllowed",
    text: () =>
      refusal(
        409,
        "ConflictingConcurrentWriteNotAllowed",
        "The operation was interrupted by a conflicting concurrent write on the same entity. Please retry later.",
      ),
    source: "cloudfoundry/bosh-azure-cpi-release#762, Azure-Samples/azuresandbox#553",
  },
  {
    kind: "conflict",
    tokens: MACHINES,
    code: "OperationPreempted",
    leaves: FAILED,
    text: () => failed("OperationPreempted", "Operation execution has been preempted by a more recent operation."),
    source: "osbuild/osbuild-composer#1447",
  },
  {
    kind: "conflict",
    tokens: ["azure-native:compute:*"],
    operations: ["create", "update", "delete"],
    code: "Conflict",
    text: () =>
      refusal(
        409,
        "Conflict",
        "The request failed due to conflict with a concurrent request. To resolve it, please refer to https://aka.ms/activitylog to get more details on the conflicting requests.",
      ),
    source: "Azure/azure-cli#15765, kubernetes-sigs/azuredisk-csi-driver#811",
  },
  {
    kind: "not-found-yet",
    tokens: MACHINES,
    code: "NotFound",
    text: ({ inputs }) => refusal(404, "NotFound", `Resource ${firstInterface(inputs)} not found.`),
    source: "scylladb/scylla-cluster-tests#7388",
  },
  {
    kind: "throttled",
    tokens: ["azure-native:compute:*"],
    operations: ["create", "update", "delete", "read", "call"],
    code: "OperationNotAllowed",
    text: () =>
      refusal(
        429,
        "OperationNotAllowed",
        "The server rejected the request because too many requests have been received for this subscription.",
      ),
    source: "opencost/opencost#787, Azure/aks-engine#2295",
  },
  {
    kind: "internal-error",
    tokens: ["azure-native:compute:*"],
    operations: ["create", "update", "delete"],
    code: "InternalServerError",
    text: () =>
      refusal(
        500,
        "InternalServerError",
        `Encountered internal server error. Diagnostic information: timestamp '20260101T120000Z', subscription id '${SUBSCRIPTION}', tracking id '7d590526-408c-42e2-91ab-b820437f3af5', request correlation id '7d590526-408c-42e2-91ab-b820437f3af5'.`,
      ),
    source: "hashicorp/terraform-provider-azurerm#9729",
  },
];

/** An operation that Azure took on and that failed: the answer that tells it is itself a good one. */
function failed(code: string, message: string): string {
  return refusal(200, code, message);
}

function unavailable(what: string, region: string): string {
  return refusal(
    409,
    "SkuNotAvailable",
    `The requested VM size for resource '${what}' is currently not available in location '${region}'. Please try another size or deploy to a different location or different zone. See https://aka.ms/azureskunotavailable for details.`,
  );
}

/** Quotas whose name is not made of their family's as the others' are (skypilot-org/skypilot#464). */
const QUOTA_FAMILIES: Readonly<Record<string, string>> = { NCas_T4v3: "Standard NCASv3_T4 Family" };

/** The name of a quota: `standardDSv5Family`. */
function quotaFamily(size: string): string {
  const known = catalogue().machineType(size)?.family ?? "";
  const special = QUOTA_FAMILIES[known];
  if (special) return special;
  const family = known.replaceAll("_", "");
  const [, letters = family, version = ""] = /^(.*?)(v\d+)?$/.exec(family) ?? [];
  return `standard${letters.toUpperCase()}${version}Family`;
}

function exceeding(quota: string, { machine = "", region }: Call, limit: number, page: string): string {
  const required = catalogue().machineType(machine)?.vcpus ?? 2;
  const usage = Math.max(0, limit - required + 1);
  const name = quota === "Total Regional Cores" ? "cores" : quota.replace(/ Cores$/, "").replaceAll(" ", "%20");
  const parameters = `%7B%22subscriptionId%22:%22${SUBSCRIPTION}%22,%22command%22:%22openQuotaApprovalBlade%22,%22quotas%22:[%7B%22location%22:%22${region}%22,%22providerId%22:%22Microsoft.Compute%22,%22resourceName%22:%22${name}%22,%22quotaRequest%22:%7B%22properties%22:%7B%22limit%22:${usage + required},%22unit%22:%22Count%22,%22name%22:%7B%22value%22:%22${name}%22%7D%7D%7D%7D]%7D`;
  return refusal(
    409,
    "OperationNotAllowed",
    `Operation could not be completed as it results in exceeding approved ${quota} quota. Additional details - Deployment Model: Resource Manager, Location: ${region}, Current Limit: ${limit}, Current Usage: ${usage}, Additional Required: ${required}, (Minimum) New Limit Required: ${usage + required}. Setup Alerts when Quota reaches threshold. Learn more at https://aka.ms/quotamonitoringalerting . Submit a request for Quota increase at https://aka.ms/ProdportalCRP/#blade/Microsoft_Azure_Capacity/UsageAndQuota.ReactView/Parameters/${parameters} by specifying parameters listed in the ‘Details’ section for deployment to succeed. Please read more about quota limits at https://docs.microsoft.com/en-us/azure/${page}`,
  );
}

function firstInterface(inputs: Call["inputs"]): unknown {
  const { networkInterfaces = [] } = (inputs.networkProfile ?? {}) as {
    readonly networkInterfaces?: { id?: string }[];
  };
  return networkInterfaces[0]?.id ?? "";
}
