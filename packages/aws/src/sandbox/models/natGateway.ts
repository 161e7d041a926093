import type { CheckFailure, Model, Props, ResourceWorld, World } from "@isobar/sandbox";
import { privateAddress } from "../addresses";
import { common, ec2Id } from "../aws";
import { type Fail, refusing } from "../failure";
import { checkConflicts, checkEnum, isSet, snake } from "../known";
import { hasInternetGateway, vpcOfSubnet } from "../networks";
import { ec2Tagging, inRegion, onOwn, serviceLinkedRole } from "../permissions";
import { missing } from "../references";
import { types } from "../types";
import { refuseAddresses } from "./networkInterface";

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
      refusePlace(inputs, fail) ??
      missing(world, fail, types.vpc, inputs.vpcId) ??
      missing(world, fail, types.subnet, inputs.subnetId) ??
      missing(world, fail, types.address, inputs.allocationId) ??
      (world.id === undefined ? refuseAddresses([inputs.privateIp], inputs.subnetId, world, fail) : undefined) ??
      (isPublic(inputs) ? refusePublic(inputs, world, fail) : undefined)
    );
  },
  outputs: (inputs, world) => {
    return {
      ...common(inputs, world),
      availabilityMode: inputs.availabilityMode ?? "zonal",
      connectivityType: inputs.connectivityType ?? "public",
      vpcId: inputs.vpcId ?? vpcOfSubnet(world, inputs.subnetId),
      ...(inputs.availabilityMode === "regional" ? {} : placed(inputs, world)),
    };
  },
};

/** What a gateway has that is in a subnet. */
function placed(inputs: Props, world: ResourceWorld): Props {
  const chosen = () => inputs.privateIp ?? privateAddress(world, inputs.subnetId, types.natGateway, inputs);
  return {
    ...(isSet(inputs.allocationId) && {
      associationId: world.keep("associationId", () => ec2Id(world, "eipassoc")),
      publicIp: world.find(types.address, String(inputs.allocationId))?.outputs.publicIp,
    }),
    networkInterfaceId: world.keep("networkInterfaceId", () => ec2Id(world, "eni")),
    privateIp: world.keep("privateIp", chosen),
  };
}

function check(inputs: Props): CheckFailure[] {
  const { connectivityType } = inputs;
  const failures = [
    ...checkEnum("connectivityType", connectivityType, ["private", "public"]),
    ...checkEnum("availabilityMode", inputs.availabilityMode, ["zonal", "regional"]),
  ];
  const odd =
    connectivityType === "private" ? ["allocationId", "secondaryAllocationIds"] : ["secondaryPrivateIpAddressCount"];
  for (const property of odd.filter((name) => isSet(inputs[name]) && !isEmpty(inputs[name]))) {
    const type = connectivityType ?? "public";
    failures.push({ property, reason: `${snake(property)} is not supported with connectivity_type = "${type}"` });
  }
  return [...failures, ...checkConflicts(inputs, "secondaryPrivateIpAddressCount", ["secondaryPrivateIpAddresses"])];
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** "CreateNatGateway": one of a zone is in a subnet, one of a whole region in a network. */
function refusePlace({ availabilityMode, subnetId, vpcId }: Props, fail: Fail): string | undefined {
  const regional = availabilityMode === "regional";
  if (regional && isSet(subnetId)) {
    return fail("InvalidParameter", "SubnetId must not be specified for a regional NAT gateway");
  }
  const [name, given] = regional ? ["VpcId", vpcId] : ["SubnetId", subnetId];
  return isSet(given) ? undefined : fail("MissingParameter", `The request must contain the parameter ${name}`);
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
