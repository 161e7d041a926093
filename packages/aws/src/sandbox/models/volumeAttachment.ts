import { crc32 } from "node:zlib";
import type { Model, Props, World } from "@isobar/sandbox";
import { missing } from "../aws";
import { inRegion, onOwn, ownerOf } from "../permissions";
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
  check: ({ deviceName }) =>
    typeof deviceName === "string" && !DEVICE_NAME.test(deviceName)
      ? [{ property: "deviceName", reason: `Value (${deviceName}) for parameter device is invalid.` }]
      : [],
  id: (inputs) => attachmentId(inputs),
  refuse: (inputs, world) =>
    missing(world, types.instance, inputs.instanceId, "InvalidInstanceID.NotFound", "instance ID") ??
    missing(world, types.volume, inputs.volumeId, "InvalidVolume.NotFound", "volume") ??
    refuseZone(inputs, world) ??
    refuseTaken(inputs, world),
  outputs: (_, world) => ({ region: world.region }),
};

/** The id that the provider makes of the three. */
function attachmentId({ deviceName, instanceId, volumeId }: Props): string {
  return `vai-${crc32(`${deviceName}-${instanceId}-${volumeId}-`)}`;
}

function refuseZone({ instanceId, volumeId }: Props, world: World): string | undefined {
  const machine = world.find(types.instance, String(instanceId))?.outputs.availabilityZone;
  const disk = world.find(types.volume, String(volumeId))?.outputs.availabilityZone;
  return machine === disk
    ? undefined
    : `attaching EBS Volume (${volumeId}) to EC2 Instance (${instanceId}): api error InvalidVolume.ZoneMismatch: The volume '${volumeId}' is not in the same availability zone as instance '${instanceId}'`;
}

function refuseTaken(inputs: Props, world: World): string | undefined {
  const { deviceName, instanceId, volumeId } = inputs;
  const own = attachmentId(inputs);
  const others = world.list(types.volumeAttachment).filter(({ id }) => id !== own);
  const failed = `attaching EBS Volume (${volumeId}) to EC2 Instance (${instanceId}): api error`;
  if (others.some((other) => other.inputs.volumeId === volumeId)) {
    return `${failed} VolumeInUse: ${volumeId} is already attached to an instance`;
  }
  const named = (other: { readonly inputs: Props }) =>
    other.inputs.instanceId === instanceId && other.inputs.deviceName === deviceName;
  return others.some(named)
    ? `${failed} InvalidParameterValue: Invalid value '${deviceName}' for unixDevice. Attachment point ${deviceName} is already in use`
    : undefined;
}
