import type { Props, ResourceWorld, World } from "@isobar/sandbox";

/** The account of the simulated credentials: the one in AWS's own examples. */
export const ACCOUNT = "123456789012";

/** A random id as EC2 gives them: `vpc-0a1b2c3d4e5f67890`. */
export function ec2Id(world: World, prefix: string): string {
  return `${prefix}-0${world.hex(16)}`;
}

/** The partition of a region. */
export function partition(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

/** The end of host names in a region. */
export function dnsSuffix(region: string): string {
  return partition(region) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
}

/** The ARN of a resource that lives in a region. */
export function regionalArn(world: World, service: string, resource: string): string {
  return `arn:${partition(world.region)}:${service}:${world.region}:${world.account}:${resource}`;
}

/** The ARN of an IAM resource. */
export function iamArn(world: World, resource: string): string {
  return `arn:${partition(world.region)}:iam::${world.account}:${resource}`;
}

/** An id of 21 characters as IAM gives them: `AROA…` for a role. */
export function iamId(world: World, prefix: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const random = Array.from({ length: 17 }, () => letters[Number.parseInt(world.hex(2), 16) % letters.length]);
  return `${prefix}${random.join("")}`;
}

/** The resource's tags laid over the provider's default ones. */
export function tagsAll(inputs: Props, world: World): Props {
  const { tags } = (world.config.defaultTags ?? {}) as { tags?: Props };
  return { ...tags, ...(inputs.tags as Props | undefined) };
}

/** What every resource with tags in a region has. */
export function common(inputs: Props, world: World): Props {
  return { region: world.region, tagsAll: tagsAll(inputs, world) };
}

/** The texts in a list of inputs. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** The time of creation, kept. */
export function createDate(world: ResourceWorld): string {
  return world.keep("createDate", () =>
    world
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, "Z"),
  );
}
