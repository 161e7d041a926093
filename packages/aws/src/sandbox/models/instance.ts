import type { Model, Props, ResourceWorld } from "@isobar/sandbox";
import { ec2Id } from "../aws";
import { type Fail, refusing, refusingDelete } from "../failure";
import { object } from "../known";
import { refuseGroups } from "../networks";
import { missing } from "../references";
import { reclaimed } from "../rules/machine-end";
import { types } from "../types";
import { machineType } from "../zones";
import { checkInstance } from "./instanceCheck";
import { outputs } from "./instanceOutputs";
import { instancePermissions } from "./instancePermissions";
import { isSpot, refuseSpotResize } from "./instanceSpot";
import { refuseImage, refuseType } from "./instanceType";
import { cardOf, refuseAddresses, refuseIpv6 } from "./networkInterface";

const IMMUTABLE = [
  "ami",
  "associatePublicIpAddress",
  "availabilityZone",
  "cpuOptions",
  "ebsBlockDevices.deleteOnTermination",
  "ebsBlockDevices.deviceName",
  "ebsBlockDevices.encrypted",
  "ebsBlockDevices.iops",
  "ebsBlockDevices.kmsKeyId",
  "ebsBlockDevices.snapshotId",
  "ebsBlockDevices.throughput",
  "ebsBlockDevices.volumeSize",
  "ebsBlockDevices.volumeType",
  "ebsOptimized",
  "enclaveOptions",
  "ephemeralBlockDevices",
  "hibernation",
  "hostId",
  "instanceMarketOptions",
  "ipv6Addresses",
  "keyName",
  "launchTemplate.id",
  "launchTemplate.name",
  "networkInterfaces",
  "placementGroup",
  "placementPartitionNumber",
  "primaryNetworkInterface",
  "privateDnsNameOptions",
  "privateIp",
  "region",
  "rootBlockDevice.encrypted",
  "rootBlockDevice.kmsKeyId",
  "securityGroups",
  "subnetId",
  "tenancy",
];

export const instance: Model = {
  type: types.instance,
  permissions: instancePermissions,
  immutable,
  check: checkInstance,
  id: (_, world) => ec2Id(world, "i"),
  refuse: (inputs, world) => {
    const fail = refusing(types.instance, inputs, world);
    return (
      missing(world, fail, types.subnet, inputs.subnetId) ??
      missing(world, fail, types.networkInterface, cardOf(inputs)) ??
      refuseZone(inputs, world, fail) ??
      refuseGroups(inputs.vpcSecurityGroupIds, inputs.subnetId, world, fail) ??
      refuseUsedCard(inputs, world, fail) ??
      refuseIpv6(inputs, inputs.subnetId, world, fail) ??
      refuseShrinking(inputs, world, fail) ??
      refuseProfile(inputs, world, fail) ??
      refuseType(inputs, world, fail) ??
      refuseImage(inputs, world, fail) ??
      (isSpot(inputs) ? refuseSpotResize(inputs, world, fail) : undefined) ??
      // One that is there already has its address.
      (world.id === undefined && cardOf(inputs) === undefined
        ? refuseAddresses([inputs.privateIp], inputs.subnetId, world, fail)
        : undefined)
    );
  },
  outputs,
  refuseDelete: (resource) => {
    const { id, inputs } = resource;
    return inputs.disableApiTermination === true && inputs.forceDestroy !== true
      ? refusingDelete(resource)(
          "OperationNotPermitted",
          `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
        )
      : undefined;
  },
  reclaim: (resource, world) => (isSpot(resource.inputs) ? reclaimed(resource, world) : undefined),
};

/** A type of another architecture needs another image; a script is run anew where the program says so. */
function immutable(before: Props, _: Props, after: Props): string[] {
  const [old, wished] = [before, after].map(({ instanceType }) => machineType(instanceType)?.arch);
  const moves = old !== undefined && wished !== undefined && old !== wished;
  return [
    ...IMMUTABLE,
    ...(moves ? ["instanceType"] : []),
    ...(after.userDataReplaceOnChange === true ? ["userData", "userDataBase64"] : []),
  ];
}

/** "Using instance profiles". */
function refuseProfile({ iamInstanceProfile: name }: Props, world: ResourceWorld, fail: Fail): string | undefined {
  if (name === undefined) return undefined;
  const profile = world.find(types.instanceProfile, String(name));
  if (profile === undefined) {
    const reason = `Value (${name}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`;
    return fail("InvalidParameterValue", reason);
  }
  return profile.inputs.role === undefined
    ? fail("InvalidParameterValue", `IAM Instance Profile "${profile.outputs.arn}" has no associated IAM Roles`)
    : undefined;
}

/** "RunInstances": a machine is in the zone of its subnet. */
function refuseZone({ availabilityZone: wished, subnetId }: Props, world: ResourceWorld, fail: Fail) {
  const zone = world.find(types.subnet, String(subnetId))?.outputs.availabilityZone;
  if (wished === undefined || zone === undefined || wished === zone) return undefined;
  const reason = `Value (${wished}) for parameter availabilityZone is invalid. Subnet '${subnetId}' is in the availability zone ${zone}`;
  return fail("InvalidParameterValue", reason);
}

function refuseUsedCard(inputs: Props, world: ResourceWorld, fail: Fail): string | undefined {
  const card = cardOf(inputs);
  const used = card !== undefined && world.list(types.instance).some((other) => cardOf(other.inputs) === card);
  return used ? fail("InvalidNetworkInterface.InUse", `Interface: [${card}] in use.`) : undefined;
}

/** "ModifyVolume". */
function refuseShrinking({ rootBlockDevice }: Props, { previous }: ResourceWorld, fail: Fail): string | undefined {
  const size = (disk: unknown) => Number(object(disk).volumeSize ?? 0);
  const wished = size(rootBlockDevice);
  return wished > 0 && wished < size(previous.rootBlockDevice)
    ? fail("InvalidParameterValue", "New size cannot be smaller than existing size")
    : undefined;
}
