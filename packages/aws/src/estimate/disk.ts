import { type Consumer, type Consumption, Reading } from "@isobar/core/driver";

/** "EbsBlockDevice": smaller hard disks don't exist. */
const MIN_HDD_GIB = 125;

interface Defaults {
  readonly type: string;
  readonly sizeGib?: number;
  readonly what: string;
}

/** A volume by its arguments, with the cloud's defaults where they say nothing. */
export function disk(
  args: Reading,
  { type, sizeGib, what }: Defaults,
  { boot = false, sizeKey = "volumeSize", typeKey = "volumeType" } = {},
): Consumption {
  const [kind, size] = [args.text(typeKey), args.number(sizeKey)];
  const gib = size ?? sizeGib;
  if (gib === undefined) return { kind: "unknown", why: `a ${what} whose size is that of its snapshot` };
  const [iops, mbps] = [args.number("iops"), args.number("throughput")];
  const assumed = [
    ...(size === undefined ? [`${gib} GiB ${what}`] : []),
    ...(kind === undefined ? [`a ${what} of ${type}`] : []),
  ];
  return {
    kind: "disk",
    class: kind ?? type,
    sizeGib: gib,
    ...(iops === undefined ? {} : { iops }),
    ...(mbps === undefined ? {} : { mbps }),
    ...made(kind ?? type),
    cheaper: cheaperThan(kind ?? type, boot || gib < MIN_HDD_GIB),
    ...(assumed.length > 0 ? { assumed } : {}),
  };
}

/** What a volume is made of: "Amazon EBS volume types". */
export function made(type: string): { readonly medium?: "hdd"; readonly replication: string } {
  const turning = ["st1", "sc1", "standard"].includes(type);
  return { ...(turning ? { medium: "hdd" as const } : {}), replication: "ec2_ebs_volume" };
}

/** "Amazon EBS volume types": gp3 stands in for older SSDs, hard disks can't boot. */
function cheaperThan(type: string, onlySsd: boolean): string[] {
  const ssd = ["gp2", "io1", "io2"].includes(type) ? ["gp3"] : [];
  return onlySsd || type === "st1" || type === "sc1" ? ssd : [...ssd, "st1"];
}

/** An EBS volume. "CreateVolume": gp2 where no type is given. */
export const volume: Consumer = {
  inputs: ["type", "size", "iops", "throughput"],
  consume(inputs) {
    const keys = { sizeKey: "size", typeKey: "type" };
    return [disk(new Reading(inputs), { type: "gp2", what: "volume" }, keys)];
  },
};
