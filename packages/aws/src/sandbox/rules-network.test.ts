import type { Land } from "../testing/land";
import { rules } from "../testing/rules";
import { types } from "./types";

const REGION = "eu-central-1";
const FAR = "eu-west-1";

/** A network with two subnets, one of another region, and what rules may name. */
function scene(land: Land) {
  const vpc = land.make(types.vpc, { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
  const other = land.make(types.vpc, { cidrBlock: "10.1.0.0/16" });
  const far = land.make(types.vpc, { cidrBlock: "10.0.0.0/16" }, FAR);
  const subnet = (vpcId: string, cidrBlock: string, zone = "a", region = REGION) =>
    land.make(types.subnet, { vpcId, cidrBlock, availabilityZone: `${region}${zone}` }, region);
  const a = subnet(vpc.id, "10.0.0.0/24");
  const b = subnet(vpc.id, "10.0.1.0/24", "b");
  const a2 = subnet(vpc.id, "10.0.2.0/24");
  const away = subnet(far.id, "10.0.0.0/24", "a", FAR);
  const gateway = land.make(types.internetGateway, { vpcId: vpc.id });
  const table = land.make(types.routeTable, { vpcId: vpc.id });
  const otherTable = land.make(types.routeTable, { vpcId: other.id });
  const group = land.make(types.securityGroup, { vpcId: vpc.id, name: "one" });
  const otherGroup = land.make(types.securityGroup, { vpcId: other.id, name: "two" });
  const address = land.make(types.address, { domain: "vpc" });
  const nat = land.make(types.natGateway, { allocationId: address.id, subnetId: b.id });
  const card = land.make(types.networkInterface, { subnetId: a.id, privateIps: ["10.0.0.50"] });
  return { land, vpc, other, far, a, b, a2, away, gateway, table, otherTable, group, otherGroup, address, nat, card };
}
type Scene = ReturnType<typeof scene>;

const tags = (count: number, key = "key", value = "") =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${key}${index}`, value]));

rules(types.vpc, scene, { cidrBlock: "10.9.0.0/16" }, [
  ["has from /16 to /28", { cidrBlock: "10.9.0.0/28" }, { cidrBlock: "10.9.0.0/29" }, /between 16 and 28/],
  ["begins where its range begins", {}, { cidrBlock: "10.9.0.1/16" }, /did you mean "10\.9\.0\.0\/16"/],
  ["has a range at all", {}, { cidrBlock: "10.9.0/16" }, /not a valid IPv4 CIDR/],
  [
    "has one or takes one of a pool",
    { cidrBlock: undefined, ipv4IpamPoolId: "p" },
    { cidrBlock: undefined },
    /Missing/,
  ],
  [
    "is not of the machine's own addresses",
    { cidrBlock: "128.0.0.0/16" },
    { cidrBlock: "127.0.0.0/16" },
    /InvalidVpc\.Range/,
  ],
  [
    "is shared or dedicated",
    { instanceTenancy: "dedicated" },
    { instanceTenancy: "host" },
    /instance_tenancy to be one of/,
  ],
  ["has 50 tags at most", { tags: tags(50) }, { tags: tags(51) }, /TagLimitExceeded/],
  ["has tags of its own", { tags: { "a:b": "" } }, { tags: { "aws:b": "" } }, /reserved for internal use/],
  ["has keys of 128", { tags: { ["k".repeat(128)]: "" } }, { tags: { ["k".repeat(129)]: "" } }, /key exceeds/],
  [
    "has values of 256, of any kind",
    { tags: tags(1, "k", "*".repeat(256)) },
    { tags: tags(1, "k", "v".repeat(257)) },
    /value exceeds/,
  ],
]);

rules(types.subnet, scene, ({ vpc }: Scene) => ({ vpcId: vpc.id, cidrBlock: "10.0.9.0/24" }), [
  ["has /28 at least", { cidrBlock: "10.0.9.0/28" }, { cidrBlock: "10.0.9.0/29" }, /InvalidSubnet\.Range/],
  [
    "lies in its network",
    {},
    { cidrBlock: "10.1.9.0/24" },
    /InvalidSubnet\.Range: The CIDR '10\.1\.9\.0\/24' is invalid/,
  ],
  ["lies beside the others", {}, { cidrBlock: "10.0.0.0/20" }, /InvalidSubnet\.Conflict/],
  ["begins where its range begins", {}, { cidrBlock: "10.0.9.1/24" }, /did you mean/],
  [
    "is in a zone of the region",
    { availabilityZone: "eu-central-1c" },
    { availabilityZone: "eu-west-1a" },
    /parameter availabilityZone is invalid/,
  ],
  [
    "names a zone once",
    { availabilityZoneId: "euc1-az2" },
    { availabilityZone: "eu-central-1a", availabilityZoneId: "euc1-az1" },
    /conflicts with availability_zone_id/,
  ],
  [
    "may name the zone by its id",
    { availabilityZoneId: "euc1-az1" },
    { availabilityZoneId: "euw1-az1" },
    /availabilityZoneId is invalid/,
  ],
  [
    "is of a network of the same region",
    {},
    ({ far }) => ({ vpcId: far.id }),
    /InvalidVpcID\.NotFound: The vpc ID 'vpc-/,
  ],
]);

rules(types.internetGateway, scene, ({ other }: Scene) => ({ vpcId: other.id }), [
  ["is the only one of its network", {}, ({ vpc }) => ({ vpcId: vpc.id }), /already has an internet gateway attached/],
  [
    "is attached to a network that is there",
    {},
    { vpcId: "vpc-gone" },
    /creating EC2 Internet Gateway: .*InvalidVpcID\.NotFound/,
  ],
]);

rules(
  types.route,
  scene,
  ({ table, gateway }: Scene) => ({ routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id }),
  [
    ["has one destination", {}, { destinationPrefixListId: "pl-1" }, /only one of/],
    ["has a destination", {}, { destinationCidrBlock: undefined }, /one of `destination_cidr_block/],
    ["has one target", {}, ({ nat }) => ({ natGatewayId: nat.id }), /only one of `carrier_gateway_id/],
    ["has a target", {}, { gatewayId: undefined }, /must be specified/],
    [
      "is the only one to its destination",
      {},
      routed,
      /RouteAlreadyExists: The route identified by 0\.0\.0\.0\/0 already/,
    ],
    ["has a destination that is a network", {}, { destinationCidrBlock: "192.168.0.1/24" }, /did you mean/],
    ["is of a table that is there", {}, { routeTableId: "rtb-gone" }, /InvalidRouteTableID\.NotFound/],
    ["leads to a gateway that is there", {}, { gatewayId: "igw-gone" }, /InvalidGatewayID\.NotFound/],
    [
      "leads to a gateway of its network",
      {},
      ({ otherTable }) => ({ routeTableId: otherTable.id }),
      /and network gateway igw-\w+ belong to different networks/,
    ],
    [
      "may lead to a NAT gateway of its network",
      ({ nat }) => ({ gatewayId: undefined, natGatewayId: nat.id }),
      ({ nat, otherTable }) => ({ gatewayId: undefined, natGatewayId: nat.id, routeTableId: otherTable.id }),
      /nat gateway nat-\w+ belong/,
    ],
    [
      "leaves the network's own range alone",
      { destinationCidrBlock: "10.2.0.0/16" },
      { destinationCidrBlock: "10.0.3.0/24" },
      /equal to or more specific/,
    ],
  ],
);

rules(types.routeTableAssociation, scene, ({ table, b }: Scene) => ({ routeTableId: table.id, subnetId: b.id }), [
  ["is the only one of its subnet", {}, associated, /Resource\.AlreadyAssociated: the specified association/],
  ["is with a subnet or a gateway", {}, { subnetId: undefined }, /one of `gateway_id,subnet_id` must be specified/],
  ["is with a subnet of the region", {}, ({ away }) => ({ subnetId: away.id }), /InvalidSubnetID\.NotFound/],
  [
    "is with a subnet of the table's network",
    {},
    ({ otherTable }) => ({ routeTableId: otherTable.id }),
    /belong to different networks/,
  ],
]);

rules(
  types.natGateway,
  (land) => ({ ...scene(land), spare: land.make(types.address, { domain: "vpc" }) }),
  ({ b, spare }) => ({ subnetId: b.id, allocationId: spare.id }),
  [
    ["has an address of its own", {}, ({ address }) => ({ allocationId: address.id }), /Resource\.AlreadyAssociated/],
    ["has an address", {}, { allocationId: undefined }, /MissingParameter: The request must include the AllocationId/],
    [
      "has none where it is private",
      { connectivityType: "private", allocationId: undefined },
      { connectivityType: "private" },
      /not supported with connectivity_type = "private"/,
    ],
    ["is in a subnet of the region", {}, ({ away }) => ({ subnetId: away.id }), /InvalidSubnetID\.NotFound/],
  ],
);

rules(types.routeTable, scene, ({ vpc }: Scene) => ({ vpcId: vpc.id }), [
  [
    "has routes that lead somewhere",
    ({ gateway }) => ({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id, natGatewayId: "" }] }),
    { routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "" }] },
    /one of `carrier_gateway_id,.*` must be specified/,
  ],
]);

rules(types.networkInterface, scene, ({ a }: Scene) => ({ subnetId: a.id }), [
  ["is of a kind that there is", { interfaceType: "efa" }, { interfaceType: "fast" }, /interface_type to be one of/],
  [
    "has groups of its network",
    ({ group }) => ({ securityGroups: [group.id] }),
    ({ otherGroup }) => ({ securityGroups: [otherGroup.id] }),
    /belong to different networks/,
  ],
  [
    "has groups that are groups",
    ({ group }) => ({ securityGroups: [group.id] }),
    { securityGroups: ["web"] },
    /InvalidGroupId\.Malformed/,
  ],
  [
    "has five groups at most",
    ({ land, vpc }) => ({ securityGroups: groups(land, vpc.id, 5) }),
    ({ land, vpc }) => ({ securityGroups: groups(land, vpc.id, 6) }),
    /SecurityGroupsPerInterfaceLimitExceeded/,
  ],
  [
    "has an address of its subnet",
    { privateIps: ["10.0.0.9"] },
    { privateIps: ["10.0.1.9"] },
    /does not fall within the subnet's address range/,
  ],
  ["has none that AWS keeps", { privateIps: ["10.0.0.254"] }, { privateIps: ["10.0.0.255"] }, /reserved address range/],
  [
    "has none that somebody has",
    { privateIps: ["10.0.0.51"] },
    { privateIps: ["10.0.0.50"] },
    /InvalidIPAddress\.InUse/,
  ],
]);

function groups(land: Land, vpcId: string, count: number): string[] {
  return Array.from({ length: count }, (_, index) => land.make(types.securityGroup, { vpcId, name: `g${index}` }).id);
}

rules(
  types.addressAssociation,
  (land) => ({ ...scene(land), spare: land.make(types.address, { domain: "vpc" }) }),
  ({ spare, card }) => ({ allocationId: spare.id, networkInterfaceId: card.id }),
  [
    [
      "leaves a NAT gateway its address",
      {},
      ({ address }) => ({ allocationId: address.id }),
      /already associated with associate-id eipassoc-/,
    ],
    ["is with something", {}, { networkInterfaceId: undefined }, /MissingParameter/],
    ["is of an address", {}, { allocationId: undefined }, /MissingParameter/],
    [
      "is of an address of the region",
      {},
      ({ land }) => ({ allocationId: land.make(types.address, {}, FAR).id }),
      /InvalidAllocationID\.NotFound/,
    ],
  ],
);

const gatewayTo = (service: string) => ({
  vpcEndpointType: "Gateway",
  serviceName: `com.amazonaws.${REGION}.${service}`,
});
const interfaceTo = (service: string) => ({
  vpcEndpointType: "Interface",
  serviceName: `com.amazonaws.${REGION}.${service}`,
  privateDnsEnabled: true,
});

rules(types.vpcEndpoint, scene, ({ vpc }: Scene) => ({ vpcId: vpc.id, ...gatewayTo("s3") }), [
  ["is to a service of the region", {}, { serviceName: `com.amazonaws.${FAR}.s3` }, /InvalidServiceName/],
  [
    "is a gateway for few services",
    gatewayTo("dynamodb"),
    gatewayTo("ecr.api"),
    /does not match available service types/,
  ],
  ["is the only one of a route table", ({ table }) => ({ routeTableIds: [table.id] }), twice, /RouteAlreadyExists/],
  [
    "has one subnet in a zone",
    ({ a, b }) => ({ ...interfaceTo("ssm"), subnetIds: [a.id, b.id] }),
    ({ a, a2 }) => ({ ...interfaceTo("ssm"), subnetIds: [a.id, a2.id] }),
    /DuplicateSubnetsInSameZone/,
  ],
  [
    "has names of its own",
    interfaceTo("ssm"),
    ({ land, vpc }) => ({
      ...interfaceTo("ssm"),
      vpcId: land.make(types.vpcEndpoint, { vpcId: vpc.id, ...interfaceTo("ssm") }).inputs.vpcId,
    }),
    /conflicting DNS domain for ssm\.eu-central-1\.amazonaws\.com/,
  ],
  [
    "has names where the network has them",
    interfaceTo("ssm"),
    ({ other }) => ({ ...interfaceTo("ssm"), vpcId: other.id }),
    /enableDnsHostnames/,
  ],
  [
    "is of a kind that there is",
    gatewayTo("s3"),
    { ...gatewayTo("s3"), vpcEndpointType: "Private" },
    /vpc_endpoint_type to be one of/,
  ],
  [
    "has tables as a gateway only",
    ({ table }) => ({ routeTableIds: [table.id] }),
    tabled,
    /only supported for Gateway type/,
  ],
  [
    "has subnets as an interface only",
    ({ a }) => ({ ...interfaceTo("ssm"), subnetIds: [a.id] }),
    ({ a }) => ({ subnetIds: [a.id] }),
    /InvalidParameter: Subnet IDs are only supported for Interface/,
  ],
  [
    "has groups as an interface only",
    ({ group }) => ({ ...interfaceTo("ssm"), securityGroupIds: [group.id] }),
    ({ group }) => ({ securityGroupIds: [group.id] }),
    /Security group IDs are only supported for Interface/,
  ],
  ["has names as an interface only", interfaceTo("ssm"), { privateDnsEnabled: true }, /Private DNS is only supported/],
  [
    "has tables of its network",
    ({ table }) => ({ routeTableIds: [table.id] }),
    ({ otherTable }) => ({ routeTableIds: [otherTable.id] }),
    /Route table \S+ and network \S+ belong to different networks/,
  ],
  [
    "has groups of its network",
    ({ vpc }) => ({ ...interfaceTo("ssm"), securityGroupIds: [vpc.outputs.defaultSecurityGroupId] }),
    ({ otherGroup }) => ({ ...interfaceTo("ssm"), securityGroupIds: [otherGroup.id] }),
    /Security group \S+ and network \S+ belong to different networks/,
  ],
  [
    "has subnets of its network",
    ({ a }) => ({ ...interfaceTo("ssm"), subnetIds: [a.id] }),
    ({ land, other }) => ({
      ...interfaceTo("ssm"),
      subnetIds: [land.make(types.subnet, { vpcId: other.id, cidrBlock: "10.1.0.0/24" }).id],
    }),
    /Subnet \S+ and network \S+ belong to different networks/,
  ],
  ["has a policy that is JSON", { policy: '{"Statement":[]}' }, { policy: "{" }, /invalid JSON/],
]);

function twice({ land, vpc, table }: Scene) {
  land.make(types.vpcEndpoint, { vpcId: vpc.id, ...gatewayTo("s3"), routeTableIds: [table.id] });
  return { routeTableIds: [table.id] };
}

function tabled({ table }: Scene) {
  return { ...interfaceTo("ssm"), routeTableIds: [table.id] };
}

rules(
  types.vpcPeeringConnection,
  scene,
  ({ vpc, other }: Scene) => ({ vpcId: vpc.id, peerVpcId: other.id, autoAccept: true }),
  [
    ["is with another network", {}, ({ vpc }) => ({ peerVpcId: vpc.id }), /overlapping CIDR/],
    [
      "is with a network of the region, unless it says so",
      ({ far }) => ({ peerVpcId: far.id, peerRegion: FAR, autoAccept: undefined }),
      ({ far }) => ({ peerVpcId: far.id }),
      /InvalidVpcID\.NotFound/,
    ],
    ["is accepted by itself in one region only", {}, { peerRegion: FAR }, /`peer_region` cannot be set/],
  ],
);

function routed({ land, table, gateway }: Scene) {
  land.make(types.route, { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id });
  return {};
}

function associated({ land, table, b }: Scene) {
  land.make(types.routeTableAssociation, { routeTableId: table.id, subnetId: b.id });
  return {};
}
