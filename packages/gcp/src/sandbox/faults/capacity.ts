import type { Call, FaultText } from "@isobar/sandbox";
import { zonesIn, zonesWithAccelerator } from "../catalogue";
import { nameOf } from "../cloud";
import { ended, gpuOf, INSTANCE, isSpot, projectOfCall } from "./call";

const HELP = "Troubleshooting documentation\nhttps://cloud.google.com/compute/docs/resource-error\n";
const OTHERWISE =
  "Alternatively, you can try your request again with a different VM hardware configuration or at a later time. For more information, see the troubleshooting documentation.";

function zoneOf({ zone, region }: Call): string {
  return zone ?? `${region}-a`;
}

/** What the provider writes of an operation's error: the message, then its localized form, then a link. */
function detailed(call: Call, state: string, unavailable: string): string {
  const zone = `The zone 'projects/${projectOfCall(call)}/zones/${zoneOf(call)}'`;
  const message = `${zone} does not have enough resources available to fulfill the request.  '${state}'.\n`;
  return ended(call, `${message}\n\n${unavailable}\n\n\n${HELP}`);
}

/** The zones that the API proposes instead. */
function hint(zones: readonly string[]): string {
  if (zones.length === 0) return "";
  return ` Consider trying your request in the ${zones.join(", ")} zone(s), which currently has capacity to accommodate your request.`;
}

export const CAPACITY: readonly FaultText[] = [
  {
    kind: "capacity",
    tokens: INSTANCE,
    applies: (call) => gpuOf(call) !== undefined,
    code: "ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS",
    text(call) {
      const gpu = gpuOf(call) as NonNullable<ReturnType<typeof gpuOf>>;
      const zone = zoneOf(call);
      const others = (zonesWithAccelerator(gpu.name, zone) ?? []).filter((other) => other !== zone);
      const machine = `A ${nameOf(call.inputs.machineType)} VM instance with ${gpu.count} ${gpu.name} accelerator(s)`;
      return detailed(
        call,
        "NULL:0/NULL:0/NULL:0 (state:STOCKOUT, sub-state:STOCKOUT, resource type:compute)",
        `${machine} is currently unavailable in the ${zone} zone.${hint(others)} ${OTHERWISE}`,
      );
    },
    source: "kubernetes/k8s.io#9834",
  },
  {
    kind: "capacity",
    tokens: INSTANCE,
    applies: isSpot,
    code: "ZONE_RESOURCE_POOL_EXHAUSTED",
    text(call) {
      const zone = `The zone 'projects/${projectOfCall(call)}/zones/${zoneOf(call)}'`;
      const words = "does not have enough resources available to fulfill the request.";
      return ended(call, `${zone} ${words}  Try a different zone, or try again later.\n`);
    },
    source: "forseti-security/terraform-google-forseti#631",
  },
  {
    kind: "capacity",
    tokens: INSTANCE,
    applies: ({ inputs }) => /^(?:t2a|t2d|c[234]|n4)/.test(nameOf(inputs.machineType)),
    code: "ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS",
    text(call) {
      const zone = zoneOf(call);
      const others = zonesIn(zone).filter((other) => other !== zone);
      const unavailable = `A ${nameOf(call.inputs.machineType)} VM instance is currently unavailable in the ${zone} zone.`;
      return detailed(call, "(resource type:compute)", `${unavailable}${hint(others.slice(0, 1))} ${OTHERWISE}`);
    },
    source: "cloud-barista/cb-spider#1125 and cockroachdb/cockroach: pkg/roachprod/vm/gce",
  },
  {
    kind: "capacity",
    tokens: INSTANCE,
    code: "ZONE_RESOURCE_POOL_EXHAUSTED",
    text(call) {
      const unavailable = `A ${nameOf(call.inputs.machineType)} VM instance is currently unavailable in the ${zoneOf(call)} zone.`;
      return detailed(call, "(resource type:compute)", `${unavailable} ${OTHERWISE}`);
    },
    source: "GoogleCloudPlatform/ai-on-gke#849",
  },
];
