import type { MachineSpec, Scope } from "@isobar/core/driver";
import type { Output } from "@pulumi/pulumi";
import { discardedKey } from "./users";

/** What Azure never changes of a machine, and what therefore must not follow its size or a newer catalogue. */
export interface Boot {
  readonly diskType: string;
  /** Public SSH key of the administrator. */
  readonly adminKey: string;
}

/** Chosen at the machine's first run, and anew only for another class of disk, which replaces the machine. */
export function keptBoot(scope: Scope, { type, bootDisk }: MachineSpec): Output<Boot> {
  const pick = type.apply((size) => ({ diskType: diskType(scope, bootDisk.class, size), adminKey: discardedKey() }));
  return scope.kept<Boot>("boot", { pick, wish: { class: bootDisk.class } });
}

function diskType(scope: Scope, wish: MachineSpec["bootDisk"]["class"], size: string): string {
  if (wish === "hdd") return "Standard_LRS";
  const known = scope.target.backend.catalogue().machineType(size)?.diskTypes;
  // Only sizes with an "s" in their name take Premium disks ("Azure VM sizes naming conventions").
  return known && !known.includes("Premium_LRS") ? "StandardSSD_LRS" : "Premium_LRS";
}

/** "NVMe" for sizes that know no other way to a disk ("NVMe overview"), else what Azure takes by itself. */
export function diskController(scope: Scope, size: string): "NVMe" | undefined {
  const known = scope.target.backend.catalogue().machineType(size)?.diskControllers ?? [];
  return known.includes("nvme") && !known.includes("scsi") ? "NVMe" : undefined;
}

/** Images by name are of generation 2 all, which old sizes can't start ("Support for Generation 2 VMs on Azure"). */
export function refuseFirstGeneration({ plan, target }: Scope, size: string, image: string): void {
  const catalogue = target.backend.catalogue();
  const { bootModes = [], arch = "amd64" } = catalogue.machineType(size) ?? {};
  if (bootModes.length === 0 || bootModes.includes("uefi")) return;
  if (!catalogue.imageNames().some((name) => catalogue.image(name, arch)?.identifier === image)) return;
  throw plan.refusal("size.type.azure", "starts images of generation 1 only, and the image is of generation 2", {
    given: size,
    fix: 'choose a newer size, or name a generation 1 image: image: { native: { azure: "…" } }',
  });
}
