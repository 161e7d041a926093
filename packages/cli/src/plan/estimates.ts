import type { Consumers, Estimate, EstimatingBackend, NativeResource } from "@isobar/core/estimate";
import type { RecordedPlace } from "./recorded.js";

export interface EstimateWish {
  /** Default: those of the place. */
  readonly natives?: readonly NativeResource[];
  /** Changes what a backend says of its types. */
  readonly consumers?: (consumers: Consumers) => Consumers;
}

/** What the resources of a place cost and emit; undefined if no backend is there that knows. */
export function estimateAt(recorded: RecordedPlace, wish: EstimateWish = {}): Estimate | undefined {
  const { place, backends, usage } = recorded;
  const { natives = [...recorded.natives.values()], consumers = (same) => same } = wish;
  const { estimates } = backends.find(({ backend }) => backend.name === place.cloud) ?? backends[0] ?? {};
  if (!estimates) return undefined;
  const known = new Map<string, EstimatingBackend>(
    backends.map(({ backend }) => [
      backend.name,
      { consumers: consumers(backend.consumers()), catalogue: backend.catalogue() },
    ]),
  );
  const usages = estimates.usagesSchema.safeParse(usage ?? {});
  return estimates.estimateResources(natives, (cloud) => known.get(cloud), usages.success ? usages.data : {});
}
