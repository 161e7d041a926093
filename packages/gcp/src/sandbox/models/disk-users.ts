import type { World } from "@isobar/sandbox";
import { list, pathOf, props } from "../cloud";

/** "Share disks between VMs": disks that many machines may write at the same time. */
export function hasManyWriters(disk: string, world: World): boolean {
  const { accessMode, multiWriter } = world.find("gcp:compute/disk:Disk", disk)?.outputs ?? {};
  return accessMode === "READ_WRITE_MANY" || multiWriter === true;
}

/** Another machine than that of `own` that boots from a disk, or names it among its own ones in a way that counts. */
export function machineWith(
  disk: string,
  own: string | undefined,
  world: World,
  counts: (attached: unknown) => boolean,
): string | undefined {
  const machines = world.list("gcp:compute/instance:Instance").filter(({ id }) => id !== own);
  return machines.find(({ outputs, inputs }) => {
    const path = (source: unknown) => pathOf(source, String(outputs.project), `zones/${outputs.zone}/disks`);
    const attached = list(inputs.attachedDisks).filter((one) => path(props(one).source) === disk);
    return attached.some(counts) || path(props(outputs.bootDisk).source) === disk;
  })?.id;
}
