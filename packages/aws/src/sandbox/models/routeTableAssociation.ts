import type { Model, World } from "@isobar/sandbox";
import { ec2Id, missing } from "../aws";
import { inRegion } from "../permissions";
import { types } from "../types";

export const routeTableAssociation: Model = {
  type: types.routeTableAssociation,
  permissions: [
    inRegion(
      "ec2:AssociateRouteTable",
      "ec2:ReplaceRouteTableAssociation",
      "ec2:DisassociateRouteTable",
      "ec2:DescribeRouteTables",
    ),
  ],
  immutable: ["gatewayId", "region", "subnetId"],
  id: (_, world) => ec2Id(world, "rtbassoc"),
  refuse: ({ routeTableId, subnetId }, world) => {
    const other = world.list(types.routeTableAssociation).find((it) => subnetId && it.inputs.subnetId === subnetId);
    if (other) {
      return `api error Resource.AlreadyAssociated: the specified association for route table ${routeTableId} conflicts with an existing association`;
    }
    return (
      missing(world, types.routeTable, routeTableId, "InvalidRouteTableID.NotFound", "routeTable ID") ??
      missing(world, types.subnet, subnetId, "InvalidSubnetID.NotFound", "subnet ID") ??
      refuseForeignTable(routeTableId, subnetId, world)
    );
  },
  outputs: (_, { region }) => ({ region }),
};

function refuseForeignTable(routeTableId: unknown, subnetId: unknown, world: World): string | undefined {
  const [table, subnet] = [
    world.find(types.routeTable, String(routeTableId)),
    world.find(types.subnet, String(subnetId)),
  ];
  return !table || !subnet || table.inputs.vpcId === subnet.inputs.vpcId
    ? undefined
    : `api error InvalidParameterValue: Route table ${routeTableId} and subnet ${subnetId} belong to different networks`;
}
