import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { holdsTo, type Made, REGION, type Rule, SimulatedGcp, ZONE } from "./simulated-cloud.test.helper";

const boot = (type = "pd-balanced", image = "debian-cloud/debian-12", more: Props = {}) => ({
  bootDisk: { initializeParams: { image, type, ...more } },
});
const entries = (count: number, length = 1) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, "v".repeat(length)]));

describe("rules of machines in simulated GCP", () => {
  let gcp: SimulatedGcp;
  const there: Record<string, Made> = {};
  const link = (name: string) => there[name]?.outputs.selfLink;
  const nic = (more: Props) => ({ networkInterfaces: [{ subnetwork: link("sub"), ...more }] });
  const base = () => ({ ...{ name: "new", zone: ZONE, machineType: "e2-medium" }, ...boot(), ...nic({}) });
  before(async () => {
    gcp = await SimulatedGcp.start();
    for (const name of ["net", "second", "third"]) {
      there[name] = await gcp.create("network", name, { name, autoCreateSubnetworks: false });
    }
    there.auto = await gcp.create("network", "auto", { name: "auto", autoCreateSubnetworks: true });
    for (const [name, network, ipCidrRange, region] of [
      ["sub", "net", "10.0.0.0/24", REGION],
      ["far", "net", "10.1.0.0/24", "us-east1"],
      ["sub2", "second", "10.2.0.0/24", REGION],
      ["sub3", "third", "10.3.0.0/24", REGION],
    ] as const) {
      const secondaryIpRanges = name === "sub" ? [{ rangeName: "pods", ipCidrRange: "10.100.0.0/20" }] : [];
      const range = { name, region, ipCidrRange, secondaryIpRanges };
      there[name] = await gcp.create("subnetwork", name, { network: link(network), ...range });
    }
    for (const [name, region, networkTier] of [
      ["ip", REGION, "PREMIUM"],
      ["used", REGION, "PREMIUM"],
      ["cheap", REGION, "STANDARD"],
      ["abroad", "us-east1", "PREMIUM"],
    ] as const) {
      there[name] = await gcp.create("address", name, { name, region, networkTier });
    }
    for (const [name, zone] of [
      ["data", ZONE],
      ["busy", ZONE],
      ["away", `${REGION}-b`],
    ] as const) {
      there[name] = await gcp.create("disk", name, { name, zone, type: "pd-balanced", size: 10 });
    }
    const web = { name: "web", ...nic({ networkIp: "10.0.0.9", accessConfigs: [{ natIp: address("used") }] }) };
    there.web = await gcp.create("instance", "web", { ...base(), ...web });
    await gcp.create("link", "busy", { disk: link("busy"), instance: there.web.id });
    there.robot = await gcp.create("account", "robot", { accountId: "robot-1" });
  });
  after(() => gcp.close());
  const address = (name: string) => there[name]?.outputs.address;
  /** Rules whose inputs name what is there. */
  const holds = (what: string, rules: () => readonly Rule[]) =>
    it(what, async () => {
      for (const [index, [rule, accepted, refused, words]] of rules().entries()) {
        await gcp.delete(await gcp.create("instance", `a${index}`, { ...base(), ...accepted }));
        await assert.rejects(gcp.create("instance", `r${index}`, { ...base(), ...refused }), words, rule);
      }
    });

  it("want free names", async () => {
    const words = /Error creating instance: .*409.*instances\/web' already exists/;
    await assert.rejects(gcp.create("instance", "again", { ...base(), name: "web" }), words);
  });

  describe("about disks", () => {
    const existing = (name: string) => ({ bootDisk: { source: link(name) } });
    holdsTo(() => gcp, "instance", base, [
      ["want types of disks that there are", boot("pd-ssd"), boot("pd-fast"), /404.*diskTypes\/pd-fast/],
      [
        "want disks that go with the machine",
        { machineType: "c4-standard-2", ...boot("hyperdisk-balanced") },
        { machineType: "c4-standard-2", ...boot("pd-ssd") },
        /\[pd-ssd\] features are not compatible/,
      ],
      [
        "want disks that hold the image",
        boot("pd-ssd", "debian-cloud/debian-12", { size: 10 }),
        boot("hyperdisk-balanced", "debian-cloud/debian-12", { size: 9 }),
        /smaller than the image size \(10 GB\)/,
      ],
      [
        "want images for their processors",
        { machineType: "t2a-standard-1", ...boot("pd-balanced", "debian-cloud/debian-12-arm64") },
        { machineType: "t2a-standard-1" },
        /disk architecture \(X86_64\) is not compatible with machine type architecture \(ARM64\)/,
      ],
      [
        "want local disks where there are any",
        { machineType: "n2-standard-4", scratchDisks: [{ interface: "NVME" }] },
        { scratchDisks: [{ interface: "NVME" }] },
        /\[e2-medium, local-ssd\]/,
      ],
      [
        "want local disks of their size",
        { machineType: "n2-standard-4", scratchDisks: [{ interface: "NVME", size: 375 }] },
        { machineType: "n2-standard-4", scratchDisks: [{ interface: "NVME", size: 500 }] },
        /375 or 3000/,
      ],
      [
        "want one source of a new boot disk",
        boot("pd-ssd", undefined, {}),
        boot("pd-ssd", undefined, { snapshot: "s" }),
        /Cannot specify both source image and source snapshot/,
      ],
      [
        "want one source of the boot disk",
        {},
        { bootDisk: { source: "data", ...boot().bootDisk } },
        /Cannot specify both source and initializeParams/,
      ],
    ]);
    holds("want disks that are there, in their zone and free", () => [
      ["zone", existing("data"), existing("away"), /404|must be in zone/],
      ["use", existing("data"), existing("busy"), /disks\/busy' is already being used by '.*instances\/web'/],
      ["existence", existing("data"), { bootDisk: { source: "gone" } }, /404.*disks\/gone/],
    ]);
  });

  describe("about networks", () => {
    const external = (name: string) => nic({ accessConfigs: [{ natIp: address(name) }] });
    const several = (...names: string[]) => ({
      networkInterfaces: names.map((name) => ({ subnetwork: link(name) })),
    });
    holds("want interfaces and addresses that fit", () => [
      ["need one", {}, { networkInterfaces: [] }, /At least one network interface/],
      [
        "subnetwork",
        {},
        nic({ subnetwork: "gone" }),
        /subnetworks\/gone'. The referenced subnetwork .* cannot be found/,
      ],
      ["region", {}, nic({ subnetwork: link("far") }), /not in the region of zone 'europe-west4-a'/],
      [
        "network",
        nic({ network: link("net") }),
        nic({ network: link("second") }),
        /Subnetwork ".*subnetworks\/sub" is not valid for Network "second"/,
      ],
      [
        "custom mode",
        { networkInterfaces: [{ network: link("auto") }] },
        { networkInterfaces: [{ network: link("net") }] },
        /Subnetwork should be specified for custom subnetmode network/,
      ],
      ["no network", {}, { networkInterfaces: [{ network: "gone" }] }, /referenced network resource cannot be found/],
      ["distinct", several("sub", "sub2"), several("sub", "sub"), /Networks must be distinct/],
      [
        "count",
        { machineType: "n2-standard-4", ...several("sub", "sub2", "sub3") },
        several("sub", "sub2", "sub3"),
        /exceeds the limit of 2/,
      ],
      ["own range", nic({ networkIp: "10.0.0.7" }), nic({ networkIp: "10.0.1.7" }), /outside the network/],
      ["reserved", nic({ networkIp: "10.0.0.253" }), nic({ networkIp: "10.0.0.1" }), /outside the network/],
      ["taken", nic({ networkIp: "10.0.0.8" }), nic({ networkIp: "10.0.0.9" }), /'10\.0\.0\.9' is already being used/],
      [
        "aliases",
        nic({ aliasIpRanges: [{ ipCidrRange: "/24", subnetworkRangeName: "pods" }] }),
        nic({ aliasIpRanges: [{ ipCidrRange: "/24", subnetworkRangeName: "gone" }] }),
        /has no secondary range 'gone'/,
      ],
      [
        "paths within the project",
        nic({ subnetwork: `regions/${REGION}/subnetworks/sub` }),
        nic({ subnetwork: `regions/${REGION}/subnetworks/gone` }),
        /subnetworks\/gone'. The referenced subnetwork .* cannot be found/,
      ],
      [
        "a host project's subnetwork",
        nic({ subnetwork: `projects/host/regions/${REGION}/subnetworks/shared` }),
        nic({ subnetwork: "projects/host/regions/us-east1/subnetworks/shared" }),
        /not in the region of zone/,
      ],
      [
        "aliases of the primary range",
        nic({ aliasIpRanges: [{ ipCidrRange: "10.0.0.64/28" }] }),
        nic({ aliasIpRanges: [{ ipCidrRange: "10.9.0.0/28" }] }),
        /'10\.9\.0\.0\/28'. Alias IP range is outside/,
      ],
      ["IPv6", nic({ stackType: "IPV4_ONLY" }), nic({ stackType: "IPV4_IPV6" }), /has no IPv6 range/],
      ["one address", nic({ accessConfigs: [{}] }), nic({ accessConfigs: [{}, {}] }), /maximum size 1 element/],
      ["address's region", external("ip"), external("abroad"), /was not found in region 'europe-west4'/],
      ["address in use", external("ip"), external("used"), /already in-use/],
      [
        "tier",
        nic({ accessConfigs: [{ natIp: address("cheap"), networkTier: "STANDARD" }] }),
        external("cheap"),
        /network tier of external IP address is PREMIUM, that of Address 'cheap' is STANDARD/,
      ],
      ["bare card", nic({ nicType: "GVNIC" }), nic({ nicType: "IDPF" }), /\[e2-medium, IDPF\]/],
      [
        "card",
        { machineType: "c3-standard-4", ...nic({ nicType: "GVNIC" }) },
        { machineType: "c3-standard-4", ...nic({ nicType: "VIRTIO_NET" }) },
        /\[c3-standard-4, VIRTIO_NET\]/,
      ],
    ]);
  });

  describe("about what they are told", () => {
    const metadata = (given: Props) => ({ metadata: given });
    const account = (email: unknown, ...scopes: string[]) => ({ serviceAccount: { email, scopes } });
    holds("want metadata, tags, accounts and options in their form", () => [
      ["value", metadata({ a: "x".repeat(262_144) }), metadata({ a: "x".repeat(262_145) }), /maximum size 262144/],
      ["all", metadata(entries(2, 262_000)), metadata(entries(3, 180_000)), /maximum size 524288/],
      ["key", metadata({ "a-B_1": "" }), metadata({ "a.b": "" }), /'a\.b'. Must be a match of regex/],
      [
        "script",
        { metadataStartupScript: "true" },
        { metadataStartupScript: "true", ...metadata({ "startup-script": "true" }) },
        /Cannot provide both metadata_startup_script/,
      ],
      ["tags", { tags: ["web-1"] }, { tags: ["1web"] }, /match of regex/],
      [
        "count of tags",
        { tags: Object.keys(entries(64)) },
        { tags: Object.keys(entries(65)) },
        /maximum size 64 element/,
      ],
      ["labels", { labels: { a: "b" } }, { labels: { a: "B" } }, /Label value 'B' violates/],
      ["host", { hostname: "web.example.com" }, { hostname: "web" }, /fully qualified/],
      [
        "scopes",
        account("robot-1@isobar-sandbox.iam.gserviceaccount.com", "cloud-platform"),
        account("robot-1@isobar-sandbox.iam.gserviceaccount.com", "https://example.com/x"),
        /Unknown scope/,
      ],
      ["names of scopes", account("x@y.org", "storage-ro"), account("x@y.org", "everything"), /Unknown scope/],
      [
        "accounts",
        account("robot-1@isobar-sandbox.iam.gserviceaccount.com", "cloud-platform"),
        account("gone@isobar-sandbox.iam.gserviceaccount.com", "cloud-platform"),
        /SERVICE_ACCOUNT_ACCESS_DENIED/,
      ],
      ["email", account("x@other.iam.gserviceaccount.com", "compute-rw"), account("robot", "compute-rw"), /email/],
      [
        "vTPM",
        { shieldedInstanceConfig: { enableVtpm: false, enableIntegrityMonitoring: false } },
        { shieldedInstanceConfig: { enableVtpm: false, enableIntegrityMonitoring: true } },
        /virtual TPM/,
      ],
      [
        "reservation",
        { reservationAffinity: { type: "ANY_RESERVATION" } },
        { reservationAffinity: { type: "SPECIFIC_RESERVATION" } },
        /must be named/,
      ],
      [
        "threads",
        { machineType: "n2-standard-4", advancedMachineFeatures: { threadsPerCore: 1 } },
        { machineType: "n2-standard-4", advancedMachineFeatures: { threadsPerCore: 3 } },
        /Must be 1 or 2/,
      ],
    ]);
  });

  it("want policies for machines, of their region", async () => {
    const policy = (name: string, region: string, kind: Props) => gcp.create("policy", name, { name, region, ...kind });
    const hours = { instanceSchedulePolicy: { timeZone: "UTC", vmStopSchedule: { schedule: "0 20 * * *" } } };
    const daily = { schedule: { dailySchedule: { daysInCycle: 1, startTime: "04:00" } } };
    const office = await policy("office", REGION, hours);
    const abroad = await policy("abroad", "us-east1", hours);
    const disks = await policy("disks", REGION, { snapshotSchedulePolicy: daily });
    const machine = (name: string, resourcePolicies: unknown) =>
      gcp.create("instance", name, { ...base(), name, resourcePolicies });
    const planned = await machine("planned", office.outputs.selfLink);
    await assert.rejects(gcp.delete(office), /resourcePolicies\/office' is already being used by '.*planned'/);
    await assert.rejects(machine("a", abroad.outputs.selfLink), /must be in region 'europe-west4' of the machine/);
    await assert.rejects(machine("b", disks.outputs.selfLink), /disks' can't be attached to a machine/);
    await assert.rejects(machine("c", "gone"), /404.*resourcePolicies\/gone/);
    await gcp.delete(planned);
  });

  describe("later on", () => {
    it("change types, accounts and the like only where they may stop", async () => {
      const made = await gcp.create("instance", "live", { ...base(), name: "live" });
      const bigger = { machineType: "e2-standard-4" };
      await assert.rejects(gcp.update(made, bigger), /requires stopping it.*allow_stopping_for_update = true/);
      const { machineType } = (await gcp.update(made, { ...bigger, allowStoppingForUpdate: true })) as Props;
      assert.equal(machineType, "e2-standard-4");
    });

    it("lose their account and their threads only where they may stop", async () => {
      const told = {
        ...{ machineType: "n2-standard-4", advancedMachineFeatures: { threadsPerCore: 1 } },
        serviceAccount: { email: "x@y.org", scopes: ["storage-ro", "logging-write"] },
      };
      const made = await gcp.create("instance", "told", { ...base(), ...told, name: "told" });
      const turned = { serviceAccount: { email: "x@y.org", scopes: ["logging-write", "storage-ro"] } };
      assert.ok(!Array.isArray(await gcp.update(made, { ...turned, labels: { a: "b" } })));
      await assert.rejects(gcp.update(made, { serviceAccount: undefined }), /requires stopping it/);
      await assert.rejects(gcp.update(made, { advancedMachineFeatures: undefined }), /requires stopping it/);
      await gcp.delete(made);
    });

    it("are not deleted while they are protected", async () => {
      const kept = await gcp.create("instance", "kept", { ...base(), name: "kept", deletionProtection: true });
      await assert.rejects(gcp.delete(kept), /Cannot delete instance kept: instance Deletion Protection is enabled/);
      await gcp.update(kept, { deletionProtection: false });
      await gcp.delete(kept);
    });

    it("are replaced by those of another image, and not by those with a larger disk", async () => {
      const made = await gcp.create("instance", "old", {
        ...base(),
        ...boot("pd-ssd", undefined, { size: 10 }),
        name: "old",
      });
      const replaces = await gcp.update(made, boot("pd-ssd", "debian-cloud/debian-13", { size: 10 }));
      assert.deepEqual(replaces, ["bootDisk"]);
      await gcp.update(made, boot("pd-ssd", undefined, { size: 20 }));
      await assert.rejects(
        gcp.update(made, boot("pd-ssd", undefined, { size: 15 })),
        /must be larger than existing size/,
      );
    });

    it("take grants along", async () => {
      const made = await gcp.create("instance", "brief", { ...base(), name: "brief" });
      const member = `serviceAccount:${there.robot?.outputs.email}`;
      const role = "roles/compute.instanceAdmin.v1";
      await gcp.create("instanceGrant", "g", { instanceName: "brief", zone: ZONE, role, member });
      await gcp.delete(made);
      assert.deepEqual(gcp.controls.find("g"), []);
    });
  });
});
