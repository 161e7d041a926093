import type { Consumption } from "@isobar/core/estimate";

/** What is compared with each other across clouds. */
export const CATEGORIES = [
  "machines",
  "disks",
  "snapshots",
  "objects",
  "nat",
  "addresses",
  "egress",
  "load-balancers",
  "clusters",
  "databases",
  "others",
] as const;

export type Category = (typeof CATEGORIES)[number];

const BY_KIND: Readonly<Record<Consumption["kind"], Category>> = {
  machine: "machines",
  disk: "disks",
  snapshots: "snapshots",
  objects: "objects",
  nat: "nat",
  "public-ip": "addresses",
  egress: "egress",
  "load-balancer": "load-balancers",
  "control-plane": "clusters",
  database: "databases",
  unknown: "others",
};

export function categoryOf(kind: Consumption["kind"]): Category {
  return BY_KIND[kind] ?? "others";
}
