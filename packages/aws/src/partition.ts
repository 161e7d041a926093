import type { Scope } from "@isobar/core/driver";

/** A group of regions with ARNs and domain names of its own. */
export interface Partition {
  /** The second part of every ARN there. */
  readonly name: string;
  /** The end of its services' host names and of its service principals. */
  readonly dnsSuffix: string;
  /** The beginning of the names of its services behind interface endpoints. */
  readonly servicePrefix: string;
}

/** "Amazon Resource Names (ARNs)", "Endpoints and ARNs for AWS in China". */
const PARTITIONS: Readonly<Record<string, Partition>> = {
  aws: { name: "aws", dnsSuffix: "amazonaws.com", servicePrefix: "com.amazonaws" },
  "aws-cn": { name: "aws-cn", dnsSuffix: "amazonaws.com.cn", servicePrefix: "cn.com.amazonaws" },
  "aws-us-gov": { name: "aws-us-gov", dnsSuffix: "amazonaws.com", servicePrefix: "com.amazonaws" },
};

/** The partition of a scope's region. */
export function partitionOf(scope: Scope): Partition {
  const { backend, region } = scope.target;
  const name = backend.catalogue().region(region)?.partition ?? "aws";
  const partition = PARTITIONS[name];
  if (partition) return partition;
  throw scope.plan.refusal("target.region", `the partition ${name} is not supported`, { given: region });
}
