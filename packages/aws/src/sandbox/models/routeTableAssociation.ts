import type { Model } from "@isobar/sandbox";
import { ec2Id, missing } from "../aws";
import { types } from "../types";

export const routeTableAssociation: Model = {
  type: types.routeTableAssociation,
  immutable: ["gatewayId", "region", "subnetId"],
  id: (_, world) => ec2Id(world, "rtbassoc"),
  refuse: ({ routeTableId, subnetId }, world) => {
    const other = world.list(types.routeTableAssociation).find((it) => subnetId && it.inputs.subnetId === subnetId);
    if (other) {
      return `api error Resource.AlreadyAssociated: the specified association for route table ${routeTableId} conflicts with an existing association`;
    }
    return (
      missing(world, types.routeTable, routeTableId, "InvalidRouteTableID.NotFound", "routeTable ID") ??
      missing(world, types.subnet, subnetId, "InvalidSubnetID.NotFound", "subnet ID")
    );
  },
  outputs: (_, { region }) => ({ region }),
};
