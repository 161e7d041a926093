import type { Props, ResourceWorld } from "@isobar/sandbox";
import type { Fail } from "../failure";
import { imageOf } from "../images";
import { object } from "../known";
import { types } from "../types";
import { machineType, offers } from "../zones";

/** EC2's names of architectures. */
const ARCHITECTURES = { amd64: "x86_64", arm64: "arm64" } as const;

/** The snapshots behind the images of Ubuntu, Debian and Amazon Linux, where the catalogue doesn't know better. */
const SNAPSHOT_GIB = 8;

/** "Amazon EC2 instance type naming conventions": a family and one of the sizes. */
const TYPE = /^[a-z][a-z0-9-]*\.(nano|micro|small|medium|large|\d*xlarge|metal(-\d+xl)?)$/;

/** Refuses what is no machine type, and one that the region doesn't offer. */
export function refuseType({ instanceType, subnetId }: Props, world: ResourceWorld, fail: Fail): string | undefined {
  if (typeof instanceType !== "string") return undefined;
  if (!TYPE.test(instanceType)) {
    return fail("InvalidParameterValue", `Invalid value '${instanceType}' for InstanceType.`);
  }
  if (offers(world.region, instanceType)) return undefined;
  const zone = world.find(types.subnet, String(subnetId))?.outputs.availabilityZone ?? world.region;
  return fail(
    "Unsupported",
    `Your requested instance type (${instanceType}) is not supported in your requested Availability Zone (${zone}). Please retry your request by not specifying an Availability Zone.`,
  );
}

/** Refuses an image of another architecture than the machine's, and a boot disk that doesn't hold it. */
export function refuseImage(inputs: Props, { region }: ResourceWorld, fail: Fail): string | undefined {
  const image = imageOf(region, inputs.ami);
  if (image === undefined) return undefined;
  const arch = machineType(inputs.instanceType)?.arch;
  if (arch !== undefined && arch !== image.arch) {
    return fail(
      "InvalidParameterValue",
      `The architecture '${ARCHITECTURES[arch]}' of the specified instance type does not match the architecture '${ARCHITECTURES[image.arch]}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI.`,
    );
  }
  const { volumeSize } = object(inputs.rootBlockDevice);
  const least = image.minDiskGib ?? SNAPSHOT_GIB;
  return typeof volumeSize === "number" && volumeSize < least
    ? fail(
        "InvalidBlockDeviceMapping",
        `Volume of size ${volumeSize}GB is smaller than snapshot '${String(inputs.ami).replace("ami-", "snap-")}', expect size>= ${least}GB`,
      )
    : undefined;
}
