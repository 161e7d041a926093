import assert from "node:assert/strict";
import { holdsTo, type Made, REGION, SimulatedGcp, ZONE } from "./simulated-cloud.test.helper";

describe("rules of networks in simulated GCP", () => {
  let gcp: SimulatedGcp;
  const there: Record<string, Made> = {};
  const link = (name: string) => there[name]?.outputs.selfLink;
  before(async () => {
    gcp = await SimulatedGcp.start();
    const network = (name: string, autoCreateSubnetworks = false) =>
      gcp.create("network", name, { name, autoCreateSubnetworks });
    const subnetwork = (name: string, of: string, ipCidrRange: string, region = REGION) =>
      gcp.create("subnetwork", name, { name, network: link(of), region, ipCidrRange });
    for (const name of ["net", "other", "third", "bare"]) there[name] = await network(name);
    there.auto = await network("auto", true);
    there.sub = await gcp.create("subnetwork", "sub", {
      ...{ name: "sub", network: link("net"), region: REGION, ipCidrRange: "10.0.0.0/24" },
      secondaryIpRanges: [{ rangeName: "pods", ipCidrRange: "10.100.0.0/20" }],
    });
    there.far = await subnetwork("far", "net", "10.1.0.0/24", "us-east1");
    there.foreign = await subnetwork("foreign", "other", "10.2.0.0/24");
    there.clash = await subnetwork("clash", "third", "10.0.0.0/20");
    const peer = (name: string, from: string, to: string) =>
      gcp.create("peering", name, { name, network: link(from), peerNetwork: link(to) });
    await peer("there", "net", "other");
    await peer("back", "other", "net");
  });
  after(() => gcp.close());

  describe("that a project has from the beginning", () => {
    const NETWORK = "projects/isobar-sandbox/global/networks/default";
    const machine = (name: string, nic: object) =>
      gcp.create("instance", name, {
        ...{ name, zone: ZONE, machineType: "e2-small", networkInterfaces: [nic] },
        bootDisk: { initializeParams: { image: "debian-cloud/debian-12" } },
      });

    it("can be joined, by name or with a subnetwork of it", async () => {
      for (const [name, nic] of Object.entries({ one: { network: "default" }, two: { subnetwork: "default" } })) {
        const [joined] = (await machine(name, nic)).outputs.networkInterfaces as Made["outputs"][];
        assert.match(String(joined?.network), /\/global\/networks\/default$/);
        assert.match(String(joined?.subnetwork), /\/regions\/europe-west4\/subnetworks\/default$/);
        assert.match(String(joined?.networkIp), /^10\.128\./);
      }
    });
    it("can be imported, and is not made again", async () => {
      const { id, outputs } = await gcp.read({
        urn: "urn:pulumi:dev::shop::gcp:compute/network:Network::x",
        id: NETWORK,
      });
      assert.deepEqual([id, outputs.autoCreateSubnetworks], [NETWORK, true]);
      await assert.rejects(gcp.create("network", "y", { name: "default" }), /already exists/);
    });
    it("takes rules of firewalls", async () => {
      await gcp.create("firewall", "rule", {
        network: "default",
        allows: [{ protocol: "icmp" }],
        sourceRanges: ["0.0.0.0/0"],
      });
    });
  });

  describe("themselves", () => {
    holdsTo(
      () => gcp,
      "network",
      () => ({ name: "new", autoCreateSubnetworks: false }),
      [
        [
          "have names that are free",
          {},
          { name: "net" },
          /Error creating Network: .*409.*networks\/net' already exists, alreadyExists/,
        ],
        ["have names of RFC 1035", { name: "a-1" }, { name: "1-a" }, /name/],
        ["have an MTU", { mtu: 8896 }, { mtu: 1299 }, /'1299'. Must be between 1300 and 8896/],
        [
          "have costs of the standard path selection with it alone",
          { bgpBestPathSelectionMode: "STANDARD", bgpInterRegionCost: "DEFAULT" },
          { bgpInterRegionCost: "DEFAULT" },
          /path selection mode STANDARD/,
        ],
        [
          "choose an IPv6 range if they have one",
          { enableUlaInternalIpv6: true, internalIpv6Range: "fd20:a:b::/48" },
          { internalIpv6Range: "fd20:a:b::/48" },
          /only be set with enableUlaInternalIpv6/,
        ],
        [
          "choose an IPv6 range of Google's",
          { enableUlaInternalIpv6: true },
          { enableUlaInternalIpv6: true, internalIpv6Range: "fd00:a:b::/48" },
          /within fd20::\/20/,
        ],
        [
          "have options of the standard path selection with it alone",
          { bgpBestPathSelectionMode: "STANDARD", bgpAlwaysCompareMed: true },
          { bgpAlwaysCompareMed: true },
          /path selection mode STANDARD/,
        ],
      ],
    );
  });

  describe("about subnetworks", () => {
    const base = () => ({ name: "new", network: link("net"), region: REGION, ipCidrRange: "10.9.0.0/24" });
    holdsTo(() => gcp, "subnetwork", base, [
      ["want free names in a region", { name: "far" }, { name: "sub" }, /409.*subnetworks\/sub' already exists/],
      [
        "want regions that there are",
        { region: "us-east1" },
        { region: "europe-west99" },
        /'europe-west99'. Unknown region/,
      ],
      ["want networks that there are", {}, { network: "gone" }, /404.*networks\/gone' was not found, notFound/],
      ["want a range", {}, { ipCidrRange: undefined }, /must be set in a subnetwork with IPv4/],
      [
        "want internal IPv6 in networks that have it",
        { stackType: "IPV4_IPV6", ipv6AccessType: "EXTERNAL" },
        { stackType: "IPV4_IPV6", ipv6AccessType: "INTERNAL" },
        /network has no internal IPv6 range/,
      ],
      [
        "want no logs of proxies",
        { purpose: "REGIONAL_MANAGED_PROXY", role: "ACTIVE" },
        { purpose: "REGIONAL_MANAGED_PROXY", role: "ACTIVE", logConfig: { flowSampling: 1 } },
        /no flow logs/,
      ],
      ["want ranges without host bits", {}, { ipCidrRange: "10.9.0.1/24" }, /valid IPV4 CIDR address range/],
      [
        "want ranges that aren't too small",
        { ipCidrRange: "10.9.0.0/29" },
        { ipCidrRange: "10.9.0.0/30" },
        /between 4 and 29/,
      ],
      [
        "want ranges that aren't too large",
        { network: "bare", ipCidrRange: "240.0.0.0/4" },
        { ipCidrRange: "64.0.0.0/3" },
        /between 4 and 29|prohibited/,
      ],
      [
        "want ranges that aren't prohibited",
        { ipCidrRange: "198.18.0.0/24" },
        { ipCidrRange: "169.254.1.0/24" },
        /prohibited range 169/,
      ],
      [
        "want ranges of their own in the network, whatever the region",
        { ipCidrRange: "10.1.1.0/24" },
        { ipCidrRange: "10.1.0.128/25" },
        /10\.1\.0\.128\/25 conflicts with existing subnetwork 'far' in region 'us-east1'/,
      ],
      [
        "want ranges beside the secondary ones",
        { ipCidrRange: "10.100.16.0/24" },
        { ipCidrRange: "10.100.1.0/24" },
        /conflicts with existing subnetwork 'sub'/,
      ],
      [
        "want ranges that peers don't have",
        { network: "bare", ipCidrRange: "10.2.0.0/24" },
        { ipCidrRange: "10.2.0.0/24" },
        /conflicts with existing subnetwork 'foreign'/,
      ],
      [
        "want ranges outside of those of auto mode",
        { network: "auto", ipCidrRange: "10.9.0.0/24" },
        { network: "auto", ipCidrRange: "10.200.0.0/24" },
        /Extended subnetworks in auto subnet mode networks cannot overlap with 10\.128\.0\.0\/9/,
      ],
      [
        "want secondary ranges beside their own",
        { secondaryIpRanges: [{ rangeName: "a", ipCidrRange: "10.8.0.0/24" }] },
        { secondaryIpRanges: [{ rangeName: "a", ipCidrRange: "10.9.0.0/25" }] },
        /overlaps the range 10\.9\.0\.0\/24 of the same subnetwork/,
      ],
      [
        "want secondary ranges that are free",
        { secondaryIpRanges: [{ rangeName: "a", ipCidrRange: "10.8.0.0/24" }] },
        { secondaryIpRanges: [{ rangeName: "a", ipCidrRange: "10.100.0.0/24" }] },
        /resource\.secondaryIpRanges\[0\]\.ipCidrRange.*conflicts with existing subnetwork 'sub'/,
      ],
      [
        "want names of ranges but once",
        {
          secondaryIpRanges: [
            { rangeName: "a", ipCidrRange: "10.8.0.0/24" },
            { rangeName: "b", ipCidrRange: "10.7.0.0/24" },
          ],
        },
        {
          secondaryIpRanges: [
            { rangeName: "a", ipCidrRange: "10.8.0.0/24" },
            { rangeName: "a", ipCidrRange: "10.7.0.0/24" },
          ],
        },
        /Range names must be unique/,
      ],
      [
        "want flow logs of a share",
        { logConfig: { flowSampling: 0.5 } },
        { logConfig: { flowSampling: 1.5 } },
        /flowSampling.*between 0 and 1/,
      ],
      [
        "want fields with custom metadata alone",
        { logConfig: { metadata: "CUSTOM_METADATA", metadataFields: ["src_vpc"] } },
        { logConfig: { metadata: "INCLUDE_ALL_METADATA", metadataFields: ["src_vpc"] } },
        /CUSTOM_METADATA/,
      ],
      [
        "want a role with a purpose alone",
        { purpose: "REGIONAL_MANAGED_PROXY", role: "ACTIVE" },
        { role: "ACTIVE" },
        /Only proxies' subnetworks/,
      ],
      [
        "want the kind of IPv6 access",
        { stackType: "IPV4_IPV6", ipv6AccessType: "EXTERNAL" },
        { stackType: "IPV4_IPV6" },
        /ipv6AccessType.*must be set/,
      ],
    ]);
  });

  describe("about routers and peerings", () => {
    const base = () => ({ name: "new", network: link("net"), region: REGION });
    const advertises = (advertiseMode: string, range: string) => ({
      bgp: { asn: 64_512, advertiseMode, advertisedIpRanges: [{ range }] },
    });
    holdsTo(() => gcp, "router", base, [
      ["want networks that there are", {}, { network: "gone" }, /404.*networks\/gone/],
      ["want regions that there are", {}, { region: "mars-1" }, /Unknown region/],
      ["want private AS numbers", { bgp: { asn: 64_512 } }, { bgp: { asn: 65_535 } }, /asn/],
      [
        "want mode CUSTOM for what they advertise",
        advertises("CUSTOM", "10.8.0.0/16"),
        advertises("DEFAULT", "10.8.0.0/16"),
        /advertised_ip_ranges cannot be specified when using advertise_mode DEFAULT/,
      ],
      [
        "want ranges to advertise",
        advertises("CUSTOM", "1.2.3.4"),
        advertises("CUSTOM", "office"),
        /'office'. Must be a valid CIDR address range/,
      ],
      [
        "want signs of life",
        { bgp: { asn: 64_512, keepaliveInterval: 20 } },
        { bgp: { asn: 64_512, keepaliveInterval: 61 } },
        /between 20 and 60/,
      ],
    ]);
    const peering = () => ({ name: "new", network: link("net"), peerNetwork: link("bare") });
    holdsTo(() => gcp, "peering", peering, [
      [
        "want two networks",
        {},
        { peerNetwork: "https://www.googleapis.com/compute/v1/projects/isobar-sandbox/global/networks/net" },
        /peered with itself/,
      ],
      [
        "want a network to peer with that there is",
        {},
        { peerNetwork: "projects/isobar-sandbox/global/networks/gone" },
        /404.*networks\/gone/,
      ],
    ]);
    it("want one network of auto mode at most", async () => {
      const second = await gcp.create("network", "auto2", { name: "auto2", autoCreateSubnetworks: true });
      const peer = (peerNetwork: unknown) =>
        gcp.create("peering", "p", { name: "p", network: link("auto"), peerNetwork });
      await assert.rejects(peer(second.outputs.selfLink), /10\.128\.0\.0\/20.* overlaps/);
      await gcp.delete(await peer(link("bare")));
      await gcp.delete(second);
    });
    it("want ranges that don't overlap, and one peering of two networks", async () => {
      const refused = (to: string) =>
        gcp.create("peering", "p", { name: "p", network: link("net"), peerNetwork: link(to) });
      await assert.rejects(
        refused("third"),
        /Error adding network peering: .*\(10\.0\.0\.0\/24\) overlaps with an IP range \(10\.0\.0\.0\/20\)/,
      );
      await assert.rejects(refused("other"), /already a peering between network net and network other/);
    });
  });
});
