import type { CheckedSpec, DataDiskSpec, Plan, TrafficRule } from "@isobar/core/driver";
import { MIN_SPOT_PRICE } from "./spot";

/** "CreateRule": the intervals in hours that Data Lifecycle Manager knows. */
const SNAPSHOT_HOURS = [1, 2, 3, 4, 6, 8, 12, 24];

/** "Instances built on the AWS Nitro System": the families that are not, save for their bare metal. */
const XEN_FAMILIES = new Set(
  "c1 c3 c4 cc2 cr1 d2 f1 g2 g3 g3s h1 hs1 i2 i3 m1 m2 m3 m4 p2 p3 r3 r4 t1 t2 x1 x1e".split(" "),
);

/** "Tag naming limits and requirements". */
const MAX_TAGS = 50;

const HTTPS = 443;

/** Refuses what EC2 would refuse, or what would not work there. */
export function checkMachine(plan: Plan, { type, spot, dataDisks, ready, egress }: CheckedSpec): void {
  if (spot) checkSpot(plan, spot);
  for (const disk of dataDisks) checkDisk(plan, type, disk);
  if (ready && egress) checkReport(plan, egress);
}

/** A machine tells Systems Manager by HTTPS whether it is ready. */
function checkReport(plan: Plan, egress: readonly TrafficRule[]): void {
  const open = egress.some(({ protocol, ports }) => {
    return protocol === "all" || (protocol === "tcp" && ports.some(({ from, to }) => from <= HTTPS && HTTPS <= to));
  });
  if (open) return;
  throw plan.refusal("ready", "egress lets nothing out by which the machine could tell that it is ready", {
    allowed: `an egress rule with tcp ${HTTPS} to the internet, or to an endpoint of Systems Manager in the network`,
    fix: `add such a rule, for example https: { ports: ${HTTPS}, to: "internet" }, or leave out ready`,
  });
}

function checkSpot(plan: Plan, { maxPricePerHour }: NonNullable<CheckedSpec["spot"]>): void {
  if (maxPricePerHour !== undefined && maxPricePerHour <= MIN_SPOT_PRICE) {
    throw plan.refusal("spot.maxPricePerHour", "too low for EC2", {
      given: maxPricePerHour,
      allowed: `more than ${MIN_SPOT_PRICE} USD`,
    });
  }
  // "Change instance termination protection".
  if (plan.childOptions.protect) {
    throw plan.refusal("onDelete", "AWS does not protect Spot Instances from deletion", {
      given: "protect",
      allowed: "delete",
      fix: "leave out spot, or keep what matters on data disks",
    });
  }
}

function checkDisk(plan: Plan, type: string, { key, mountPath, snapshots }: DataDiskSpec): void {
  if (snapshots && !SNAPSHOT_HOURS.includes(snapshots.everyHours)) {
    throw plan.refusal(`dataDisks.${key}.snapshots.everyHours`, "not an interval of Data Lifecycle Manager", {
      given: snapshots.everyHours,
      allowed: SNAPSHOT_HOURS.map(String),
    });
  }
  if (snapshots) checkTags(plan, key);
  if (mountPath !== undefined && isXen(type)) {
    throw plan.refusal(`dataDisks.${key}.mountPath`, `on ${type}, disks can't be told apart by their serial`, {
      given: mountPath,
      allowed: "machine types of the AWS Nitro System",
      fix: "choose another machine type, or leave out mountPath and mount the disk in the script",
    });
  }
}

/** A disk with snapshots has the machine's tags, a name, and the tag that its snapshot policy goes by. */
function checkTags(plan: Plan, key: string): void {
  const count = Object.keys({ Name: "", ...plan.tags }).length + 1;
  if (count <= MAX_TAGS) return;
  throw plan.refusal(`dataDisks.${key}.snapshots`, "its disk would have more tags than AWS allows", {
    given: `${count} tags with those of the stack and of the disk`,
    allowed: `at most ${MAX_TAGS}`,
    fix: "give the machine fewer tags",
  });
}

function isXen(type: string): boolean {
  const [family = "", size = ""] = type.split(".");
  return XEN_FAMILIES.has(family) && size !== "metal";
}
