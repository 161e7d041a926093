import type { Props, World } from "@isobar/sandbox";
import { contains } from "@isobar/sandbox/ranges";
import type { Fail } from "../failure";
import { holderOf, missingCard, vpcOfSubnet } from "../networks";
import { missing } from "../references";
import { types } from "../types";

/** "Route": the inputs of which one says where a route leads. */
export const ROUTE_TARGETS = [
  "carrierGatewayId",
  "coreNetworkArn",
  "egressOnlyGatewayId",
  "gatewayId",
  "localGatewayId",
  "natGatewayId",
  "networkInterfaceId",
  "odbNetworkArn",
  "transitGatewayId",
  "vpcEndpointId",
  "vpcPeeringConnectionId",
] as const;

/** Refuses a route of a network's table that leads nowhere, or where it may not lead. */
export function refuseRoute(route: Props, vpcId: unknown, world: World, fail: Fail): string | undefined {
  return (
    missing(world, fail, types.internetGateway, route.gatewayId) ??
    missing(world, fail, types.natGateway, route.natGatewayId) ??
    missingCard(world, fail, route.networkInterfaceId) ??
    missing(world, fail, types.vpcPeeringConnection, route.vpcPeeringConnectionId) ??
    refuseOwnRange(route, vpcId, world, fail) ??
    refuseOtherFamily(route, fail) ??
    refuseForeignTarget(route, vpcId, world, fail)
  );
}

/** "Route table concepts": traffic within a VPC goes by its local route. */
function refuseOwnRange(route: Props, vpcId: unknown, world: World, fail: Fail): string | undefined {
  const { destinationCidrBlock: destination, gatewayId, vpcPeeringConnectionId } = route;
  const leavesIt = gatewayId ?? vpcPeeringConnectionId;
  const range = world.find(types.vpc, String(vpcId))?.outputs.cidrBlock;
  if (leavesIt === undefined || typeof destination !== "string" || typeof range !== "string") return undefined;
  return contains(range, destination)
    ? fail(
        "InvalidParameterValue",
        `The destination CIDR block ${destination} is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.`,
      )
    : undefined;
}

/** "CreateRoute": an egress-only internet gateway is for IPv6 traffic only. */
function refuseOtherFamily({ destinationCidrBlock, egressOnlyGatewayId: id }: Props, fail: Fail): string | undefined {
  return destinationCidrBlock !== undefined && id !== undefined
    ? fail("InvalidParameterValue", `route with IPv4 destination ${destinationCidrBlock} can't lead to gateway ${id}`)
    : undefined;
}

function refuseForeignTarget(route: Props, vpcId: unknown, world: World, fail: Fail): string | undefined {
  const { routeTableId, gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId } = route;
  const peering = world.find(types.vpcPeeringConnection, String(vpcPeeringConnectionId));
  const card = holderOf(networkInterfaceId, undefined, world);
  const owners: [string, unknown, unknown[]][] = [
    ["network gateway", gatewayId, [world.find(types.internetGateway, String(gatewayId))?.inputs.vpcId]],
    ["nat gateway", natGatewayId, [world.find(types.natGateway, String(natGatewayId))?.outputs.vpcId]],
    ["interface", networkInterfaceId, [vpcOfSubnet(world, card?.outputs.subnetId)]],
    ["peering connection", vpcPeeringConnectionId, [peering?.inputs.vpcId, peering?.inputs.peerVpcId]],
  ];
  const foreign = owners.find(([, id, vpcs]) => id !== undefined && !vpcs.includes(vpcId));
  return foreign
    ? fail(
        "InvalidParameterValue",
        `route table ${routeTableId} and ${foreign[0]} ${foreign[1]} belong to different networks`,
      )
    : undefined;
}
