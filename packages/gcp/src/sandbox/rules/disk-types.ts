import type { CheckFailure, Props } from "@isobar/sandbox";
import { diskTypesOf } from "../catalogue";
import { known, nameOf } from "../cloud";
import { faultIf, invalidValue, outside } from "../words";
import { cpusOf, seriesOf } from "./machine-type";

/** What a kind of disk takes: sizes in GiB, and operations and MiB a second where they can be chosen. */
interface DiskType {
  readonly size: readonly [min: number, max: number];
  readonly iops?: readonly [min: number, max: number];
  readonly throughput?: readonly [min: number, max: number];
}

/** "About Persistent Disk" and "About Hyperdisk": limits of one disk. */
const TYPES: Readonly<Record<string, DiskType>> = {
  "pd-standard": { size: [10, 65_536] },
  "pd-balanced": { size: [10, 65_536] },
  "pd-ssd": { size: [10, 65_536] },
  "pd-extreme": { size: [500, 65_536], iops: [2500, 120_000] },
  "hyperdisk-balanced": { size: [4, 65_536], iops: [2000, 160_000], throughput: [140, 2400] },
  "hyperdisk-balanced-high-availability": { size: [4, 65_536], iops: [2000, 100_000], throughput: [140, 2400] },
  "hyperdisk-extreme": { size: [64, 65_536], iops: [2, 350_000] },
  "hyperdisk-ml": { size: [4, 65_536], throughput: [400, 1_200_000] },
  "hyperdisk-throughput": { size: [2048, 32_768], throughput: [20, 2400] },
};

/** Whether there is such a kind of zonal disk. */
export function isDiskType(name: string): boolean {
  return name in TYPES;
}

/** "About Hyperdisk" and "Extreme Persistent Disk": what a series takes beside disks to boot from, with that many virtual CPUs. */
const BESIDE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "pd-extreme": { n2: 64, m1: 1, m2: 1, m3: 1 },
  "hyperdisk-balanced-high-availability": { c3: 1, c3d: 1, c4: 1, c4a: 1, c4d: 1, m3: 1, n4: 1, n4d: 1 },
  "hyperdisk-extreme": {
    ...{ a3: 1, c3: 88, c3d: 60, c4: 96, c4a: 64, c4d: 64, g4: 96, m1: 80, m2: 1, m3: 64, m4: 112, n2: 80, z3: 1 },
  },
  "hyperdisk-ml": { a2: 1, a3: 1, a4: 1, c3: 1, c3d: 1, c4: 1, c4a: 1, c4d: 1, g2: 1, g4: 1 },
  "hyperdisk-throughput": {
    a3: 1,
    c3: 1,
    c3d: 1,
    c4d: 1,
    g2: 1,
    g4: 1,
    h3: 1,
    m3: 1,
    n2: 1,
    n2d: 1,
    n4: 1,
    t2d: 1,
    z3: 1,
  },
};

/** Whether a disk can be attached to a machine, of whose disks to boot from the catalogue knows. */
export function isAttachable(disk: string, machine: string): boolean {
  const known = diskTypesOf(machine);
  const least = BESIDE[disk]?.[seriesOf(machine)];
  return !known || known.includes(disk) || (least !== undefined && least <= (cpusOf(machine) ?? least));
}

/** Sizes and speeds that the disk can't have. `field` is the API's name for the size. */
export function diskFaults(disk: Props, place: string, field: string): CheckFailure[] {
  const { size, provisionedIops, provisionedThroughput } = disk;
  const name = nameOf(known(disk.type ?? "pd-standard"));
  const type = TYPES[name];
  if (!type) return [];
  const [min, max] = type.size;
  const isWrong = typeof size === "number" && (size < min || size > max);
  const words = `Disk size is wrong: ${name} disks have between ${min} and ${max} GB.`;
  return [
    ...(isWrong ? [{ property: `${place}size`, reason: invalidValue(field, size, words) }] : []),
    ...speedFaults(`${place}provisionedIops`, provisionedIops, name, type.iops),
    ...perSizeFaults(disk, place, name),
    // The provider's own documentation.
    ...faultIf(
      disk.accessMode != null && name.startsWith("pd-"),
      ...([`${place}accessMode`, disk.accessMode, `It can't be set for disks of type ${name}.`] as const),
    ),
    ...speedFaults(`${place}provisionedThroughput`, provisionedThroughput, name, type.throughput),
  ];
}

/** "About Hyperdisk Balanced": operations a second of one GiB, where more than the least are chosen. */
const IOPS_PER_GIB = 500;
const LEAST_IOPS = 3000;

function perSizeFaults({ size, provisionedIops: iops }: Props, place: string, name: string): CheckFailure[] {
  if (name !== "hyperdisk-balanced" || typeof size !== "number" || typeof iops !== "number") return [];
  const words = `Must be at most ${IOPS_PER_GIB} for each GB.`;
  return faultIf(iops > Math.max(LEAST_IOPS, size * IOPS_PER_GIB), `${place}provisionedIops`, iops, words);
}

function speedFaults(property: string, given: unknown, name: string, limits: DiskType["iops"]): CheckFailure[] {
  if (limits) return outside(property, given, ...limits);
  return faultIf(given != null, property, given, `It can't be set for disks of type ${name}.`);
}
