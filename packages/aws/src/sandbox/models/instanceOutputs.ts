import type { Props, ResourceWorld } from "@isobar/sandbox";
import { privateAddress, privateName, publicAddress, publicName } from "../addresses";
import { common, ec2Id, regionalArn } from "../aws";
import { rootDeviceOf } from "../images";
import { object } from "../known";
import { vpcOfSubnet } from "../networks";
import { types } from "../types";
import { zonesOf } from "../zones";
import { isSpot, spotOutputs } from "./instanceSpot";
import { cardOf } from "./networkInterface";

export function outputs(inputs: Props, world: ResourceWorld & { readonly id: string }): Props {
  const { region } = world;
  const card = cardOf(inputs);
  const given = card === undefined ? undefined : world.find(types.networkInterface, card);
  const subnetId = inputs.subnetId ?? given?.outputs.subnetId;
  const subnet = world.find(types.subnet, String(subnetId));
  const chosen = () => inputs.privateIp ?? privateAddress(world, subnetId, types.instance, inputs);
  const privateIp = String(given?.outputs.privateIp ?? world.keep("privateIp", chosen));
  const instanceState = stateOf(inputs, world);
  const publicIp = publicIpOf(inputs, world, instanceState, subnet?.outputs.mapPublicIpOnLaunch === true);
  return {
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `instance/${world.id}`),
    associatePublicIpAddress: publicIp !== undefined,
    availabilityZone: subnet?.outputs.availabilityZone ?? inputs.availabilityZone ?? zonesOf(region)[0],
    disableApiTermination: inputs.disableApiTermination ?? false,
    instanceState,
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
    vpcSecurityGroupIds: inputs.vpcSecurityGroupIds ?? given?.inputs.securityGroups ?? defaultGroups(subnetId, world),
  };
}

/** "Default security groups for your VPCs". */
function defaultGroups(subnetId: unknown, world: ResourceWorld): unknown[] {
  const vpc = world.find(types.vpc, String(vpcOfSubnet(world, subnetId)));
  return vpc ? [vpc.outputs.defaultSecurityGroupId] : [];
}

/** Changes of these stop the machine, and start it again whatever it was before. */
const RESTARTING = ["instanceType", "userData", "userDataBase64"];

function stateOf(inputs: Props, { previous }: ResourceWorld): string {
  const restarted = RESTARTING.some((name) => inputs[name] !== previous[name]);
  return previous.instanceState === "stopped" && !restarted ? "stopped" : "running";
}

/** A machine that is stopped loses the address that it did not keep by itself: "Instance lifecycle". */
function publicIpOf(inputs: Props, world: ResourceWorld, state: string, mapped: boolean): string | undefined {
  const card = cardOf(inputs);
  if (card !== undefined) {
    const given = [
      ...world
        .list(types.addressAssociation)
        .filter(({ inputs: { networkInterfaceId } }) => networkInterfaceId === card),
      ...world.list(types.address).filter(({ inputs: { networkInterface } }) => networkInterface === card),
    ];
    return given[0]?.outputs.publicIp as string | undefined;
  }
  if (state === "stopped" || (inputs.associatePublicIpAddress ?? mapped) !== true) return undefined;
  const former = world.keep("publicIp", () => "");
  return former === "" ? publicAddress(world) : former;
}

function rootBlockDevice(inputs: Props, world: ResourceWorld): Props {
  const previous = object(world.previous.rootBlockDevice);
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
    ...object(inputs.rootBlockDevice),
    deviceName: rootDeviceOf(world.region, inputs.ami),
    volumeId: previous.volumeId ?? ec2Id(world, "vol"),
  };
}
