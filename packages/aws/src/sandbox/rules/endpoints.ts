import type { Props, World } from "@isobar/sandbox";
import { dnsSuffix, texts } from "../aws";
import type { Fail } from "../failure";
import { vpcOfGroup, vpcOfSubnet, vpcOfTable } from "../networks";
import { types } from "../types";

/** "Gateway endpoints": the only services that have them. */
const WITH_GATEWAY = ["s3", "dynamodb"];

const SERVICE = /^(?:cn\.)?com\.amazonaws\.([a-z]{2}(?:-[a-z]+)+-\d)\.(.+)$/;

/** Refuses a service of another region, and a kind of endpoint that it doesn't have. */
export function refuseService({ serviceName, serviceRegion, vpcEndpointType }: Props, world: World, fail: Fail) {
  const [, region, service = ""] = SERVICE.exec(String(serviceName)) ?? [];
  if (region === undefined) return undefined;
  if (region !== (serviceRegion ?? world.region)) {
    return fail("InvalidServiceName", `The Vpc Endpoint Service '${serviceName}' does not exist`);
  }
  const gateway = (vpcEndpointType ?? "Gateway") === "Gateway";
  return gateway && !WITH_GATEWAY.includes(service)
    ? fail("InvalidParameter", "Endpoint type (Gateway) does not match available service types ([Interface]).")
    : undefined;
}

/** "CreateVpcEndpoint": what each kind of endpoint is made of. */
export function refuseParts(inputs: Props, fail: Fail): string | undefined {
  const { vpcEndpointType = "Gateway", routeTableIds, subnetIds, securityGroupIds, privateDnsEnabled } = inputs;
  if (vpcEndpointType !== "Gateway") {
    return texts(routeTableIds).length > 0
      ? fail("InvalidParameter", "Route table IDs are only supported for Gateway type VPC Endpoint.")
      : undefined;
  }
  if (texts(subnetIds).length > 0) {
    const reason = "Subnet IDs are only supported for Interface and GatewayLoadBalancer type VPC Endpoints.";
    return fail("InvalidParameter", reason);
  }
  if (texts(securityGroupIds).length > 0) {
    return fail("InvalidParameter", "Security group IDs are only supported for Interface type VPC Endpoint.");
  }
  return privateDnsEnabled === true
    ? fail("InvalidParameter", "Private DNS is only supported for Interface type VPC Endpoint.")
    : undefined;
}

/** "CreateVpcEndpoint": all that an endpoint names is in its network. */
export function refuseForeign(inputs: Props, world: World, fail: Fail): string | undefined {
  const { vpcId, routeTableIds, subnetIds, securityGroupIds } = inputs;
  const named: (readonly [what: string, id: string, vpcId: unknown])[] = [
    ...texts(routeTableIds).map((id) => ["Route table", id, vpcOfTable(world, id)] as const),
    ...texts(subnetIds).map((id) => ["Subnet", id, vpcOfSubnet(world, id)] as const),
    ...texts(securityGroupIds).map((id) => ["Security group", id, vpcOfGroup(world, id)] as const),
  ];
  const foreign = named.find(([, , own]) => own !== vpcId);
  return (
    foreign && fail("InvalidParameter", `${foreign[0]} ${foreign[1]} and network ${vpcId} belong to different networks`)
  );
}

/** Refuses what two endpoints of one network can't both have, and what the network doesn't allow. */
export function refuseClash(inputs: Props, world: World, fail: Fail): string | undefined {
  const others = world
    .list(types.vpcEndpoint)
    .map((other) => other.inputs)
    .filter(({ vpcId, serviceName }) => vpcId === inputs.vpcId && serviceName === inputs.serviceName);
  if (inputs.vpcEndpointType === "Interface") {
    return refuseZones(inputs, world, fail) ?? refuseNames(inputs, others, world, fail);
  }
  const taken = others.flatMap(({ routeTableIds }) => texts(routeTableIds));
  const table = texts(inputs.routeTableIds).find((id) => taken.includes(id));
  return table === undefined
    ? undefined
    : fail(
        "RouteAlreadyExists",
        `route table ${table} already has a route with destination-prefix-list-id of ${inputs.serviceName}`,
      );
}

/** "Interface endpoint considerations": one subnet in each zone. */
function refuseZones({ subnetIds }: Props, world: World, fail: Fail): string | undefined {
  const ids = texts(subnetIds);
  const zones = ids.map((id) => world.find(types.subnet, id)?.outputs.availabilityZone);
  const at = zones.findIndex((zone, index) => zones.indexOf(zone) !== index);
  return at < 0
    ? undefined
    : fail(
        "DuplicateSubnetsInSameZone",
        `Found another VPC endpoint subnet in the availability zone of ${ids[at]}. VPC endpoint subnets should be in different availability zones supported by the VPC endpoint service.`,
      );
}

/** "Private DNS names for interface endpoints". */
function refuseNames(inputs: Props, others: readonly Props[], world: World, fail: Fail): string | undefined {
  const { vpcId, serviceName, privateDnsEnabled } = inputs;
  if (privateDnsEnabled !== true) return undefined;
  const vpc = world.find(types.vpc, String(vpcId))?.outputs;
  if (vpc?.enableDnsSupport === false || vpc?.enableDnsHostnames === false) {
    return fail(
      "InvalidParameter",
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpcId}`,
    );
  }
  const [, , service = ""] = SERVICE.exec(String(serviceName)) ?? [];
  const domain = `${service.split(".").reverse().join(".")}.${world.region}.${dnsSuffix(world.region)}`;
  return others.some((other) => other.privateDnsEnabled === true)
    ? fail(
        "InvalidParameter",
        `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${domain} in the VPC ${vpcId}`,
      )
    : undefined;
}
