import type { CheckFailure, Model, Props, ResourceWorld } from "@isobar/sandbox";
import { privateAddress, privateName, publicAddress, publicName } from "../addresses";
import { common, ec2Id, missing, regionalArn, texts } from "../aws";
import { missingGroup, refuseForeignGroup } from "../networks";
import { types } from "../types";
import { offers } from "../zones";
import { instancePermissions } from "./instancePermissions";
import { checkSpot, isSpot, refuseSpotResize, spotOutputs } from "./instanceSpot";
import { cardOf } from "./networkInterface";

/** "Run commands when you launch an EC2 instance with user data input". */
const MAX_USER_DATA = 16_384;

export const instance: Model = {
  type: types.instance,
  permissions: instancePermissions,
  immutable: [
    "ami",
    "associatePublicIpAddress",
    "availabilityZone",
    "cpuOptions",
    "enclaveOptions",
    "hibernation",
    "instanceMarketOptions",
    "ipv6AddressCount",
    "ipv6Addresses",
    "keyName",
    "primaryNetworkInterface",
    "privateDnsNameOptions",
    "privateIp",
    "region",
    "rootBlockDevice.encrypted",
    "rootBlockDevice.kmsKeyId",
    "securityGroups",
    "subnetId",
    "tenancy",
  ],
  check,
  id: (_, world) => ec2Id(world, "i"),
  refuse: (inputs, world) =>
    missing(world, types.subnet, inputs.subnetId, "InvalidSubnetID.NotFound", "subnet ID") ??
    missing(
      world,
      types.networkInterface,
      cardOf(inputs),
      "InvalidNetworkInterfaceID.NotFound",
      "networkInterface ID",
    ) ??
    texts(inputs.vpcSecurityGroupIds)
      .map((id) => missingGroup(world, id))
      .find(Boolean) ??
    refuseForeignGroup(inputs.vpcSecurityGroupIds, inputs.subnetId, world) ??
    refuseUsedCard(inputs, world) ??
    refuseShrinking(inputs, world) ??
    refuseProfile(inputs, world) ??
    refuseType(inputs, world) ??
    (isSpot(inputs) ? refuseSpotResize(inputs, world) : undefined),
  outputs,
  refuseDelete: ({ id, inputs }) =>
    inputs.disableApiTermination === true && inputs.forceDestroy !== true
      ? `terminating EC2 Instance (${id}): api error OperationNotPermitted: The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`
      : undefined,
};

function check(inputs: Props): CheckFailure[] {
  const { ami, userData, primaryNetworkInterface, subnetId } = inputs;
  const failures: CheckFailure[] = [];
  if (typeof ami === "string" && !/^(ami-[0-9a-f]{8}([0-9a-f]{9})?|[0-9a-f]{8}-.*)$/.test(ami)) {
    failures.push({ property: "ami", reason: `InvalidAMIID.Malformed: Invalid id: "${ami}"` });
  }
  if (typeof userData === "string" && Buffer.byteLength(userData) > MAX_USER_DATA) {
    const reason = `expected length of user_data to be in the range (0 - ${MAX_USER_DATA})`;
    failures.push({ property: "userData", reason });
  }
  if (primaryNetworkInterface !== undefined && subnetId !== undefined) {
    failures.push({ property: "primaryNetworkInterface", reason: "conflicts with subnetId" });
  }
  return isSpot(inputs) ? [...failures, ...checkSpot(inputs)] : failures;
}

function refuseProfile({ iamInstanceProfile: name }: Props, world: ResourceWorld): string | undefined {
  if (name === undefined || world.find(types.instanceProfile, String(name))) return undefined;
  return `creating EC2 Instance: api error InvalidParameterValue: Value (${name}) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name`;
}

function refuseType({ instanceType, subnetId }: Props, world: ResourceWorld): string | undefined {
  if (typeof instanceType !== "string" || offers(world.region, instanceType)) return undefined;
  const zone = world.find(types.subnet, String(subnetId))?.outputs.availabilityZone ?? world.region;
  return `creating EC2 Instance: operation error EC2: RunInstances, api error Unsupported: Your requested instance type (${instanceType}) is not supported in your requested Availability Zone (${zone}).`;
}

function refuseUsedCard(inputs: Props, world: ResourceWorld): string | undefined {
  const card = cardOf(inputs);
  const used = card !== undefined && world.list(types.instance).some((other) => cardOf(other.inputs) === card);
  return used
    ? `creating EC2 Instance: api error InvalidNetworkInterface.InUse: Interface: [${card}] in use.`
    : undefined;
}

/** "ModifyVolume". */
function refuseShrinking({ rootBlockDevice }: Props, { previous }: ResourceWorld): string | undefined {
  const size = (disk: unknown) => Number((disk as Props | undefined)?.volumeSize ?? 0);
  const wished = size(rootBlockDevice);
  return wished > 0 && wished < size(previous.rootBlockDevice)
    ? `updating EC2 Instance volume: api error InvalidParameterValue: New size cannot be smaller than existing size`
    : undefined;
}

function outputs(inputs: Props, world: ResourceWorld & { readonly id: string }): Props {
  const { region } = world;
  const card = cardOf(inputs);
  const given = card === undefined ? undefined : world.find(types.networkInterface, card);
  const subnetId = inputs.subnetId ?? given?.outputs.subnetId;
  const subnet = world.find(types.subnet, String(subnetId));
  const privateIp = String(given?.outputs.privateIp ?? world.keep("privateIp", () => privateAddress(world, subnetId)));
  const publicIp = publicIpOf(inputs, world, card, subnet?.outputs.mapPublicIpOnLaunch === true);
  return {
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `instance/${world.id}`),
    associatePublicIpAddress: publicIp !== undefined,
    availabilityZone: subnet?.outputs.availabilityZone,
    disableApiTermination: inputs.disableApiTermination ?? false,
    instanceState: "running",
    ...(isSpot(inputs) ? spotOutputs(world) : {}),
    monitoring: inputs.monitoring ?? false,
    primaryNetworkInterfaceId: card ?? world.keep("primaryNetworkInterfaceId", () => ec2Id(world, "eni")),
    privateDns: privateName(privateIp, region),
    privateIp,
    ...(publicIp === undefined ? {} : { publicDns: publicName(publicIp, region), publicIp }),
    rootBlockDevice: rootBlockDevice(inputs, world),
    sourceDestCheck: inputs.sourceDestCheck ?? true,
    subnetId,
    tenancy: inputs.tenancy ?? "default",
    vpcSecurityGroupIds: inputs.vpcSecurityGroupIds ?? given?.inputs.securityGroups ?? [],
  };
}

function publicIpOf(
  inputs: Props,
  world: ResourceWorld,
  card: string | undefined,
  mapped: boolean,
): string | undefined {
  if (card !== undefined) {
    const given = [
      ...world
        .list(types.addressAssociation)
        .filter(({ inputs: { networkInterfaceId } }) => networkInterfaceId === card),
      ...world.list(types.address).filter(({ inputs: { networkInterface } }) => networkInterface === card),
    ];
    return given[0]?.outputs.publicIp as string | undefined;
  }
  const wanted = inputs.associatePublicIpAddress ?? mapped;
  return wanted === true ? world.keep("publicIp", () => publicAddress(world)) : undefined;
}

function rootBlockDevice(inputs: Props, world: ResourceWorld): Props {
  const previous = (world.previous.rootBlockDevice ?? {}) as Props;
  const defaults = {
    deleteOnTermination: true,
    encrypted: false,
    iops: 3000,
    throughput: 125,
    volumeSize: 8,
    volumeType: "gp3",
  };
  return {
    ...defaults,
    ...(inputs.rootBlockDevice as Props | undefined),
    deviceName: "/dev/sda1",
    volumeId: previous.volumeId ?? ec2Id(world, "vol"),
  };
}
