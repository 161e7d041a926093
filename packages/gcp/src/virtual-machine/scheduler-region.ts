/** Where Cloud Scheduler has long been; others, such as europe-west4 and europe-west9, have it later or not at all. */
const REGIONS: ReadonlySet<string> = new Set([
  ...["asia-east2", "asia-northeast1", "asia-northeast2", "asia-northeast3", "asia-south1"],
  ...["asia-southeast1", "asia-southeast2", "australia-southeast1"],
  ...["europe-central2", "europe-west1", "europe-west2", "europe-west3", "europe-west6"],
  ...["northamerica-northeast1", "southamerica-east1"],
  ...["us-central1", "us-east1", "us-east4", "us-west1", "us-west2", "us-west3", "us-west4"],
]);

/** For each part of the world a region that has Cloud Scheduler; a job may be anywhere. */
const NEAR: readonly (readonly [RegExp, string])[] = [
  [/^(?:africa|europe|me)-/, "europe-west1"],
  [/^(?:asia|australia)-/, "asia-southeast1"],
  [/^/, "us-central1"],
];

/** Where the job of a machine in that region lives. */
export function schedulerRegion(region: string): string {
  if (REGIONS.has(region)) return region;
  return NEAR.find(([start]) => start.test(region))?.[1] as string;
}
