import type { Model, Props, World } from "@isobar/sandbox";
import { ec2Id } from "../aws";
import { type Fail, refusing } from "../failure";
import { checkExactlyOne, isSet } from "../known";
import { missingTable, vpcOfSubnet, vpcOfTable } from "../networks";
import { inRegion } from "../permissions";
import { missing } from "../references";
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
  check: (inputs) => checkExactlyOne(inputs, ["subnetId", "gatewayId"]),
  id: (_, world) => ec2Id(world, "rtbassoc"),
  refuse: (inputs, world) => {
    const fail = refusing(types.routeTableAssociation, inputs, world);
    const { routeTableId, subnetId } = inputs;
    const other = world.list(types.routeTableAssociation).find((it) => subnetId && it.inputs.subnetId === subnetId);
    if (other) {
      return fail(
        "Resource.AlreadyAssociated",
        `the specified association for route table ${routeTableId} conflicts with an existing association`,
      );
    }
    return (
      missingTable(world, fail, routeTableId) ??
      missing(world, fail, types.subnet, subnetId) ??
      refuseForeignTable(inputs, world, fail)
    );
  },
  outputs: (_, { region }) => ({ region }),
};

/** "Subnet route tables" and "Gateway route tables". */
function refuseForeignTable({ routeTableId, subnetId, gatewayId }: Props, world: World, fail: Fail) {
  const [what, vpcId] = isSet(subnetId)
    ? [`subnet ${subnetId}`, vpcOfSubnet(world, subnetId)]
    : [`network gateway ${gatewayId}`, world.find(types.internetGateway, String(gatewayId))?.inputs.vpcId];
  return vpcId === undefined || vpcOfTable(world, routeTableId) === vpcId
    ? undefined
    : fail("InvalidParameterValue", `Route table ${routeTableId} and ${what} belong to different networks`);
}
