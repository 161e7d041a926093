import { NATIVE_IMAGE, type Scope, type VirtualMachineDriver } from "@isobar/core/driver";
import { getAmiOutput } from "@pulumi/aws/ec2/getAmi";
import { getInstanceTypeOfferingsOutput } from "@pulumi/aws/ec2/getInstanceTypeOfferings";
import { getParameterOutput } from "@pulumi/aws/ssm/getParameter";
import { all, type Output, output } from "@pulumi/pulumi";

type Image = Parameters<VirtualMachineDriver["resolveImage"]>[1];

const ARCHITECTURES = { amd64: "x86_64", arm64: "arm64" } as const;

const images = new WeakMap<Scope, string>();

/** The name of the image that a machine was given, such as "debian-13"; an AMI's id where the user named that. */
export function imageName(scope: Scope): string {
  return images.get(scope) ?? "";
}

/** The AMI that the image is today. */
export function resolveImage(scope: Scope, { name, kind, identifier, owner, arch }: Image): Output<string> {
  images.set(scope, name);
  if (kind === NATIVE_IMAGE) return output(identifier);
  // The parameters are public and of type String; `value` would be kept as a secret.
  if (kind === "ssm-parameter") return getParameterOutput({ name: identifier }, scope.invoke).insecureValue;
  if (kind !== "ami-name-filter") throw scope.plan.refusal("image", `is of a kind that is not known: ${kind}`);
  const filters = [
    { name: "name", values: [identifier] },
    { name: "architecture", values: [ARCHITECTURES[arch]] },
    { name: "root-device-type", values: ["ebs"] },
    { name: "virtualization-type", values: ["hvm"] },
  ];
  return getAmiOutput({ owners: [owner], mostRecent: true, filters }, scope.invoke).id;
}

/** The first of the network's zones that offers the type: not every zone of a region offers every type. */
export function pickZone(scope: Scope, type: Output<string>, zones: Output<string[]>): Output<string> {
  const offerings = type.apply((name) => {
    const filters = [{ name: "instance-type", values: [name] }];
    return getInstanceTypeOfferingsOutput({ locationType: "availability-zone", filters }, scope.invoke);
  });
  return all([type, zones, offerings.locations]).apply(([name, known, offered]) => {
    const zone = known.find((candidate) => offered.includes(candidate));
    if (zone !== undefined) return zone;
    throw scope.plan.refusal("size", `none of the network's zones (${known.join(", ")}) offers the machine type`, {
      given: name,
      allowed:
        offered.length > 0 ? `zones ${[...offered].sort().join(", ")}` : `types that ${scope.target.region} offers`,
      fix:
        offered.length > 0 ? "use a network that spans one of them, or wish for another size" : "wish for another size",
    });
  });
}
