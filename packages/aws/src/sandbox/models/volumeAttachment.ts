import { crc32 } from "node:zlib";
import type { Model, Props, World } from "@isobar/sandbox";
import { type Fail, refusing } from "../failure";
import { known, object } from "../known";
import { inRegion, onOwn, ownerOf } from "../permissions";
import { missing } from "../references";
import { types } from "../types";

/** "Device names for volumes on Amazon EC2 instances". */
const DEVICE_NAME = /^(\/dev\/)?(sd[a-z]([1-9]|1[0-5])?|xvd[a-z]|xvd[a-d][a-z])$/;

export const volumeAttachment: Model = {
  type: types.volumeAttachment,
  permissions: ({ volumeId, instanceId, stopInstanceBeforeDetaching }, asked) => {
    const machine = ownerOf(instanceId, types.instance, asked);
    const disk = ownerOf(volumeId, types.volume, asked);
    const both = machine.tags === undefined ? {} : disk;
    return [
      inRegion("ec2:DescribeInstances", "ec2:DescribeVolumes"),
      onOwn(both, "ec2:AttachVolume", "ec2:DetachVolume"),
      ...(stopInstanceBeforeDetaching ? [onOwn(machine, "ec2:StopInstances")] : []),
    ];
  },
  immutable: ["deviceName", "instanceId", "region", "volumeId"],
  check: ({ deviceName }) => {
    const name = known(deviceName);
    return name !== undefined && !DEVICE_NAME.test(name)
      ? [{ property: "deviceName", reason: `Value (${name}) for parameter device is invalid.` }]
      : [];
  },
  id: (inputs) => attachmentId(inputs),
  refuse: (inputs, world) => {
    const fail = refusing(types.volumeAttachment, inputs, world);
    return (
      missing(world, fail, types.instance, inputs.instanceId) ??
      missing(world, fail, types.volume, inputs.volumeId) ??
      refuseZone(inputs, world, fail) ??
      refuseTaken(inputs, world, fail)
    );
  },
  outputs: (_, world) => ({ region: world.region }),
};

/** The id that the provider makes of the three. */
function attachmentId({ deviceName, instanceId, volumeId }: Props): string {
  return `vai-${crc32(`${deviceName}-${instanceId}-${volumeId}-`)}`;
}

function refuseZone({ instanceId, volumeId }: Props, world: World, fail: Fail): string | undefined {
  const machine = world.find(types.instance, String(instanceId))?.outputs.availabilityZone;
  const disk = world.find(types.volume, String(volumeId))?.outputs.availabilityZone;
  return machine === disk
    ? undefined
    : fail(
        "InvalidVolume.ZoneMismatch",
        `The volume '${volumeId}' is not in the same availability zone as instance '${instanceId}'`,
      );
}

function refuseTaken(inputs: Props, world: World, fail: Fail): string | undefined {
  const { deviceName, instanceId, volumeId } = inputs;
  const own = attachmentId(inputs);
  const others = world.list(types.volumeAttachment).filter(({ id }) => id !== own);
  const shared = world.find(types.volume, String(volumeId))?.inputs.multiAttachEnabled === true;
  if (!shared && others.some((other) => other.inputs.volumeId === volumeId)) {
    return fail("VolumeInUse", `${volumeId} is already attached to an instance`);
  }
  const named = (other: { readonly inputs: Props }) =>
    other.inputs.instanceId === instanceId && other.inputs.deviceName === deviceName;
  const machine = world.find(types.instance, String(instanceId));
  return others.some(named) || object(machine?.outputs.rootBlockDevice).deviceName === deviceName
    ? fail(
        "InvalidParameterValue",
        `Invalid value '${deviceName}' for unixDevice. Attachment point ${deviceName} is already in use`,
      )
    : undefined;
}
