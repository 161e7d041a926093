import type { World } from "@isobar/sandbox";
import type { Fail } from "./failure";
import { types } from "./types";

/** The code for what isn't there, and what EC2 calls it. */
const NAMES: Readonly<Record<string, readonly [code: string, what: string]>> = {
  [types.address]: ["InvalidAllocationID.NotFound", "allocation ID"],
  [types.instance]: ["InvalidInstanceID.NotFound", "instance ID"],
  [types.internetGateway]: ["InvalidGatewayID.NotFound", "gateway ID"],
  [types.natGateway]: ["InvalidNatGatewayID.NotFound", "natGateway ID"],
  [types.networkInterface]: ["InvalidNetworkInterfaceID.NotFound", "networkInterface ID"],
  [types.routeTable]: ["InvalidRouteTableID.NotFound", "routeTable ID"],
  [types.securityGroup]: ["InvalidGroup.NotFound", "security group"],
  [types.subnet]: ["InvalidSubnetID.NotFound", "subnet ID"],
  [types.volume]: ["InvalidVolume.NotFound", "volume"],
  [types.vpc]: ["InvalidVpcID.NotFound", "vpc ID"],
  [types.vpcPeeringConnection]: ["InvalidVpcPeeringConnectionID.NotFound", "vpcPeeringConnection ID"],
};

/**
 * A refusal if no resource of that type has the id in the call's region.
 *
 * @param code Where the API has another one than usual.
 */
export function missing(world: World, fail: Fail, type: string, id: unknown, code?: string): string | undefined {
  if (typeof id !== "string" || world.find(type, id)) return undefined;
  const [usual = "", what = ""] = NAMES[type] ?? [];
  return fail(code ?? usual, `The ${what} '${id}' does not exist`);
}

/** The first of several ids that isn't there. */
export function missingOne(world: World, fail: Fail, type: string, ids: readonly string[], code?: string) {
  return ids.map((id) => missing(world, fail, type, id, code)).find(Boolean);
}
