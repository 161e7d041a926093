import { type Consumer, type Consumption, Reading } from "@isobar/core/driver";
import { disk, made } from "./disk";

/** "Amazon EC2 FAQs" and the images of Amazon Linux, Debian and Ubuntu: the snapshot of the root device has 8 GiB. */
const ROOT_GIB = 8;

/** An EC2 instance with its root and inline disks, and its automatic public address. */
export const instance: Consumer = {
  inputs: [
    "instanceType",
    "associatePublicIpAddress",
    "instanceMarketOptions.marketType",
    "rootBlockDevice.volumeType",
    "rootBlockDevice.volumeSize",
    "rootBlockDevice.iops",
    "rootBlockDevice.throughput",
    "ebsBlockDevices.volumeType",
    "ebsBlockDevices.volumeSize",
    "ebsBlockDevices.iops",
    "ebsBlockDevices.throughput",
  ],
  consume(inputs) {
    const args = new Reading(inputs);
    const spot = args.in("instanceMarketOptions").text("marketType") === "spot";
    const root = args.in("rootBlockDevice");
    return [
      machine(args.text("instanceType"), spot),
      disk(root, { type: "gp3", sizeGib: ROOT_GIB, what: "root device" }, { boot: true }),
      ...args.list("ebsBlockDevices").map((each) => disk(each, { type: "gp2", what: "volume" })),
      // "Amazon VPC pricing": public IPv4 addresses are paid for whoever made them.
      ...(args.flag("associatePublicIpAddress") ? [{ kind: "public-ip" } as const, { kind: "egress" } as const] : []),
    ];
  },
};

/** "EKS: CreateNodegroup": t3.medium with 20 GiB, two of them. */
const NODES = { type: "t3.medium", count: 2, diskGib: 20 };

/** The machines of an EKS node group. */
export const nodeGroup: Consumer = {
  inputs: ["instanceTypes", "capacityType", "diskSize", "scalingConfig.desiredSize"],
  consume(inputs) {
    const args = new Reading(inputs);
    const [type = NODES.type] = args.texts("instanceTypes");
    const count = args.in("scalingConfig").number("desiredSize") ?? NODES.count;
    const given = args.number("diskSize");
    if (count === 0) return [];
    return [
      { kind: "machine", type, count, spot: args.text("capacityType") === "SPOT" },
      {
        kind: "disk",
        class: "gp3",
        sizeGib: given ?? NODES.diskGib,
        count,
        ...made("gp3"),
        ...(given === undefined ? { assumed: [`${NODES.diskGib} GiB of each node`] } : {}),
      },
    ];
  },
};

function machine(type: string | undefined, spot: boolean): Consumption {
  if (type === undefined) return { kind: "unknown", why: "a machine whose type is not known yet" };
  return { kind: "machine", type, spot };
}
