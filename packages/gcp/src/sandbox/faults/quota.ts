import type { Call, FaultText } from "@isobar/sandbox";
import { nameOf } from "../cloud";
import { seriesOf } from "../rules/machine-type";
import { apiError } from "../words";
import { ACCOUNTS, answered, ended, gpuOf, INSTANCE, isSpot, regionOfCall } from "./call";

/** A quota as an operation's error names it. */
interface Quota {
  readonly name: string;
  readonly limit: number;
  /** Where it is used up; of the whole project if there is none. */
  readonly region?: string;
  /** What the provider writes of it where the API tells more. */
  readonly more?: { readonly metric: string; readonly limit: string; readonly dimensions: string };
}

function exceeded(call: Call, { name, limit, region, more }: Quota): string {
  const where = region === undefined ? "globally" : `in region ${region}`;
  const message = `Quota '${name}' exceeded.  Limit: ${limit.toFixed(1)} ${where}.\n`;
  if (!more) return ended(call, message);
  const details = [
    `metric name = compute.googleapis.com/${more.metric}`,
    `limit name = ${more.limit}`,
    ...(limit > 0 ? [`limit = ${limit}`] : []),
    `dimensions = map[${more.dimensions}]`,
  ];
  return ended(call, `${message}${details.map((line) => `\t${line}\n`).join("")}`);
}

/** Limits of a new project, as those who met them tell. */
function quota(text: Pick<FaultText, "tokens" | "applies" | "source">, of: (call: Call) => Quota): FaultText {
  return {
    kind: "quota",
    operations: ["create"],
    code: "QUOTA_EXCEEDED",
    ...text,
    text: (call) => exceeded(call, of(call)),
  };
}

const series = ({ inputs }: Call) => seriesOf(nameOf(inputs.machineType));
/** `NVIDIA_T4_GPUS` of `nvidia-tesla-t4`. */
const gpuQuota = (name: string) => `${name.replace("tesla-", "").replaceAll("-", "_").toUpperCase()}_GPUS`;

const MACHINES: readonly FaultText[] = [
  quota(
    {
      tokens: INSTANCE,
      applies: (call) => gpuOf(call) !== undefined && isSpot(call),
      source: "Compute Engine allocation quotas: preemptible GPUs, and GCP error: Quota 'GPUS_ALL_REGIONS' exceeded",
    },
    (call) => ({ name: `PREEMPTIBLE_${gpuQuota(gpuOf(call)?.name ?? "")}`, limit: 1, region: regionOfCall(call) }),
  ),
  quota(
    {
      tokens: INSTANCE,
      applies: (call) => gpuOf(call) !== undefined && /^(?:a3|a4|a4x|g4)$/.test(series(call)),
      source: "GoogleCloudPlatform/cluster-toolkit: Quota GPUS_PER_GPU_FAMILY exceeded",
    },
    (call) => ({ name: "GPUS_PER_GPU_FAMILY", limit: 0, region: regionOfCall(call) }),
  ),
  quota(
    {
      tokens: INSTANCE,
      applies: (call) => gpuOf(call) !== undefined,
      source: "fastai/course-v3#165",
    },
    () => ({
      name: "GPUS_ALL_REGIONS",
      limit: 0,
      more: {
        metric: "gpus_all_regions",
        limit: "GPUS-ALL-REGIONS-per-project",
        dimensions: "global:global",
      },
    }),
  ),
  quota(
    {
      tokens: INSTANCE,
      applies: (call) => /^(?:h3|h4d|c4|c4a|c4d|n4|n4a|n4d|c3|c3d|m4|z3)$/.test(series(call)),
      source: "hashicorp/terraform-provider-google#20573",
    },
    (call) => ({
      name: "CPUS_PER_VM_FAMILY",
      limit: 24,
      region: regionOfCall(call),
      more: {
        metric: "cpus_per_vm_family",
        limit: "CPUS-PER-VM-FAMILY-per-project-region",
        dimensions: `region:${regionOfCall(call)} vm_family:${series(call).toUpperCase()}`,
      },
    }),
  ),
  quota(
    {
      tokens: INSTANCE,
      applies: (call) => /^(?:n2|n2d|c2|c2d|t2d|t2a)$/.test(series(call)),
      source: "GoogleCloudPlatform/pubsec-declarative-toolkit#627",
    },
    (call) => ({ name: `${series(call).toUpperCase()}_CPUS`, limit: 8, region: regionOfCall(call) }),
  ),
  quota(
    {
      tokens: INSTANCE,
      applies: ({ inputs }) => JSON.stringify(inputs.networkInterfaces ?? []).includes('"accessConfigs":[{'),
      source: "openonion/connectonion#713",
    },
    (call) => ({ name: "IN_USE_ADDRESSES", limit: 4, region: regionOfCall(call) }),
  ),
  quota({ tokens: INSTANCE, applies: isSpot, source: "GoogleCloudPlatform/ai-on-gke#849" }, () => ({
    ...{ name: "CPUS_ALL_REGIONS", limit: 12 },
  })),
  quota({ tokens: INSTANCE, source: "mesosphere-backup/terraform-dcos#61" }, (call) => ({
    ...{ name: "CPUS", limit: 8, region: regionOfCall(call) },
  })),
];

const OTHERS: readonly FaultText[] = [
  quota(
    {
      tokens: ["gcp:compute/disk:Disk"],
      applies: ({ inputs }) => /^pd-(?:balanced|ssd|extreme)$/.test(nameOf(inputs.type)),
      source: "GoogleCloudPlatform/cluster-toolkit: Quota 'SSD_TOTAL_GB' exceeded",
    },
    (call) => ({
      name: "SSD_TOTAL_GB",
      limit: 500,
      region: regionOfCall(call),
      more: {
        metric: "ssd_total_storage",
        limit: "SSD-TOTAL-GB-per-project-region",
        dimensions: `region:${regionOfCall(call)}`,
      },
    }),
  ),
  quota({ tokens: ["gcp:compute/disk:Disk"], source: "Compute Engine allocation quotas: disk storage" }, (call) => ({
    ...{ name: "DISKS_TOTAL_GB", limit: 4096, region: regionOfCall(call) },
  })),
  quota(
    {
      tokens: ["gcp:compute/address:Address"],
      source:
        "GoogleCloudPlatform/cluster-toolkit: Quota 'STATIC_ADDRESSES' exceeded, and cloudfoundry/bosh-google-cpi-release#168",
    },
    (call) => ({ name: "STATIC_ADDRESSES", limit: 8, region: regionOfCall(call) }),
  ),
  quota({ tokens: ["gcp:compute/network:Network"], source: "fortinet/fortigate-tutorial-gcp#9" }, () => ({
    name: "NETWORKS",
    limit: 5,
    more: { metric: "networks", limit: "NETWORKS-per-project", dimensions: "global:global" },
  })),
  quota({ tokens: ["gcp:compute/subnetwork:Subnetwork"], source: "kubernetes/kubernetes#46713" }, () => ({
    ...{ name: "SUBNETWORKS", limit: 100 },
  })),
  quota({ tokens: ["gcp:compute/firewall:Firewall"], source: "kubernetes/kubernetes#20646" }, () => ({
    ...{ name: "FIREWALLS", limit: 100 },
  })),
  quota({ tokens: ["gcp:compute/router:Router"], source: "gardener/gardener: terraformer's errors" }, () => ({
    ...{ name: "ROUTERS", limit: 20 },
  })),
  {
    kind: "quota",
    tokens: ACCOUNTS,
    operations: ["create"],
    code: "RESOURCE_EXHAUSTED",
    text: (call) =>
      answered(call, apiError(429, "Maximum number of service accounts on project reached.", "rateLimitExceeded")),
    source: "kubeflow/pipelines#1052",
  },
];

export const QUOTA: readonly FaultText[] = [...MACHINES, ...OTHERS];
