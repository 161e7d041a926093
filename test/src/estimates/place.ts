import { backend as aws } from "@isobar/aws";
import { backend as azure } from "@isobar/azure";
import type { Backend } from "@isobar/core/driver";
import { type Estimate, estimateResources, type NativeResource, type Usages } from "@isobar/core/estimate";
import { backend as gcp } from "@isobar/gcp";

export const BACKENDS: readonly Backend[] = [aws, gcp, azure];
const BY_NAME = new Map(BACKENDS.map((backend) => [backend.name, backend]));

/** A plain native resource. */
export function native(
  cloud: string,
  region: string,
  type: string,
  inputs: Readonly<Record<string, unknown>>,
  name = "it",
): NativeResource {
  return { type, name, owner: undefined, cloud, region, tags: {}, inputs };
}

export function estimateOf(resources: readonly NativeResource[], usages: Usages = {}): Estimate {
  const backendOf = (cloud: string) => {
    const backend = BY_NAME.get(cloud);
    return backend && { consumers: backend.consumers(), catalogue: backend.catalogue() };
  };
  return estimateResources(resources, backendOf, usages);
}
