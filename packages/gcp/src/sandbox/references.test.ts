import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { type Kind, type Made, PROJECT, REGION, SimulatedGcp, ZONE } from "./simulated-cloud.test.helper";

describe("references in simulated GCP", () => {
  let gcp: SimulatedGcp;
  const there: Record<string, Made> = {};
  before(async () => {
    gcp = await SimulatedGcp.start();
    const make = async (kind: Kind, name: string, inputs: Props) => {
      there[name] = await gcp.create(kind, name, { name, ...inputs });
    };
    for (const name of ["net", "other", "third"]) await make("network", name, { autoCreateSubnetworks: false });
    await make("subnetwork", "sub", { network: "net", region: REGION, ipCidrRange: "10.0.0.0/24" });
    await make("subnetwork", "foreign", { network: "net", region: REGION, ipCidrRange: "10.1.0.0/24" });
    for (const name of ["data", "logs"]) await make("disk", name, { zone: ZONE, size: 10 });
    const bootDisk = { initializeParams: { image: "debian-cloud/debian-12" } };
    const machine = { zone: ZONE, machineType: "e2-medium", bootDisk, networkInterfaces: [{ subnetwork: "sub" }] };
    await make("instance", "web", machine);
  });
  after(() => gcp.close());
  const link = (name: string) => there[name]?.outputs.selfLink;
  const id = (name: string) => there[name]?.id;
  const image = (project: string, family: string) => `projects/${project}/global/images/family/${family}`;

  // Kind, what is made, what names the same, and what names another: only the last one replaces.
  const cases: (() => readonly [kind: Kind, made: Props, same: Props, other: Props])[] = [
    () => ["router", { network: link("net"), region: REGION }, { network: id("net") }, { network: id("other") }],
    () => [
      "subnetwork",
      { network: link("net"), region: REGION, ipCidrRange: "10.9.0.0/24" },
      { network: id("net") },
      { network: link("other") },
    ],
    () => [
      "peering",
      { network: link("net"), peerNetwork: link("other") },
      { peerNetwork: id("other") },
      { peerNetwork: id("third") },
    ],
    () => [
      "address",
      { region: REGION, addressType: "INTERNAL", subnetwork: link("sub") },
      { subnetwork: "sub" },
      { subnetwork: link("foreign") },
    ],
    () => ["link", { disk: id("data"), instance: id("web") }, { disk: link("data") }, { disk: link("logs") }],
    () => [
      "disk",
      { zone: ZONE, size: 10, type: "pd-ssd" },
      { type: `projects/isobar-sandbox/zones/${ZONE}/diskTypes/pd-ssd` },
      { type: "pd-balanced" },
    ],
    () => [
      "disk",
      { zone: ZONE, image: "debian-cloud/debian-12" },
      { image: image("debian-cloud", "debian-12") },
      { image: image("ours", "debian-12") },
    ],
  ];
  const defaults: [kind: Kind, made: Props, said: Props, other: Props][] = [
    ["address", {}, { addressType: "EXTERNAL", networkTier: "PREMIUM", region: REGION }, { networkTier: "STANDARD" }],
    ["disk", { zone: ZONE, size: 10 }, { type: "pd-standard", project: PROJECT }, { type: "pd-ssd" }],
    [
      "firewall",
      { network: "net", denies: [{ protocol: "all" }], sourceRanges: ["10.0.0.0/8"] },
      { direction: "INGRESS" },
      { direction: "EGRESS" },
    ],
    ["network", {}, { autoCreateSubnetworks: true }, { autoCreateSubnetworks: false }],
    ["bucket", { location: "EU" }, { enableObjectRetention: false }, { enableObjectRetention: true }],
  ];
  for (const [kind, inputs, said, other] of defaults) {
    it(`may say what is so already, as in a ${kind}`, async () => {
      const made = await gcp.create(kind, `implied-${kind}`, { ...inputs, name: `implied-${kind}` });
      assert.ok(!Array.isArray(await gcp.update(made, said)));
      assert.deepEqual(await gcp.update(made, other), Object.keys(other));
      await gcp.delete(made);
    });
  }
  it("may say what a machine has already, without a stop", async () => {
    const said = {
      scheduling: { automaticRestart: true, onHostMaintenance: "MIGRATE", preemptible: false },
      ...{ enableDisplay: false, shieldedInstanceConfig: { enableVtpm: true }, guestAccelerators: [] },
    };
    assert.ok(!Array.isArray(await gcp.update(there.web as Made, said)));
    await assert.rejects(gcp.update(there.web as Made, { enableDisplay: true }), /requires stopping it/);
    const nic = { networkInterfaces: [{ subnetwork: "foreign" }] };
    await assert.rejects(gcp.update(there.web as Made, nic), /requires stopping it/);
  });

  for (const [index, given] of cases.entries()) {
    it(`may be spelt otherwise, as in case ${index}`, async () => {
      const [kind, inputs, same, other] = given();
      const made = await gcp.create(kind, `made-${index}`, { ...inputs, ...(kind !== "link" && { name: "made" }) });
      assert.ok(!Array.isArray(await gcp.update(made, same)));
      assert.deepEqual(await gcp.update(made, other), Object.keys(other));
      await gcp.delete(made);
    });
  }
});
