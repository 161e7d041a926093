import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { Landscape, network, obeys, second, space } from "./landscape.test";

describe("virtual networks of the simulated Azure", () => {
  const token = "network:VirtualNetwork";
  obeys({
    "have ranges in CIDR notation": {
      token,
      accepts: [space("10.1.0.0/16"), space("10.1.0.0/16", "fd00::/48")],
      refuses: [space("10.1.0.0"), space("10.1.0/16"), space("10.256.0.0/16")],
      text: /InvalidAddressPrefixFormat.*should follow CIDR notation/,
    },
    "have ranges that begin where they should": {
      token,
      accepts: space("10.1.128.0/17"),
      refuses: space("10.1.1.0/16"),
      text: /InvalidCIDRNotation.*the address prefix should be 10\.1\.0\.0\/16/,
    },
    "are from /2 to /29": {
      token,
      accepts: [space("32.0.0.0/3"), space("10.1.0.0/29")],
      refuses: [space("0.0.0.0/1"), space("10.1.0.0/30")],
      text: /InvalidAddressPrefixLength/,
    },
    "have none of Azure's own ranges": {
      token,
      accepts: space("168.63.128.0/24"),
      refuses: ["224.0.0.0/8", "127.0.0.0/16", "169.254.0.0/16", "168.63.129.0/24"].map((range) => space(range)),
      text: /ReservedAddressPrefix/,
    },
    "have ranges that don't overlap": {
      token,
      accepts: space("10.1.0.0/17", "10.1.128.0/17"),
      refuses: space("10.1.0.0/16", "10.1.128.0/17"),
      text: /10\.1\.0\.0\/16 and 10\.1\.128\.0\/17 .* overlap/,
    },
    "have some range": {
      token,
      accepts: { addressSpace: { ipamPoolPrefixAllocations: [{ numberOfIpAddresses: "256" }] } },
      refuses: [space(), { addressSpace: undefined }],
      text: /AddressPrefixStringCannotBeNullOrEmpty/,
    },
    "end flows after 4 to 30 minutes": {
      token,
      accepts: [{ flowTimeoutInMinutes: 4 }, { flowTimeoutInMinutes: 30 }],
      refuses: [{ flowTimeoutInMinutes: 3 }, { flowTimeoutInMinutes: 31 }],
      text: /between 4 and 30 minutes/,
    },
    "name servers by addresses": {
      token,
      accepts: { dhcpOptions: { dnsServers: ["10.1.0.4", "fd00::1"] } },
      refuses: { dhcpOptions: { dnsServers: ["dns.example.org"] } },
      text: /InvalidIPAddressFormat/,
    },
    "are protected by a plan": {
      token,
      accepts: { enableDdosProtection: true, ddosProtectionPlan: { id: "/subscriptions/s" } },
      refuses: { enableDdosProtection: true },
      text: /cannot enable DDoS protection without a DDoS protection plan/,
    },
    "have communities of Azure's system": {
      token,
      accepts: { bgpCommunities: { virtualNetworkCommunity: "12076:20001" } },
      refuses: ["65000:1", "12076"].map((virtualNetworkCommunity) => ({ bgpCommunities: { virtualNetworkCommunity } })),
      text: /InvalidBgpCommunity/,
    },
    "are encrypted as there is": {
      token,
      accepts: { encryption: { enabled: true, enforcement: "AllowUnencrypted" } },
      refuses: { encryption: { enabled: true, enforcement: "Drop" } },
      text: /"Drop" to type '.*VirtualNetworkEncryptionEnforcement'/,
    },
  });

  it("keep the ranges that have subnets", () => {
    const { cloud, network: net } = new Landscape();
    cloud.update(net, space("10.0.0.0/20", "10.1.0.0/16"));
    assert.throws(() => cloud.update(net, space("10.1.0.0/16")), /NetcfgSubnetRangeOutsideVnet.*Subnet 's'/);
  });
});

describe("subnets of the simulated Azure", () => {
  const token = "network:Subnet";
  const delegated = (...services: string[]) => ({
    delegations: services.map((serviceName, i) => ({ name: `d${i}`, serviceName })),
  });
  obeys({
    "have some range": {
      token,
      accepts: { addressPrefix: undefined, addressPrefixes: ["10.0.2.0/24"] },
      refuses: [{ addressPrefix: undefined }, { addressPrefix: undefined, addressPrefixes: [] }],
      text: /AddressPrefixStringCannotBeNullOrEmpty.*\/subnets\/another/,
    },
    "have endpoints of services that have some": {
      token,
      accepts: { serviceEndpoints: [{ service: "Microsoft.Storage" }, { service: "Microsoft.KeyVault" }] },
      refuses: { serviceEndpoints: [{ service: "Microsoft.Disk" }] },
      text: /SubnetHasUnsupportedServiceEndpoints.*Microsoft\.Disk/,
    },
    "have endpoints of storage for one region or for all": {
      token,
      accepts: { serviceEndpoints: [{ service: "Microsoft.Storage.Global" }, { service: "Microsoft.Sql" }] },
      refuses: { serviceEndpoints: [{ service: "Microsoft.Storage" }, { service: "Microsoft.Storage.Global" }] },
      text: /SubnetHasConflictingServiceEndpoints/,
    },
    "have ranges of IPv6 of one size": {
      token,
      accepts: { addressPrefix: undefined, addressPrefixes: ["10.0.2.0/24", "fd00:db8:0:1::/64"] },
      refuses: { addressPrefix: undefined, addressPrefixes: ["10.0.2.0/24", "fd00:db8:0:1::/80"] },
      text: /fd00:db8:0:1::\/80 .* must be exactly \/64/,
    },
    "are delegated to one service": {
      token,
      accepts: delegated("Microsoft.Web/serverFarms"),
      refuses: delegated("Microsoft.Web/serverFarms", "Microsoft.App/environments"),
      text: /cannot be delegated to more than one service/,
    },
    "of Bastion hosts have no routes": {
      token,
      accepts: { routeTable: { id: "/subscriptions/s" } },
      refuses: { subnetName: "AzureBastionSubnet", routeTable: { id: "/subscriptions/s" } },
      text: /RouteTableCannotBeAttachedForAzureBastionSubnet/,
    },
    "lie in a range of their network": {
      token,
      accepts: { addressPrefix: "10.0.255.248/29" },
      refuses: [{ addressPrefix: "10.1.0.0/24" }, { addressPrefix: "10.0.0.0/15" }],
      text: /NetcfgSubnetRangeOutsideVnet.*outside the IP address range of virtual network 'net'/,
    },
    "overlap no other": {
      token,
      accepts: { addressPrefix: "10.0.2.0/25" },
      refuses: [{ addressPrefix: "10.0.1.128/25" }, { addressPrefix: "10.0.0.0/23" }],
      text: /NetcfgSubnetRangesOverlap/,
    },
    "are no smaller than /29": {
      token,
      accepts: { addressPrefix: "10.0.2.0/29" },
      refuses: { addressPrefix: "10.0.2.0/30" },
      text: /InvalidAddressPrefixLength/,
    },
    "begin where they should": {
      token,
      accepts: { addressPrefix: "10.0.2.0/24" },
      refuses: { addressPrefix: "10.0.2.1/24" },
      text: /InvalidCIDRNotation/,
    },
    "keep the range that is in use": {
      token,
      before: {},
      accepts: { addressPrefix: "10.0.4.0/24" },
      refuses: (land) => {
        const subnet = { id: land.subnet.id.replace(/s$/, "another") };
        land.make("network:NetworkInterface", { ipConfigurations: [{ name: "p", subnet }] });
        return { addressPrefix: "10.0.4.0/24" };
      },
      text: /InUsePrefixCannotBeDeleted.*10\.0\.2\.0\/24/,
    },
    "of gateways have no NAT": {
      token,
      accepts: (land) => ({ natGateway: { id: land.make("network:NatGateway").id } }),
      refuses: (land) => ({ subnetName: "GatewaySubnet", natGateway: { id: land.make("network:NatGateway").id } }),
      text: /NatGatewayNotSupportedOnGatewaySubnet/,
    },
    "of one NAT are in one network": {
      token,
      accepts: (land) => {
        const natGateway = { id: land.make("network:NatGateway").id };
        second(land, { natGateway });
        return { natGateway };
      },
      refuses: (land) => {
        const natGateway = { id: land.make("network:NatGateway").id };
        network(land, "away", "10.9.0.0/16");
        second(land, { virtualNetworkName: "away", addressPrefix: "10.9.0.0/24", natGateway });
        return { natGateway };
      },
      text: /NatGatewayCannotSpanVirtualNetworks/,
    },
  });
});

describe("NAT gateways and public addresses of the simulated Azure", () => {
  const token = "network:NatGateway";
  const labelled = (land: Landscape, change: Props = {}) => {
    land.make("network:PublicIPAddress", { dnsSettings: { domainNameLabel: "shop" }, ...change }, "first");
    return { dnsSettings: { domainNameLabel: "shop" } };
  };
  const addresses = (land: Landscape, count: number, change: Props = {}) => ({
    publicIpAddresses: Array.from({ length: count }, (_, i) => ({
      id: land.make("network:PublicIPAddress", change, `ip${i}`).id,
    })),
  });
  const zonal = (land: Landscape, ...zones: string[]) => ({
    zones: ["1"],
    publicIpAddresses: [{ id: land.make("network:PublicIPAddress", { zones }, "zonal").id }],
  });
  obeys({
    "gateways have a SKU": { token, accepts: {}, refuses: { sku: undefined }, text: /must specify its sku/ },
    "gateways wait 4 to 120 minutes": {
      token,
      accepts: [{ idleTimeoutInMinutes: 4 }, { idleTimeoutInMinutes: 120 }],
      refuses: [{ idleTimeoutInMinutes: 3 }, { idleTimeoutInMinutes: 121 }],
      text: /between 4 and 120/,
    },
    "gateways are in one zone": { token, accepts: { zones: ["1"] }, refuses: { zones: ["1", "2"] }, text: /one avail/ },
    "gateways have at most 16 addresses": {
      token,
      accepts: (land) => addresses(land, 16),
      refuses: (land) => addresses(land, 17),
      text: /more than 16/,
    },
    "gateways share no address": {
      token,
      accepts: (land) => addresses(land, 1),
      refuses: (land) => land.make(token, {}, "first") && {},
      text: /PublicIPAddressInUse.*\/publicIPAddresses\/ip that is already allocated to resource .*\/first/,
    },
    "gateways of a zone have addresses of it, or of all": {
      token,
      accepts: [(land) => zonal(land, "1"), (land) => zonal(land, "1", "2", "3"), (land) => zonal(land)],
      refuses: (land) => zonal(land, "2"),
      text: /ZonesMismatch/,
    },
    "have labels of small letters": {
      token: "network:PublicIPAddress",
      accepts: { dnsSettings: { domainNameLabel: "shop-2" } },
      refuses: ["Shop", "2shop", "shop-", "sh_op"].map((domainNameLabel) => ({ dnsSettings: { domainNameLabel } })),
      text: /InvalidDomainNameLabel.*regular expression: \^/,
    },
    "have labels that nobody has in their region": {
      token: "network:PublicIPAddress",
      accepts: [
        (land) => labelled(land, { location: "northeurope" }),
        (land) => labelled(land, { dnsSettings: { domainNameLabel: "shop", domainNameLabelScope: "NoReuse" } }),
      ],
      refuses: (land) => labelled(land),
      text: /DnsRecordInUse.*shop\.westeurope\.cloudapp\.azure\.com is already used/,
    },
    "have a plan for protection of their own": {
      token: "network:PublicIPAddress",
      accepts: { ddosSettings: { protectionMode: "Enabled", ddosProtectionPlan: { id: "/subscriptions/s" } } },
      refuses: { ddosSettings: { ddosProtectionPlan: { id: "/subscriptions/s" } } },
      text: /plan cannot be set with the protection mode VirtualNetworkInherited/,
    },
    "gateways have addresses of their region and of IPv4": {
      token,
      accepts: (land) => addresses(land, 1),
      refuses: [
        (land) => addresses(land, 1, { publicIPAddressVersion: "IPv6" }),
        (land) => addresses(land, 1, { sku: { name: "Standard", tier: "Global" } }),
      ],
      text: /of version IPv6 here|of the tier Global/,
    },
    "addresses are of the Standard SKU": {
      token: "network:PublicIPAddress",
      accepts: { sku: { name: "Standard" } },
      refuses: [{ sku: undefined }, { sku: { name: "Basic" } }],
      text: /IPv4BasicSkuPublicIpCountLimitReached.*Cannot create more than 0/,
    },
    "addresses are static": {
      token: "network:PublicIPAddress",
      accepts: {},
      refuses: [{ publicIPAllocationMethod: "Dynamic" }, { publicIPAllocationMethod: undefined }],
      text: /StandardSkuPublicIPAddressesMustBeStatic/,
    },
    "addresses wait 4 to 30 minutes": {
      token: "network:PublicIPAddress",
      accepts: { idleTimeoutInMinutes: 30 },
      refuses: [{ idleTimeoutInMinutes: 31 }, { idleTimeoutInMinutes: 3 }],
      text: /between 4 and 30/,
    },
    "addresses keep their zones": {
      token: "network:PublicIPAddress",
      before: { zones: ["1", "2"] },
      accepts: [{ zones: ["2", "1"] }, { tags: { a: "b" } }],
      refuses: [{ zones: ["1"] }, { zones: undefined }],
      text: /ResourceAvailabilityZonesCannotBeModified/,
    },
  });
});

describe("what public addresses of the simulated Azure tell", () => {
  const make = (change: Props) => new Landscape().make("network:PublicIPAddress", change).outputs;
  it("is their name, as long as they have a label", () => {
    const { dnsSettings } = make({ dnsSettings: { domainNameLabel: "shop" } });
    assert.deepEqual(dnsSettings, { domainNameLabel: "shop", fqdn: "shop.westeurope.cloudapp.azure.com" });
    assert.equal(make({}).dnsSettings, undefined);
  });
  it("is a part of their name that keeps it apart, and stays", () => {
    const land = new Landscape();
    const dnsSettings = { domainNameLabel: "shop", domainNameLabelScope: "TenantReuse" };
    const made = land.make("network:PublicIPAddress", { dnsSettings });
    assert.match(JSON.stringify(made.outputs), /"fqdn":"shop\.[0-9a-f]{16}\.westeurope\.cloudapp\.azure\.com"/);
    assert.deepEqual(land.cloud.update(made, { tags: { a: "b" } }).outputs.dnsSettings, made.outputs.dnsSettings);
  });
  it("is an address of their version", () => {
    assert.match(String(make({}).ipAddress), /^20(\.\d+){3}$/);
    assert.match(String(make({ publicIPAddressVersion: "IPv6" }).ipAddress), /^2603:1020:[0-9a-f:]+$/);
  });
});

describe("peerings of the simulated Azure", () => {
  const token = "network:VirtualNetworkPeering";
  const to = (id: string, from = "net", name = `${from}-peering`) => ({
    virtualNetworkName: from,
    virtualNetworkPeeringName: name,
    remoteVirtualNetwork: { id },
  });
  obeys({
    "join two networks": {
      token,
      accepts: (land) => to(network(land, "bb", "10.1.0.0/16").id),
      refuses: (land) => to(land.network.id),
      text: /cannot be peered with itself/,
    },
    "join ranges that don't overlap": {
      token,
      accepts: (land) => to(network(land, "bb", "10.1.0.0/16").id),
      refuses: (land) => to(network(land, "bb", "10.0.128.0/20").id),
      text: /VnetAddressSpacesOverlap/,
    },
    "join ranges that don't overlap with those of other peers": {
      token,
      accepts: (land) => land.make(token, {}, "first") && to(network(land, "bb", "10.2.0.0/16").id),
      refuses: (land) => land.make(token, {}, "first") && to(network(land, "bb", "10.1.0.0/20").id),
      text: /VnetAddressSpaceOverlapsWithAlreadyPeeredVnet.*overlaps with that of .*\/far/,
    },
    "join two networks once": {
      token,
      accepts: {},
      refuses: (land) => to(String((land.make(token, {}, "first").inputs.remoteVirtualNetwork as Props).id)),
      text: /AnotherPeeringAlreadyReferencesRemoteVnet.*\/first already references/,
    },
    "keep their network": {
      token,
      before: {},
      accepts: { allowForwardedTraffic: true },
      refuses: (land) => ({ remoteVirtualNetwork: { id: network(land, "bb", "10.2.0.0/16").id } }),
      text: /ChangingRemoteVirtualNetworkNotAllowed/,
    },
    "offer a gateway or use one": {
      token,
      accepts: { allowGatewayTransit: true },
      refuses: { allowGatewayTransit: true, useRemoteGateways: true },
      text: /AllowGatewayTransit and UseRemoteGateways/,
    },
    "name another network": {
      token,
      accepts: {},
      refuses: [{ remoteVirtualNetwork: undefined }, { remoteVirtualNetwork: {} }],
      text: /RemoteVirtualNetworkNotSpecified/,
    },
    "use no gateways where there are none": {
      token,
      accepts: { useRemoteGateways: false },
      refuses: { useRemoteGateways: true },
      text: /RemoteVnetHasNoGateways.*\/virtualnetworks\/far referenced/,
    },
  });

  it("are connected when both directions are there, and each is made anew when the other one was lost", () => {
    const land = new Landscape();
    const b = network(land, "bb", "10.1.0.0/16");
    const there = land.make(token, to(b.id));
    const back = land.make(token, to(land.network.id, "bb"));
    assert.deepEqual([there.outputs.peeringState, back.outputs.peeringState], ["Initiated", "Connected"]);
    land.cloud.delete(there);
    assert.equal(land.cloud.get(back).outputs.peeringState, "Disconnected");
    assert.throws(() => land.make(token, to(b.id)), /RemotePeeringIsDisconnected.*\/bb-peering/);
    land.cloud.delete(back);
    assert.equal(land.make(token, to(b.id)).outputs.peeringState, "Initiated");
    assert.equal(land.make(token, to(land.network.id, "bb")).outputs.peeringState, "Connected");
  });
});
