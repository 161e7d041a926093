import type { CheckFailure, Model, Props, ResourceWorld } from "@isobar/sandbox";
import { common, createDate, ec2Id, regionalArn } from "../aws";
import { type Fail, refusing, refusingDelete } from "../failure";
import { checkArn, checkRange, isSet, known } from "../known";
import { ec2Tagging, inRegion, onOwn, volumeKey } from "../permissions";
import { BASE_IOPS, BASE_THROUGHPUT, checkVolume } from "../rules/volumes";
import { types } from "../types";
import { zonesOf } from "../zones";

const WITH_MULTI_ATTACH = ["io1", "io2"];

export const volume: Model = {
  type: types.volume,
  permissions: (inputs) => [
    inRegion("ec2:CreateVolume", "ec2:DescribeVolumes", "ec2:DescribeVolumesModifications"),
    onOwn(inputs, "ec2:ModifyVolume", "ec2:DeleteVolume"),
    ...(inputs.finalSnapshot ? [inRegion("ec2:CreateSnapshot", "ec2:DescribeSnapshots")] : []),
    ...volumeKey(inputs.kmsKeyId),
    ...ec2Tagging(inputs),
  ],
  immutable: ["availabilityZone", "encrypted", "kmsKeyId", "multiAttachEnabled", "outpostArn", "region", "snapshotId"],
  check,
  id: (_, world) => ec2Id(world, "vol"),
  refuse: (inputs, world) => {
    const fail = refusing(types.volume, inputs, world);
    return refuseZone(inputs, world, fail) ?? refuseKey(inputs, fail) ?? refuseShrinking(inputs, world, fail);
  },
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `volume/${world.id}`),
    createTime: createDate(world),
    encrypted: inputs.encrypted ?? false,
    finalSnapshot: inputs.finalSnapshot ?? false,
    type: typeOf(inputs),
    ...speedOf(inputs),
  }),
  refuseDelete: (resource, world) => {
    const { id } = resource;
    const attached = world.list(types.volumeAttachment, ["volumeId", id])[0];
    return attached
      ? refusingDelete(resource)("VolumeInUse", `Volume ${id} is currently attached to ${attached.inputs.instanceId}`)
      : undefined;
  },
};

function typeOf({ type }: Props): string {
  return String(type ?? "gp2");
}

function speedOf(inputs: Props): Props {
  if (typeOf(inputs) !== "gp3") return {};
  return { iops: inputs.iops ?? BASE_IOPS, throughput: inputs.throughput ?? BASE_THROUGHPUT };
}

function check(inputs: Props): CheckFailure[] {
  const type = typeOf(inputs);
  const failures = [...checkVolume("", inputs, type), ...checkArn("kmsKeyId", inputs.kmsKeyId)];
  failures.push(...checkRange("volumeInitializationRate", inputs.volumeInitializationRate, 100, 300));
  const snapshot = known(inputs.snapshotId);
  if (snapshot !== undefined && !/^snap-[0-9a-f]+$/.test(snapshot)) {
    const reason = `InvalidParameterValue: Value (${snapshot}) for parameter snapshotId is invalid. Expected: 'snap-...'`;
    failures.push({ property: "snapshotId", reason });
  }
  if (!isSet(inputs.size) && !isSet(inputs.snapshotId)) {
    failures.push({ property: "size", reason: '"size": one of `size,snapshot_id` must be specified' });
  }
  if (inputs.multiAttachEnabled === true && !WITH_MULTI_ATTACH.includes(type)) {
    const reason = `'multi_attach_enabled' must not be set when 'type' is '${type}'`;
    failures.push({ property: "multiAttachEnabled", reason });
  }
  return failures;
}

function refuseZone({ availabilityZone }: Props, { region }: ResourceWorld, fail: Fail): string | undefined {
  const zone = String(availabilityZone);
  const isLocal = zone.startsWith(`${region}-`) && zone.length > `${region}a`.length;
  return zonesOf(region).includes(zone) || isLocal
    ? undefined
    : fail("InvalidZone.NotFound", `The zone '${zone}' does not exist.`);
}

/** "CreateVolume". */
function refuseKey({ kmsKeyId, encrypted }: Props, fail: Fail): string | undefined {
  return isSet(kmsKeyId) && encrypted !== true
    ? fail("InvalidParameterDependency", "The parameter KmsKeyId requires the parameter Encrypted to be set.")
    : undefined;
}

/** "ModifyVolume". */
function refuseShrinking({ size }: Props, { previous }: ResourceWorld, fail: Fail): string | undefined {
  return Number(previous.size ?? 0) > Number(size)
    ? fail("InvalidParameterValue", "New size cannot be smaller than existing size")
    : undefined;
}
