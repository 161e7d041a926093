import type { World } from "@isobar/sandbox";
import { types } from "./types";

/** True if addresses of a VPC can be reached from outside. */
export function hasInternetGateway(world: World, vpcId: string): boolean {
  return world.list(types.internetGateway).some((gateway) => gateway.inputs.vpcId === vpcId);
}
