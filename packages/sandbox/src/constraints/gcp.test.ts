import assert from "node:assert/strict";
import { type Props, UNKNOWN } from "../model.js";
import { secret } from "../testing/toy.js";
import { refusalsBy, sliceOf } from "./testing.js";

const TOKENS = {
  address: "gcp:compute/address:Address",
  attachment: "gcp:compute/attachedDisk:AttachedDisk",
  disk: "gcp:compute/disk:Disk",
  firewall: "gcp:compute/firewall:Firewall",
  machine: "gcp:compute/instance:Instance",
  network: "gcp:compute/network:Network",
  policy: "gcp:compute/resourcePolicy:ResourcePolicy",
  router: "gcp:compute/router:Router",
  nat: "gcp:compute/routerNat:RouterNat",
  subnet: "gcp:compute/subnetwork:Subnetwork",
  account: "gcp:serviceaccount/account:Account",
  bucket: "gcp:storage/bucket:Bucket",
};
type Kind = keyof typeof TOKENS;

/** Inputs that the provider takes. */
const GOOD: Readonly<Record<Kind, Props>> = {
  address: { name: "web", addressType: "EXTERNAL", networkTier: "PREMIUM" },
  attachment: { disk: "data", instance: "web", mode: "READ_WRITE" },
  disk: { name: "data", size: 100, type: "pd-balanced" },
  firewall: { name: "web", network: "net", allows: [{ protocol: "tcp", ports: ["443"] }], sourceRanges: ["0.0.0.0/0"] },
  machine: {
    name: "web",
    machineType: "e2-medium",
    bootDisk: { autoDelete: true, initializeParams: { image: "debian-cloud/debian-12", size: 30 } },
    networkInterfaces: [{ subnetwork: "sub", accessConfigs: [{}] }],
    scheduling: { onHostMaintenance: "MIGRATE" },
  },
  network: { name: "net", autoCreateSubnetworks: false, routingMode: "REGIONAL" },
  policy: {
    name: "daily",
    snapshotSchedulePolicy: { schedule: { dailySchedule: { daysInCycle: 1, startTime: "04:00" } } },
  },
  router: { name: "way-out", network: "net", bgp: { asn: 64_514 } },
  nat: { name: "way-out", router: "r", sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES" },
  subnet: { name: "sub", network: "net", ipCidrRange: "10.0.0.0/24", logConfig: { flowSampling: 0.5 } },
  account: { accountId: "web-account", description: "of the web machine" },
  bucket: {
    name: "data",
    location: "EU",
    labels: { team: "shop" },
    lifecycleRules: [{ action: { type: "Delete" }, condition: { age: 90 } }],
  },
};

const schedule = (schedule: Props) => ({ snapshotSchedulePolicy: { schedule } });

/** One thing broken, and the refusal. */
const BROKEN: readonly [Kind, Props, string | RegExp][] = [
  ["address", { name: "Web" }, /^name: "name" \("Web"\) doesn't match regexp "\^\(\?:\[a-z\]/],
  [
    "address",
    { networkTier: "GOLD" },
    'networkTier: expected networkTier to be one of ["PREMIUM" "STANDARD" ""], got GOLD',
  ],
  ["attachment", { mode: "rw" }, /^mode: expected mode to be one of \["READ_ONLY" "READ_WRITE"\], got rw/],
  ["disk", { name: "data-" }, /doesn't match regexp/],
  ["disk", { name: "d".repeat(64) }, /doesn't match regexp/],
  ["disk", { diskEncryptionKey: { sha256: "a" } }, /^diskEncryptionKey\.sha256: Value for unconfigurable attribute\. /],
  ["firewall", { priority: 65_536 }, "priority: expected priority to be in the range (0 - 65535), got 65536"],
  ["firewall", { priority: -1 }, /in the range \(0 - 65535\), got -1/],
  [
    "firewall",
    { allows: undefined },
    'allows: Invalid combination of arguments. "allows": one of `allows,denies` must be specified',
  ],
  [
    "firewall",
    { denies: [{ protocol: "udp" }] },
    /only one of `allows,denies` can be specified, but `allows,denies` were/,
  ],
  [
    "firewall",
    { sourceTags: ["a"], targetServiceAccounts: ["b"] },
    'sourceTags: Conflicting configuration arguments. "sourceTags": conflicts with targetServiceAccounts',
  ],
  [
    "firewall",
    { targetServiceAccounts: Array(11).fill("a") },
    "targetServiceAccounts: Too many list items. Attribute targetServiceAccounts supports 10 item maximum, but config has 11 declared.",
  ],
  ["firewall", { logConfig: { metadata: "ALL" } }, /^logConfig\.metadata: expected logConfig\.metadata to be one of/],
  ["machine", { desiredStatus: "STOPPED" }, /^desiredStatus: .*"RUNNING" "TERMINATED" "SUSPENDED"/],
  ["machine", { name: `w${"e".repeat(63)}` }, /must be between 1 and 63 characters long/],
  ["machine", { name: "web_1" }, 'name: "name" ("web_1") must match regex "^[a-z]([-a-z0-9]*[a-z0-9])?$"'],
  ["machine", { bootDisk: {} }, /^bootDisk\.autoDelete: Missing required argument\. .*one of `bootDisk\.autoDelete,/],
  ["machine", { bootDisk: { mode: "RW" } }, /^bootDisk\.mode: expected bootDisk\.mode to be one of/],
  [
    "machine",
    { bootDisk: { initializeParams: { size: 0 } } },
    "bootDisk.initializeParams.size: expected bootDisk.initializeParams.size to be at least (1), got 0",
  ],
  [
    "machine",
    { bootDisk: { kmsKeySelfLink: "k", diskEncryptionKeyRaw: secret("r") } },
    /^bootDisk\.diskEncryptionKeyRaw: .*conflicts with bootDisk\.kmsKeySelfLink/,
  ],
  [
    "machine",
    { scratchDisks: [{ interface: "NVME" }, { interface: "SATA" }] },
    /^scratchDisks\[1\]\.interface: expected/,
  ],
  ["machine", { networkInterfaces: [{ nicType: "FAST" }] }, /^networkInterfaces\[0\]\.nicType: expected/],
  ["machine", { shieldedInstanceConfig: {} }, /must be specified/],
  ["network", { routingMode: "regional" }, /^routingMode: expected/],
  ["policy", schedule({}), /one of `snapshotSchedulePolicy\.schedule\.dailySchedule,.*` must be specified/],
  [
    "policy",
    schedule({
      dailySchedule: { daysInCycle: 1, startTime: "04:00" },
      hourlySchedule: { hoursInCycle: 1, startTime: "04:00" },
    }),
    /only one of/,
  ],
  ["policy", schedule({ dailySchedule: { daysInCycle: 1, startTime: "04:30" } }), /format HH:00.*got: 04:30/],
  [
    "policy",
    schedule({ weeklySchedule: { dayOfWeeks: [] } }),
    /requires 1 item minimum, but config has only 0 declared/,
  ],
  ["policy", { diskConsistencyGroupPolicy: { enabled: true } }, /conflicts with snapshotSchedulePolicy/],
  ["router", { bgp: { asn: 65_000, advertiseMode: "ALL" } }, /^bgp\.advertiseMode: expected/],
  ["router", { bgp: { asn: 13_335 } }, /^bgp\.asn: .*RFC6996-compliant Local ASN.*got 13335$/],
  ["nat", { name: "n" }, /must be between 2 and 63 characters long/],
  ["nat", { rules: [{ ruleNumber: 65_001, match: "true" }] }, /^rules\[0\]\.ruleNumber: expected .* \(0 - 65000\)/],
  ["subnet", { ipCidrRange: "10.0.0.0" }, /^ipCidrRange: "ipCidrRange" is not a valid IP CIDR range/],
  ["subnet", { secondaryIpRanges: [{ rangeName: "Pods", ipCidrRange: "10.1.0.0/33" }] }, /^secondaryIpRanges\[0\]\./],
  ["subnet", { logConfig: { metadata: "SOME" } }, /^logConfig\.metadata: expected/],
  ["account", { accountId: "web" }, 'accountId: "accountId" ("web") must be between 6 and 30 characters long'],
  [
    "account",
    { description: "é".repeat(129) },
    /^description: expected length of description to be in the range \(0 - 256\)/,
  ],
  ["bucket", { labels: { Team: "a" } }, /^labels: .*invalid label key/],
  ["bucket", { lifecycleRules: Array(101).fill({ action: {}, condition: {} }) }, /supports 100 item maximum/],
  [
    "bucket",
    { lifecycleRules: [{ action: {}, condition: { withState: "DEAD" } }] },
    /^lifecycleRules\[0\]\.condition\.withState: expected/,
  ],
  [
    "bucket",
    { ipFilter: { mode: "Enabled", allowCrossOrgVpcs: true } },
    /all of `ipFilter\.allowCrossOrgVpcs,ipFilter\.vpc/,
  ],
  [
    "bucket",
    { ipFilter: { mode: "Enabled", publicNetworkSource: { allowedIpCidrRanges: ["10.0.0.0/8", "1.2.3.4"] } } },
    /^ipFilter\.publicNetworkSource\.allowedIpCidrRanges\[1\]: expected .* to be a valid CIDR Value, got 1\.2\.3\.4/,
  ],
  ["bucket", { customPlacementConfig: { dataLocations: [] } }, /requires 1 item minimum/],
];

describe("constraints of GCP", () => {
  const refusals = refusalsBy(sliceOf("gcp").constraints);

  for (const [kind, inputs] of Object.entries(GOOD)) {
    it(`lets a good ${kind} pass, known or not yet`, () => {
      assert.deepEqual(refusals(TOKENS[kind as Kind], inputs), []);
      const unknown = Object.fromEntries(Object.keys(inputs).map((name) => [name, UNKNOWN]));
      assert.deepEqual(refusals(TOKENS[kind as Kind], unknown), []);
    });
  }

  for (const [kind, broken, expected] of BROKEN) {
    it(`refuses a ${kind} with ${JSON.stringify(broken).slice(0, 80)}`, () => {
      const found = refusals(TOKENS[kind], { ...GOOD[kind], ...broken });
      assert.ok(
        found.some((refusal) => (typeof expected === "string" ? refusal === expected : expected.test(refusal))),
        found.join("\n") || "nothing was refused",
      );
    });
  }

  it("lets what only the data does not know satisfy a group", () => {
    assert.deepEqual(
      refusals(TOKENS.machine, { ...GOOD.machine, scheduling: { gracefulShutdown: { enabled: true } } }),
      [],
    );
  });
});
