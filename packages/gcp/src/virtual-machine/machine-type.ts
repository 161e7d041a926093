import type { Catalogue } from "@isobar/catalog";
import type { DiskClass } from "@isobar/core";

/** `n2` of `n2-standard-4` and `n2-custom-4-8192`; custom types without a series are N1's. */
export function seriesOf(type: string): string {
  const [series = ""] = type.split("-");
  return series === "custom" ? "n1" : series;
}

/** A type with a number of CPUs and memory of the user's own. */
export function isCustom(type: string): boolean {
  return /(?:^|-)custom-/.test(type);
}

/** A whole server, without a hypervisor. */
export function isBareMetal(type: string): boolean {
  return type.endsWith("-metal");
}

/** Native disk types for each class, the best first. */
const DISK_TYPES: Readonly<Record<DiskClass, readonly string[]>> = {
  hdd: ["pd-standard", "pd-balanced", "hyperdisk-balanced"],
  balanced: ["pd-balanced", "hyperdisk-balanced", "pd-ssd"],
  ssd: ["pd-ssd", "hyperdisk-balanced", "pd-balanced"],
};

/**
 * The native type of a boot disk. New series and bare metal take only Hyperdisk ("General-purpose machine family":
 * supported disk types), old series only Persistent Disk. Where a machine takes
 * both it is Persistent Disk, so that most changes of the machine's type leave the disk, and with it the machine, in
 * place.
 */
export function bootDiskType(catalogue: Catalogue, type: string, wish: DiskClass): string {
  if (isBareMetal(type)) return "hyperdisk-balanced";
  const wished = DISK_TYPES[wish];
  const possible = diskTypes(catalogue, type) ?? wished;
  return wished.find((native) => possible.includes(native)) ?? possible[0] ?? "pd-balanced";
}

function diskTypes(catalogue: Catalogue, type: string): readonly string[] | undefined {
  const own = catalogue.machineType(type)?.diskTypes;
  if (own) return own;
  const series = seriesOf(type);
  const relative = catalogue.candidates.find(({ machine }) => machine.diskTypes && seriesOf(machine.type) === series);
  return relative?.machine.diskTypes;
}

/** Whether a disk of that type can be attached to the machine, as far as the catalogue knows. */
export function takesDisk(catalogue: Catalogue, type: string, disk: string): boolean {
  return diskTypes(catalogue, type)?.includes(disk) ?? true;
}

/** Types whose machines share physical cores with each other. */
export function isSharedCore(catalogue: Catalogue, type: string): boolean {
  return catalogue.machineType(type)?.burstable ?? false;
}

/**
 * "Live migration process during maintenance events": bare metal, GPUs, TPUs and large Z3 machines stop instead, and so
 * do H4D's, whose network cards can't move.
 */
export function canMigrate(catalogue: Catalogue, type: string): boolean {
  if (catalogue.machineType(type)?.gpu || isBareMetal(type)) return false;
  return !/^(?:a[234]x?|g[24]|z3|h4d|ct\d\w*|tpu\w*)$/.test(seriesOf(type));
}
