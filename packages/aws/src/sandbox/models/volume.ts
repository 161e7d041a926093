import type { CheckFailure, Model, Props } from "@isobar/sandbox";
import { common, createDate, ec2Id, regionalArn } from "../aws";
import { ec2Tagging, inRegion, onOwn, volumeKey } from "../permissions";
import { types } from "../types";
import { zonesOf } from "../zones";

/** "EbsBlockDevice": the sizes of each type in GiB. */
const SIZES: Readonly<Record<string, readonly [min: number, max: number]>> = {
  gp2: [1, 16_384],
  gp3: [1, 16_384],
  io1: [4, 16_384],
  io2: [4, 65_536],
  st1: [125, 16_384],
  sc1: [125, 16_384],
  standard: [1, 1024],
};
const WITH_IOPS = ["gp3", "io1", "io2"];
const BASE_IOPS = 3000;
const BASE_THROUGHPUT = 125;
const MAX_THROUGHPUT = 1000;
/** "General Purpose SSD volumes". */
const IOPS_PER_GIB = 500;

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
  refuse: ({ availabilityZone, size }, { region, previous }) => {
    const zone = String(availabilityZone);
    const known = zonesOf(region).includes(zone) || zone.length > `${region}a`.length;
    if (!known) return `creating EBS Volume: api error InvalidZone.NotFound: The zone '${zone}' does not exist.`;
    return Number(previous.size ?? 0) > Number(size)
      ? "modifying EBS Volume: api error InvalidParameterValue: New size cannot be smaller than existing size"
      : undefined;
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
  refuseDelete: ({ id }, world) => {
    const attached = world.list(types.volumeAttachment).find(({ inputs }) => inputs.volumeId === id);
    return attached
      ? `deleting EBS Volume (${id}): api error VolumeInUse: Volume ${id} is currently attached to ${attached.inputs.instanceId}`
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
  const { size, iops, throughput } = inputs;
  const type = typeOf(inputs);
  const failures: CheckFailure[] = [];
  const range = SIZES[type];
  if (range === undefined) failures.push({ property: "type", reason: `Unknown parameter value: ${type}` });
  else if (typeof size === "number" && (size < range[0] || size > range[1])) {
    const reason = `Volume of ${size}GiB is ${size < range[0] ? "too small" : "too large"} for volume type ${type}`;
    failures.push({ property: "size", reason });
  }
  if (iops !== undefined && !WITH_IOPS.includes(type)) {
    failures.push({ property: "iops", reason: `'iops' must not be set when 'type' is '${type}'` });
  }
  if (type === "gp3" && typeof size === "number" && Number(iops ?? 0) > Math.max(BASE_IOPS, size * IOPS_PER_GIB)) {
    failures.push({ property: "iops", reason: `Iops to volume size ratio of ${Number(iops) / size} is too high` });
  }
  if (throughput !== undefined && type !== "gp3") {
    failures.push({ property: "throughput", reason: `'throughput' must not be set when 'type' is '${type}'` });
  }
  if (typeof throughput === "number" && (throughput < BASE_THROUGHPUT || throughput > MAX_THROUGHPUT)) {
    failures.push({ property: "throughput", reason: "expected throughput to be in the range (125 - 1000)" });
  }
  return failures;
}
