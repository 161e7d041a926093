import type { Land } from "../testing/land";
import { rules } from "../testing/rules";
import { types } from "./types";

const REGION = "eu-central-1";
const RANGE_6 = "2001:db8:0:100::/56";

/** Two networks, and in one of them a machine that passes traffic on. */
function scene(land: Land) {
  const vpc = land.make(types.vpc, { cidrBlock: "10.0.0.0/16", ipv6IpamPoolId: "pool", ipv6CidrBlock: RANGE_6 });
  const other = land.make(types.vpc, { cidrBlock: "10.1.0.0/16" });
  const subnet = (vpcId: string, cidrBlock: string, more: object = {}) =>
    land.make(types.subnet, { vpcId, cidrBlock, availabilityZone: `${REGION}a`, ...more });
  const a = subnet(vpc.id, "10.0.0.0/24", { ipv6CidrBlock: "2001:db8:0:100::/64" });
  const plain = subnet(vpc.id, "10.0.1.0/24");
  const gateway = land.make(types.internetGateway, { vpcId: vpc.id });
  const otherGateway = land.make(types.internetGateway, { vpcId: other.id });
  const table = land.make(types.routeTable, { vpcId: vpc.id });
  const nat = land.make(types.natGateway, { availabilityMode: "regional", vpcId: vpc.id });
  const machine = land.make(types.instance, { ami: "ami-12345678", instanceType: "m5.large", subnetId: a.id });
  const address = land.make(types.address, { domain: "vpc" });
  const group = land.make(types.securityGroup, { vpcId: vpc.id, name: "one" });
  return { land, vpc, other, a, plain, gateway, otherGateway, table, nat, machine, address, group };
}
type Scene = ReturnType<typeof scene>;

const card = ({ machine }: Scene) => machine.outputs.primaryNetworkInterfaceId;
const main = ({ vpc }: Scene) => vpc.outputs.mainRouteTableId;
const otherMain = ({ other }: Scene) => other.outputs.mainRouteTableId;

rules(
  types.route,
  scene,
  ({ table, gateway }: Scene) => ({ routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id }),
  [
    [
      "may be of the table that its network comes with",
      (it) => ({ routeTableId: main(it) }),
      (it) => ({ routeTableId: otherMain(it) }),
      /belong to different networks/,
    ],
    [
      "may lead to a machine's own network interface",
      (it) => ({ gatewayId: undefined, networkInterfaceId: card(it) }),
      (it) => ({ gatewayId: undefined, networkInterfaceId: card(it), routeTableId: otherMain(it) }),
      /interface eni-\w+ belong to different networks/,
    ],
    [
      "may lead to a NAT gateway of the whole network",
      ({ nat }) => ({ gatewayId: undefined, natGatewayId: nat.id }),
      (it) => ({ gatewayId: undefined, natGatewayId: it.nat.id, routeTableId: otherMain(it) }),
      /nat gateway nat-\w+ belong/,
    ],
    [
      "has an IPv6 destination in form",
      { destinationCidrBlock: undefined, destinationIpv6CidrBlock: "::/0" },
      { destinationCidrBlock: undefined, destinationIpv6CidrBlock: "::/129" },
      /not a valid IPv6 CIDR block/,
    ],
    [
      "leads IPv6 alone to an egress-only gateway",
      {
        gatewayId: undefined,
        egressOnlyGatewayId: "eigw-1",
        destinationCidrBlock: undefined,
        destinationIpv6CidrBlock: "::/0",
      },
      { gatewayId: undefined, egressOnlyGatewayId: "eigw-1" },
      /IPv4 destination 0\.0\.0\.0\/0/,
    ],
  ],
);

rules(types.routeTable, scene, ({ vpc }: Scene) => ({ vpcId: vpc.id }), [
  ["may adopt the local route", local("10.0.0.0/16"), local("10.9.0.0/16"), /The gateway ID 'local' does not exist/],
  [
    "has routes of one target",
    inline({}),
    inline({ natGatewayId: "nat-1" }),
    /only one of `carrier_gateway_id,.*` can be specified/,
  ],
  ["has routes of one destination", inline({}), inline({ ipv6CidrBlock: "::/0" }), /only one of `cidr_block,/],
  [
    "has routes to its own network",
    inline({}),
    ({ otherGateway }) => ({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: otherGateway.id }] }),
    /belong to different networks/,
  ],
  [
    "has one route to a destination",
    inline({}),
    ({ gateway }) => ({ routes: Array(2).fill({ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }) }),
    /RouteAlreadyExists/,
  ],
]);

function local(cidrBlock: string) {
  return { routes: [{ cidrBlock, gatewayId: "local" }] };
}

function inline(more: object) {
  return ({ gateway }: Scene) => ({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id, ...more }] });
}

rules(types.routeTableAssociation, scene, (it: Scene) => ({ routeTableId: main(it), subnetId: it.a.id }), [
  [
    "may be of the table that its network comes with",
    {},
    (it) => ({ routeTableId: otherMain(it) }),
    /belong to different networks/,
  ],
  [
    "is of a gateway of the table's network",
    ({ gateway }) => ({ subnetId: undefined, gatewayId: gateway.id }),
    ({ otherGateway }) => ({ subnetId: undefined, gatewayId: otherGateway.id }),
    /network gateway igw-\w+ belong to different networks/,
  ],
]);

rules(types.vpcEndpoint, scene, ({ vpc }: Scene) => ({ vpcId: vpc.id, serviceName: `com.amazonaws.${REGION}.s3` }), [
  [
    "may be of the table that its network comes with",
    (it) => ({ routeTableIds: [main(it)] }),
    (it) => ({ routeTableIds: [otherMain(it)] }),
    /belong to different networks/,
  ],
  ["is of one thing", {}, { serviceName: undefined }, /one of `resource_configuration_arn,service_name,/],
  ["has addresses of a kind", { ipAddressType: "dualstack" }, { ipAddressType: "IPv4" }, /ip_address_type to be one/],
]);

rules(types.addressAssociation, scene, (it: Scene) => ({ allocationId: it.address.id, networkInterfaceId: card(it) }), [
  ["may be with a machine's own network interface", {}, { networkInterfaceId: "eni-gone" }, /NetworkInterfaceID/],
  [
    "may name the address itself",
    ({ address }) => ({ allocationId: undefined, publicIp: address.outputs.publicIp }),
    { allocationId: undefined },
    /MissingParameter/,
  ],
]);

rules(types.natGateway, scene, ({ plain }: Scene) => ({ connectivityType: "private", subnetId: plain.id }), [
  ["has an address of its subnet", { privateIp: "10.0.1.9" }, { privateIp: "10.0.0.9" }, /does not fall within/],
  ["is in a subnet", {}, { subnetId: undefined }, /must contain the parameter SubnetId/],
  [
    "of a whole network names it",
    ({ vpc }) => ({ connectivityType: "public", availabilityMode: "regional", subnetId: undefined, vpcId: vpc.id }),
    { connectivityType: "public", availabilityMode: "regional", subnetId: undefined },
    /must contain the parameter VpcId/,
  ],
  [
    "of a whole network is in no subnet",
    ({ vpc }) => ({ connectivityType: "public", availabilityMode: "regional", subnetId: undefined, vpcId: vpc.id }),
    ({ vpc }) => ({ connectivityType: "public", availabilityMode: "regional", vpcId: vpc.id }),
    /must not be specified for a regional NAT gateway/,
  ],
  [
    "has a number of addresses or a list",
    { secondaryPrivateIpAddressCount: 1 },
    { secondaryPrivateIpAddressCount: 1, secondaryPrivateIpAddresses: ["10.0.1.9"] },
    /conflicts with secondary_private_ip_addresses/,
  ],
  [
    "has no further public addresses",
    {},
    { secondaryAllocationIds: ["eipalloc-1"] },
    /secondary_allocation_ids is not supported/,
  ],
]);

rules(types.vpc, scene, { cidrBlock: "10.9.0.0/16" }, [
  [
    "has an IPv6 range of AWS or of a pool",
    { assignGeneratedIpv6CidrBlock: true },
    { assignGeneratedIpv6CidrBlock: true, ipv6IpamPoolId: "pool" },
    /conflicts with assign_generated_ipv6_cidr_block/,
  ],
  [
    "has an IPv6 range that a pool has",
    { ipv6IpamPoolId: "pool", ipv6CidrBlock: RANGE_6 },
    { ipv6CidrBlock: RANGE_6 },
    /all of `ipv6_cidr_block,ipv6_ipam_pool_id` must be specified/,
  ],
  [
    "has an IPv6 range of a length",
    { ipv6IpamPoolId: "pool", ipv6NetmaskLength: 56 },
    { ipv6IpamPoolId: "pool", ipv6NetmaskLength: 50 },
    /ipv6_netmask_length to be one of/,
  ],
  ["has tags with keys", { tags: { a: "" } }, { tags: { "": "a" } }, /at least 1 character/],
]);

rules(types.subnet, scene, ({ vpc }: Scene) => ({ vpcId: vpc.id, cidrBlock: "10.0.9.0/24" }), [
  ["has a range", {}, { cidrBlock: undefined }, /Either 'cidrBlock' or 'ipv6CidrBlock' should be provided/],
  ["has IPv6 of its network", ipv6("2001:db8:0:101::/64"), ipv6("2001:db8:0:200::/64"), /InvalidSubnet\.Range/],
  ["has IPv6 of /64 at least", ipv6("2001:db8:0:101::/64"), ipv6("2001:db8:0:102::/63"), /InvalidSubnet\.Range/],
  ["has IPv6 beside the others", ipv6("2001:db8:0:101::/64"), ipv6("2001:db8:0:100::/64"), /InvalidSubnet\.Conflict/],
  ["has IPv6 that begins where its range begins", {}, ipv6("2001:db8:0:101::1/64"), /it has bits of a host/],
  [
    "names its machines in one of two ways",
    { privateDnsHostnameTypeOnLaunch: "resource-name" },
    { privateDnsHostnameTypeOnLaunch: "name" },
    /private_dns_hostname_type_on_launch to be one of/,
  ],
  [
    "has addresses of a customer on an outpost",
    {},
    { mapCustomerOwnedIpOnLaunch: true },
    /customer_owned_ipv4_pool,map_customer_owned_ip_on_launch,outpost_arn/,
  ],
]);

function ipv6(ipv6CidrBlock: string) {
  return { ipv6CidrBlock };
}

rules(types.networkInterface, scene, ({ a }: Scene) => ({ subnetId: a.id }), [
  [
    "has IPv6 where its subnet has it",
    { ipv6AddressCount: 1 },
    ({ plain }) => ({ subnetId: plain.id, ipv6AddressCount: 1 }),
    /has no IPv6 CIDR block/,
  ],
  ["is attached to a machine that is there", attached(1), attached(1, "i-gone"), /InvalidInstanceID\.NotFound/],
  ["is attached beside the first one", attached(1), attached(0), /already has an interface attached at device index/],
]);

function attached(deviceIndex: number, instance?: string) {
  return ({ machine }: Scene) => ({ attachments: [{ instance: instance ?? machine.id, deviceIndex }] });
}

const rule = { ipProtocol: "tcp", fromPort: 80, toPort: 80 };

rules(
  types.securityGroupIngressRule,
  scene,
  ({ group }: Scene) => ({ securityGroupId: group.id, ...rule, cidrIpv4: "10.0.0.0/8" }),
  [
    [
      "may name a group of another account",
      { cidrIpv4: undefined, referencedSecurityGroupId: "111122223333/sg-0123456789abcdef0" },
      { cidrIpv4: undefined, referencedSecurityGroupId: "123456789012/sg-0123456789abcdef0" },
      /InvalidGroup\.NotFound/,
    ],
    [
      "may have the ports that mean all",
      { ipProtocol: "-1", fromPort: -1, toPort: -1 },
      { ipProtocol: "-1", fromPort: 0, toPort: 0 },
      /must not be set if ipProtocol is -1/,
    ],
    [
      "has an IPv6 peer that is a network",
      { cidrIpv4: undefined, cidrIpv6: "2001:db8::/32" },
      { cidrIpv4: undefined, cidrIpv6: "2001:db8::1/32" },
      /it has bits of a host/,
    ],
  ],
);

const within = (change: object) => ({
  ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, cidrBlocks: ["10.0.0.0/8"], ...change }],
});

for (const type of [types.securityGroup, types.defaultSecurityGroup]) {
  rules(type, scene, ({ vpc }: Scene) => ({ vpcId: vpc.id, name: "web", ...within({}) }), [
    ["has inline rules of networks", {}, within({ cidrBlocks: ["10.0.0.1/8"] }), /did you mean/],
    ["has inline rules of a protocol", within({ protocol: "TCP" }), within({ protocol: "http" }), /Unknown protocol/],
    ["has inline rules with ports in order", {}, within({ fromPort: 81 }), /Invalid TCP\/UDP port range \(81:80\)/],
    ["has inline rules with ports", within({ toPort: 65_535 }), within({ toPort: 65_536 }), /Invalid TCP\/UDP port/],
    [
      "has inline rules for groups that are there",
      within({ securityGroups: ["111122223333/sg-0123456789abcdef0"] }),
      within({ securityGroups: ["sg-0123456789abcdef0"] }),
      /InvalidGroup\.NotFound/,
    ],
  ]);
}
