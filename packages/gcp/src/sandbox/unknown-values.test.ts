import assert from "node:assert/strict";
import { type Props, UNKNOWN, type World } from "@isobar/sandbox";
import { provider } from "./index";
import { type Kind, PROJECT, REGION, TYPES } from "./simulated-cloud.test.helper";

/** What the rules of a kind say to inputs, without any cloud. */
function faults(kind: Kind, inputs: Props): string[] {
  const world = { account: PROJECT, config: {}, region: REGION } as unknown as World;
  const { check } = provider.models.find(({ type }) => type === TYPES[kind]) ?? {};
  return (check?.(inputs, world) ?? []).map(({ property }) => property);
}

describe("values that simulated GCP does not know yet", () => {
  const daily = (startTime: string) => ({ schedule: { dailySchedule: { daysInCycle: 1, startTime } } });
  const rule = (condition: unknown) => ({ lifecycleRules: [{ action: { type: "Delete" }, condition }] });
  for (const [kind, inputs, refused] of [
    ["firewall", { direction: UNKNOWN, denies: [{ protocol: "all" }] }, { direction: "INGRESS" }],
    ["address", { addressType: UNKNOWN, subnetwork: "sub" }, { addressType: "EXTERNAL" }],
    ["network", { enableUlaInternalIpv6: UNKNOWN, internalIpv6Range: "fd20:1::/48" }, { enableUlaInternalIpv6: false }],
    ["network", { bgpBestPathSelectionMode: UNKNOWN, bgpInterRegionCost: "DEFAULT" }, { bgpBestPathSelectionMode: "" }],
    ["subnetwork", { stackType: UNKNOWN }, { stackType: "IPV4_ONLY" }],
    [
      "subnetwork",
      { ipCidrRange: "10.0.0.0/24", logConfig: { metadata: UNKNOWN, metadataFields: ["src_vpc"] } },
      { logConfig: { metadata: "INCLUDE_ALL_METADATA", metadataFields: ["src_vpc"] } },
    ],
    ["nat", { enableDynamicPortAllocation: UNKNOWN, maxPortsPerVm: 64 }, { enableDynamicPortAllocation: false }],
    ["policy", { snapshotSchedulePolicy: daily(UNKNOWN) }, { snapshotSchedulePolicy: daily("4") }],
    ["policy", { snapshotSchedulePolicy: { schedule: UNKNOWN } }, { snapshotSchedulePolicy: { schedule: {} } }],
    [
      "bucket",
      { location: "EU", hierarchicalNamespace: { enabled: true }, uniformBucketLevelAccess: UNKNOWN },
      { uniformBucketLevelAccess: false },
    ],
    ["bucket", { location: "EU", ...rule(UNKNOWN) }, rule({})],
    [
      "bucket",
      { location: "EU", customPlacementConfig: { dataLocations: UNKNOWN } },
      { customPlacementConfig: { dataLocations: ["EUROPE-WEST1"] } },
    ],
  ] as const) {
    it(`are let pass in ${JSON.stringify(inputs).replaceAll(UNKNOWN, "?")} of a ${kind}`, () => {
      assert.deepEqual(faults(kind, inputs), []);
      assert.notDeepEqual(faults(kind, { ...inputs, ...refused }), []);
    });
  }
});
