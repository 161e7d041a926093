import { type Consumer, Reading } from "@isobar/core/driver";

/** "Persistent Disk": what holds the same at less speed; a Hyperdisk's machine may take no other. */
export function cheaperThan(type: string): string[] {
  if (type === "pd-ssd" || type === "pd-extreme") return ["pd-balanced", "pd-standard"];
  return type === "pd-balanced" ? ["pd-standard"] : [];
}

/** What a disk is made of: "Persistent Disk". */
export function made(type: string): { readonly medium?: "hdd"; readonly replication?: string } {
  return {
    ...(type.startsWith("pd-standard") ? { medium: "hdd" as const } : {}),
    ...(type.endsWith("-regional") ? { replication: "compute_engine_regional_disks" } : {}),
  };
}

/** "disks.insert": pd-standard of 500 GB where nothing is given. */
const DEFAULTS = { type: "pd-standard", sizeGib: 500 };

export const disk: Consumer = {
  inputs: ["type", "size", "image?", "snapshot?", "provisionedIops", "provisionedThroughput"],
  consume(inputs) {
    const args = new Reading(inputs);
    const [type = DEFAULTS.type, size] = [args.text("type"), args.number("size")];
    if (size === undefined && (args.has("image") || args.has("snapshot"))) {
      return [{ kind: "unknown", why: "a disk whose size is that of its image" }];
    }
    const [iops, mbps] = [args.number("provisionedIops"), args.number("provisionedThroughput")];
    return [
      {
        kind: "disk",
        class: type,
        sizeGib: size ?? DEFAULTS.sizeGib,
        ...(iops === undefined ? {} : { iops }),
        ...(mbps === undefined ? {} : { mbps }),
        ...made(type),
        cheaper: cheaperThan(type),
        ...(size === undefined ? { assumed: [`${DEFAULTS.sizeGib} GiB disk`] } : {}),
      },
    ];
  },
};

/** A schedule for a disk. */
export const snapshots: Consumer = {
  inputs: [],
  consume: () => [{ kind: "unknown", why: "snapshots, by what changes on the disk" }],
};
