import type { CheckFailure, Model, Props, World } from "@isobar/sandbox";
import { privateAddress } from "../addresses";
import { common, ec2Id } from "../aws";
import { type Fail, refusing } from "../failure";
import { checkEnum, isSet } from "../known";
import { hasInternetGateway, vpcOfSubnet } from "../networks";
import { ec2Tagging, inRegion, onOwn, serviceLinkedRole } from "../permissions";
import { missing } from "../references";
import { types } from "../types";

export const natGateway: Model = {
  type: types.natGateway,
  permissions: (inputs) => [
    inRegion("ec2:CreateNatGateway", "ec2:DescribeNatGateways"),
    onOwn(inputs, "ec2:DeleteNatGateway"),
    ...ec2Tagging(inputs),
    // "Using service-linked roles for VPC": only gateways of a whole region act in the account's name.
    ...(inputs.availabilityMode === "regional"
      ? [serviceLinkedRole("ec2-nat-gateway.amazonaws.com", "AWSServiceRoleForNATGateway")]
      : []),
  ],
  immutable: ["allocationId", "availabilityMode", "connectivityType", "privateIp", "region", "subnetId", "vpcId"],
  check,
  id: (_, world) => ec2Id(world, "nat"),
  refuse: (inputs, world) => {
    const fail = refusing(types.natGateway, inputs, world);
    return (
      missing(world, fail, types.subnet, inputs.subnetId) ??
      missing(world, fail, types.address, inputs.allocationId) ??
      (isPublic(inputs) ? refusePublic(inputs, world, fail) : undefined)
    );
  },
  outputs: (inputs, world) => {
    const privateIp = world.keep("privateIp", () => privateAddress(world, inputs.subnetId, types.natGateway, inputs));
    return {
      ...common(inputs, world),
      associationId: world.keep("associationId", () => ec2Id(world, "eipassoc")),
      availabilityMode: inputs.availabilityMode ?? "zonal",
      connectivityType: inputs.connectivityType ?? "public",
      networkInterfaceId: world.keep("networkInterfaceId", () => ec2Id(world, "eni")),
      privateIp,
      publicIp: world.find(types.address, String(inputs.allocationId))?.outputs.publicIp,
      vpcId: vpcOfSubnet(world, inputs.subnetId),
    };
  },
};

function check(inputs: Props): CheckFailure[] {
  const { connectivityType, allocationId } = inputs;
  const failures = checkEnum("connectivityType", connectivityType, ["private", "public"]);
  if (connectivityType === "private" && isSet(allocationId)) {
    const reason = '"allocation_id" is not supported with connectivity_type = "private"';
    failures.push({ property: "allocationId", reason });
  }
  return failures;
}

function isPublic({ connectivityType, availabilityMode }: Props): boolean {
  return connectivityType !== "private" && availabilityMode !== "regional";
}

/** "Create a NAT gateway" and "Troubleshoot NAT gateways". */
function refusePublic({ allocationId, subnetId }: Props, world: World, fail: Fail): string | undefined {
  if (!isSet(allocationId)) {
    return fail(
      "MissingParameter",
      "The request must include the AllocationId parameter. Add the required parameter and retry the request.",
    );
  }
  const used = [types.natGateway, types.addressAssociation].some(
    (type) => world.list(type, ["allocationId", allocationId]).length > 0,
  );
  if (used) {
    return fail("Resource.AlreadyAssociated", `Elastic IP address [${allocationId}] is already associated`);
  }
  const vpcId = String(vpcOfSubnet(world, subnetId));
  const state = "waiting for EC2 NAT Gateway create: unexpected state 'failed', wanted target 'available'. last error:";
  return hasInternetGateway(world, vpcId)
    ? undefined
    : `${state} Gateway.NotAttached: Network ${vpcId} has no Internet gateway attached`;
}
