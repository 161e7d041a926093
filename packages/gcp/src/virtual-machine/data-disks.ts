import type { DiskClass } from "@isobar/core";
import type { DataDiskSpec, MachineSpec, Scope } from "@isobar/core/driver";
import { AttachedDisk } from "@pulumi/gcp/compute/attachedDisk";
import { Disk } from "@pulumi/gcp/compute/disk";
import type { Instance } from "@pulumi/gcp/compute/instance";
import { all, type Output, output } from "@pulumi/pulumi";
import { diskName } from "../names";
import { bootDiskType, seriesOf, takesDisk } from "./machine-type";
import { scheduleSnapshots } from "./snapshots";

/** The native type of a disk, and what it was chosen for. */
interface ChosenType {
  readonly type: string;
  readonly class: DiskClass;
  readonly series: string;
}

/** A data disk whose native type is chosen once and kept, because another type would be another, empty disk. */
export interface KeptDisk {
  readonly spec: DataDiskSpec;
  readonly chosen: Output<ChosenType>;
}

/** "Use symbolic links to access disks attached to a Linux compute instance": the device name is the disk's key. */
export function deviceOf({ key }: DataDiskSpec): Output<string> {
  return output(`/dev/disk/by-id/google-${key}`);
}

/** Chooses each disk's type for the machine that it is made with, once for all. */
export function keepDiskTypes(scope: Scope, disks: readonly DataDiskSpec[], machineType: Output<string>): KeptDisk[] {
  const catalogue = scope.target.backend.catalogue();
  return disks.map((spec) => {
    const pick = machineType.apply((machine) => ({
      type: bootDiskType(catalogue, machine, spec.class),
      class: spec.class,
      series: seriesOf(machine),
    }));
    return { spec, chosen: scope.kept(`disk-${spec.key}`, { pick, wish: {} }) };
  });
}

/** The machine's type, once it is known that the disks fit what is wished of them and of the machine. */
export function fittingType(scope: Scope, type: Output<string>, disks: readonly KeptDisk[]): Output<string> {
  return all([type, all(disks.map(({ chosen }) => chosen))]).apply(([machine, found]) => {
    for (const [i, { spec }] of disks.entries()) refuseMisfit(scope, spec, found[i] as ChosenType, machine);
    return machine;
  });
}

function refuseMisfit({ plan, target }: Scope, { key, class: wish }: DataDiskSpec, found: ChosenType, machine: string) {
  if (found.class !== wish) {
    throw plan.refusal(`dataDisks.${key}.class`, "a disk can't change its class: it would become another, empty one", {
      given: wish,
      allowed: found.class,
      fix: "add a disk of that class under another name, copy the data, and let this one go",
    });
  }
  // The machine that a disk was made with takes it, whatever a newer catalogue says.
  if (found.series === seriesOf(machine) || takesDisk(target.backend.catalogue(), machine, found.type)) return;
  throw plan.refusal("size", `its machine type takes no disk like dataDisks.${key}`, {
    given: `${machine} with a disk of type ${found.type}`,
    allowed: `a machine type that takes ${found.type}, such as one of series ${found.series}`,
    fix: "choose another size, or make a new machine with a new disk and copy the data",
  });
}

/** Makes the disks, which Google encrypts by itself, and lets the machine have them. They grow in place. */
export function attachDataDisks(scope: Scope, spec: MachineSpec, disks: readonly KeptDisk[], instance: Instance): void {
  for (const { spec: wish, chosen } of disks) {
    const { key } = wish;
    const args = {
      name: scope.physicalName(diskName, `data-disk-${key}`),
      zone: spec.zone,
      type: chosen.apply(({ type }) => type),
      size: wish.sizeGib,
      labels: scope.tags,
    };
    const disk = scope.child("dataDisk", Disk, args, { key, deleteBeforeReplace: true, ...wish.options });
    const link = { disk: disk.id, instance: instance.id, deviceName: key };
    scope.child("diskAttachment", AttachedDisk, link, { key, deleteBeforeReplace: true, protect: false });
    if (wish.snapshots) scheduleSnapshots(scope, key, wish.snapshots, disk);
  }
}
