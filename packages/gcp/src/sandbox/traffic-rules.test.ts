import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { holdsTo, type Made, REGION, SimulatedGcp, ZONE } from "./simulated-cloud.test.helper";

const many = (count: number, of: (n: number) => string) => Array.from({ length: count }, (_, n) => of(n));
const tcp = (...ports: string[]) => ({ allows: [{ protocol: "tcp", ports }] });

describe("rules of traffic in simulated GCP", () => {
  let gcp: SimulatedGcp;
  const there: Record<string, Made> = {};
  const link = (name: string) => there[name]?.outputs.selfLink;
  before(async () => {
    gcp = await SimulatedGcp.start();
    const subnetwork = (name: string, of: string, ipCidrRange: string, region = REGION) =>
      gcp.create("subnetwork", name, { name, network: link(of), region, ipCidrRange });
    for (const name of ["net", "other"]) {
      there[name] = await gcp.create("network", name, { name, autoCreateSubnetworks: false });
    }
    there.sub = await subnetwork("sub", "net", "10.0.0.0/24");
    there.far = await subnetwork("far", "net", "10.1.0.0/24", "us-east1");
    there.foreign = await subnetwork("foreign", "other", "10.2.0.0/24");
    for (const [name, region] of [
      ["router", REGION],
      ["spare", REGION],
      ["distant", "us-east1"],
    ] as const) {
      there[name] = await gcp.create("router", name, { name, network: link("net"), region });
    }
    for (const [name, region] of [
      ["free", REGION],
      ["used", REGION],
      ["abroad", "us-east1"],
    ] as const) {
      there[name] = await gcp.create("address", name, { name, region, addressType: "EXTERNAL" });
    }
    const image = { initializeParams: { image: "debian-cloud/debian-12", type: "pd-balanced" } };
    const machine = (name: string, accessConfigs: Props[]) =>
      gcp.create("instance", name, {
        ...{ name, zone: ZONE, machineType: "e2-medium", bootDisk: image },
        networkInterfaces: [{ subnetwork: link("sub"), accessConfigs }],
      });
    there.web = await machine("web", [{ natIp: there.used?.outputs.address }]);
    there.open = await machine("open", [{}]);
  });
  after(() => gcp.close());
  const ephemeral = () => {
    const [nic] = (there.open?.outputs.networkInterfaces ?? []) as { accessConfigs: Props[] }[];
    return nic?.accessConfigs[0]?.natIp;
  };

  describe("about firewalls", () => {
    const base = () => ({ name: "new", network: link("net"), sourceRanges: ["10.0.0.0/8"], ...tcp("80") });
    const accounts = (count: number) => many(count, (n) => `a${n}@x.iam.gserviceaccount.com`);
    holdsTo(() => gcp, "firewall", base, [
      ["want a network that there is", {}, { network: "gone" }, /404.*networks\/gone/],
      [
        "want a network of their project",
        {},
        { network: "projects/host/global/networks/net" },
        /Cross project referencing/,
      ],
      ["want a source", { sourceRanges: [] }, { sourceRanges: undefined }, /one of source_tags, source_ranges/],
      ["want to allow or to deny", {}, { denies: [{ protocol: "tcp" }] }, /only one of|exactly one/],
      [
        "want protocols that there are",
        { allows: [{ protocol: "50" }] },
        { allows: [{ protocol: "tpc" }] },
        /well-known protocol/,
      ],
      ["want ports as numbers", tcp("0", "65535"), tcp("65536"), /ports\[0\].*'65536'. Invalid port range/],
      ["want port ranges the right way round", tcp("80-90"), tcp("90-80"), /Invalid port range specification/],
      ["want port ranges with a hyphen", tcp("0-65535"), tcp("0..65535"), /Invalid port range specification/],
      [
        "want no ports of ICMP",
        { allows: [{ protocol: "icmp" }] },
        { allows: [{ protocol: "icmp", ports: ["8"] }] },
        /Ports may not be specified/,
      ],
      ["want priorities", { priority: 65_535 }, { priority: 65_536 }, /priority/],
      [
        "want ranges without host bits",
        { sourceRanges: ["10.1.2.3"] },
        { sourceRanges: ["127.0.0.1/24"] },
        /sourceRanges\[0\].*valid IPV4 CIDR/,
      ],
      ["want one version of IP", { sourceRanges: ["::/0"] }, { sourceRanges: ["::/0", "0.0.0.0/0"] }, /IPv4 and IPv6/],
      ["want tags in their form", { sourceTags: ["web"] }, { sourceTags: ["Web"] }, /sourceTags\[0\].*match of regex/],
      [
        "want few source tags",
        { sourceTags: many(30, (n) => `t${n}`) },
        { sourceTags: many(31, (n) => `t${n}`) },
        /maximum size 30/,
      ],
      [
        "want few target tags",
        { targetTags: many(70, (n) => `t${n}`) },
        { targetTags: many(71, (n) => `t${n}`) },
        /maximum size 70/,
      ],
      [
        "want few service accounts",
        { sourceServiceAccounts: accounts(10) },
        { sourceServiceAccounts: accounts(11) },
        /sourceServiceAccounts/,
      ],
      [
        "want addresses of service accounts",
        { targetServiceAccounts: accounts(1) },
        { targetServiceAccounts: ["a0"] },
        /targetServiceAccounts\[0\].*Invalid service account email/,
      ],
      [
        "want tags or service accounts",
        { sourceTags: ["a"], targetTags: ["b"] },
        { sourceTags: ["a"], targetServiceAccounts: accounts(1) },
        /sourceTags|targetServiceAccounts/,
      ],
      [
        "want no source tags on the way out",
        { direction: "EGRESS", sourceRanges: undefined, destinationRanges: ["10.0.0.0/8"] },
        { direction: "EGRESS", sourceRanges: undefined, sourceTags: ["a"] },
        /Egress rules/,
      ],
      [
        "want logs that are on, to configure them",
        { enableLogging: true, logConfig: { metadata: "INCLUDE_ALL_METADATA" } },
        { enableLogging: false, logConfig: { metadata: "INCLUDE_ALL_METADATA" } },
        /log_config cannot be defined/,
      ],
    ]);
    it("stay in their network", async () => {
      const made = await gcp.create("firewall", "stays", { ...base(), name: "stays" });
      await assert.rejects(
        gcp.update(made, { network: link("other") }),
        /network of a firewall rule cannot be changed/,
      );
    });
  });

  describe("about addresses", () => {
    const labels = (count: number) => Object.fromEntries(many(count, (n) => `k${n}`).map((key) => [key, "v"]));
    holdsTo(
      () => gcp,
      "address",
      () => ({ name: "new", region: REGION }),
      [
        ["want regions that there are", {}, { region: "mars-1" }, /Unknown region/],
        ["want free names", {}, { name: "free" }, /409.*addresses\/free' already exists/],
        ["want no purpose", {}, { purpose: "GCE_ENDPOINT" }, /internal addresses only/],
        ["want no subnetwork", {}, { subnetwork: "sub" }, /internal addresses only/],
        [
          "want label keys in their form",
          { labels: { "a-b_1": "" } },
          { labels: { Team: "x" } },
          /Label key 'Team' violates format constraints/,
        ],
        [
          "want label values in their form",
          { labels: { a: "ünï-1" } },
          { labels: { a: "A.b" } },
          /Label value 'A.b' violates format constraints/,
        ],
        [
          "want 64 labels at most, with Pulumi's",
          { labels: labels(63) },
          { labels: labels(64) },
          /maximum size 64 element\(s\); actual size 65/,
        ],
      ],
    );
    it("are internal, of a subnetwork's range", async () => {
      const base = { addressType: "INTERNAL", region: REGION, subnetwork: link("sub") };
      const vip = await gcp.create("address", "vip", { ...base, name: "vip", address: "10.0.0.200" });
      assert.deepEqual([vip.outputs.purpose, vip.outputs.subnetwork], ["GCE_ENDPOINT", link("sub")]);
      const next = await gcp.create("address", "next", { ...base, name: "next", purpose: "SHARED_LOADBALANCER_VIP" });
      assert.match(String(next.outputs.address), /^10\.0\.0\./);
      for (const [inputs, words] of [
        [{ address: "10.0.0.200" }, /in-use and would result in a conflict/],
        [{ address: "10.9.0.1" }, /within the range of the subnetwork/],
        [{ address: "10.0.0.1" }, /within the range of the subnetwork/],
        [{ subnetwork: link("far") }, /in the region of the address/],
        [{ subnetwork: "gone" }, /404.*subnetworks\/gone/],
        [{ networkTier: "STANDARD" }, /always PREMIUM/],
        [{ purpose: "VPC_PEERING" }, /No regional address has it/],
        [{ network: link("net") }, /IPSEC_INTERCONNECT only/],
        [{ prefixLength: 29 }, /IPSEC_INTERCONNECT only/],
      ] as const) {
        await assert.rejects(gcp.create("address", "wrong", { ...base, name: "wrong", ...inputs }), words);
      }
      const image = { initializeParams: { image: "debian-cloud/debian-12" } };
      const machine = { name: "inside", zone: ZONE, machineType: "e2-medium", bootDisk: image };
      const nic = { subnetwork: link("sub"), networkIp: vip.outputs.address };
      const inside = await gcp.create("instance", "inside", { ...machine, networkInterfaces: [nic] });
      await assert.rejects(gcp.delete(vip), /addresses\/vip' is already being used by '.*instances\/inside'/);
      for (const made of [inside, vip, next]) await gcp.delete(made);
    });
    it("keep their subnetwork", async () => {
      const range = { network: link("net"), region: REGION, ipCidrRange: "10.3.0.0/24" };
      const held = await gcp.create("subnetwork", "held", { name: "held", ...range });
      const inputs = { name: "inner", region: REGION, addressType: "INTERNAL", subnetwork: "held" };
      const inner = await gcp.create("address", "inner", inputs);
      await assert.rejects(gcp.delete(held), /subnetworks\/held' is already being used by '.*addresses\/inner'/);
      for (const made of [inner, held]) await gcp.delete(made);
    });
    it("take of one's choice only what a machine of the region has", async () => {
      const kept = await gcp.create("address", "kept", { name: "kept", region: REGION, address: ephemeral() });
      await assert.rejects(gcp.delete(kept), /addresses\/kept' is already being used by '.*instances\/open'/);
    });
    holdsTo(
      () => gcp,
      "address",
      () => ({ name: "new", region: REGION }),
      [
        [
          "want no others of one's choice",
          {},
          { address: "8.8.8.8" },
          /'8\.8\.8\.8'. The specified address is not allocated/,
        ],
      ],
    );
  });

  describe("about gateways", () => {
    const all = "ALL_SUBNETWORKS_ALL_IP_RANGES";
    const some = "LIST_OF_SUBNETWORKS";
    const of = (name: string) => [{ name: link(name) ?? name, sourceIpRangesToNats: ["ALL_IP_RANGES"] }];
    const base = () => ({
      ...{ name: "new", router: "router", region: REGION, sourceSubnetworkIpRangesToNat: all },
      natIpAllocateOption: "AUTO_ONLY",
    });
    const manual = (...natIps: unknown[]) => ({ natIpAllocateOption: "MANUAL_ONLY", natIps });
    const dynamic = (minPortsPerVm: number, maxPortsPerVm: number) => ({
      ...{ enableDynamicPortAllocation: true, minPortsPerVm, maxPortsPerVm },
    });
    const secondary = (names: Props) => ({
      sourceSubnetworkIpRangesToNat: some,
      subnetworks: [{ name: link("sub") ?? "sub", sourceIpRangesToNats: ["LIST_OF_SECONDARY_IP_RANGES"], ...names }],
    });
    holdsTo(() => gcp, "nat", base, [
      ["want a router of their region", {}, { router: "distant" }, /404.*regions\/europe-west4\/routers\/distant/],
      ["want addresses with manual allocation alone", {}, { natIps: ["free"] }, /MANUAL_ONLY/],
      [
        "want addresses to be named with manual allocation",
        manual("free"),
        { natIpAllocateOption: "MANUAL_ONLY" },
        /NAT IPs must be specified/,
      ],
      ["want addresses with manual allocation", manual("free"), manual(), /At least one NAT IP/],
      ["want addresses of their region", manual("free"), manual("abroad"), /404.*europe-west4\/addresses\/abroad/],
      [
        "want addresses that no machine has",
        manual("free"),
        manual("used"),
        /already being used by '.*instances\/web'/,
      ],
      [
        "want a list of subnetworks where one is announced",
        { sourceSubnetworkIpRangesToNat: some, subnetworks: of("sub") },
        { sourceSubnetworkIpRangesToNat: some },
        /must be listed/,
      ],
      [
        "want a list of subnetworks where one is announced, and nowhere else",
        { sourceSubnetworkIpRangesToNat: some, subnetworks: of("sub") },
        { subnetworks: of("sub") },
        /only be listed with LIST_OF_SUBNETWORKS/,
      ],
      [
        "want names of secondary ranges",
        secondary({ secondaryIpRangeNames: ["pods"] }),
        secondary({}),
        /Secondary ranges must be named/,
      ],
      ["drain no addresses at first", manual("free"), { ...manual("free"), drainNatIps: ["used"] }, /drain_nat_ips/],
      ["want limits of ports", dynamic(64, 65_536), dynamic(64, 131_072), /between 64 and 65536/],
      ["want powers of 2", dynamic(64, 4096), dynamic(100, 4096), /minPortsPerVm.*power of 2/],
      ["want fewer ports at first", dynamic(32, 64), dynamic(128, 64), /greater than minPortsPerVm/],
      [
        "want a limit of ports with dynamic allocation alone",
        { minPortsPerVm: 100 },
        { maxPortsPerVm: 4096 },
        /dynamic port allocation only/,
      ],
      [
        "want no endpoint-independent mapping with it",
        { enableEndpointIndependentMapping: true },
        { ...dynamic(64, 4096), enableEndpointIndependentMapping: true },
        /endpoint-independent mapping/,
      ],
    ]);
    const listed = (...subnetworks: unknown[]) => ({ sourceSubnetworkIpRangesToNat: some, subnetworks });
    it("want subnetworks of the router's network and region", async () => {
      const rules = { ...base(), natIpAllocateOption: "AUTO_ONLY" };
      await gcp.delete(await gcp.create("nat", "ok", { ...rules, ...listed(...of("sub")) }));
      const refused = (name: string) => gcp.create("nat", name, { ...rules, ...listed(...of(name)) });
      await assert.rejects(refused("far"), /in the router's region and network/);
      await assert.rejects(refused("foreign"), /in the router's region and network/);
      await assert.rejects(refused("gone"), /404.*subnetworks\/gone/);
    });
    it("are alone where they serve all subnetworks", async () => {
      const first = await gcp.create("nat", "first", base());
      const second = () => gcp.create("nat", "second", { ...base(), name: "second", router: "spare" });
      await assert.rejects(
        second(),
        /Can not create new Nats since a Nat with option ALL_SUBNETWORKS_ALL_IP_RANGES exists/,
      );
      await gcp.delete(first);
      await gcp.delete(await second());
    });
  });
});
