import type { Props, ResourceWorld, StoredResource } from "@isobar/sandbox";
import { mentions, missing, typeOf } from "./arm";

interface DataDisk extends Props {
  readonly lun: number;
  readonly managedDisk?: { readonly id?: string };
}

const MAX_LUN = 63;

function dataDisks(of: Props): DataDisk[] {
  const { dataDisks } = (of.storageProfile ?? {}) as Props;
  return Array.isArray(dataDisks) ? dataDisks : [];
}

/** Why Azure would not attach these data disks to a machine whose id is `machine`. */
export function refuseAttachment(inputs: Props, world: ResourceWorld, machine: string): string | undefined {
  const disks = dataDisks(inputs);
  return (
    missing(disks, world, "compute:Disk", "Microsoft.Compute/disks") ??
    refuseLuns(disks) ??
    refuseSwap(disks, dataDisks(world.previous)) ??
    first(disks, (id) => refuseZone(id, inputs, world) ?? refuseOwned(id, machine, world))
  );
}

function first(disks: readonly DataDisk[], refuse: (id: string) => string | undefined): string | undefined {
  for (const { managedDisk } of disks) {
    const reason = managedDisk?.id === undefined ? undefined : refuse(managedDisk.id);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** "Virtual Machines - Create Or Update", lun. */
function refuseLuns(disks: readonly DataDisk[]): string | undefined {
  const luns = disks.map(({ lun }) => lun);
  const high = luns.find((lun) => lun > MAX_LUN);
  if (high !== undefined) {
    return `Status=400 Code="InvalidParameter" Message="The value '${high}' of parameter 'dataDisk.lun' is out of range. Value '${high}' must be between '0' and '${MAX_LUN}' inclusive."`;
  }
  const twice = luns.find((lun, i) => luns.indexOf(lun) !== i);
  if (twice === undefined) return undefined;
  return `Status=400 Code="InvalidParameter" Message="A disk at LUN ${twice} already exists."`;
}

/** The disk at one LUN can't become another in one update. */
function refuseSwap(disks: readonly DataDisk[], before: readonly DataDisk[]): string | undefined {
  const swapped = disks.some(({ lun, managedDisk }) => {
    const old = before.find((other) => other.lun === lun);
    return old !== undefined && !mentions(old.managedDisk, managedDisk?.id ?? "");
  });
  if (!swapped) return undefined;
  return `Status=409 Code="PropertyChangeNotAllowed" Message="Changing property 'dataDisk.managedDisk.id' is not allowed."`;
}

function refuseZone(id: string, { zones }: Props, world: ResourceWorld): string | undefined {
  const [ofMachine, ofDisk] = [zones, stored(id, world)?.inputs.zones].map((all) => (all as string[] | undefined)?.[0]);
  if (ofMachine === ofDisk) return undefined;
  return `Status=400 Code="BadRequest" Message="Disk ${id} cannot be attached to the VM because it is not in the same zone as the VM. VM zone: '${ofMachine ?? ""}'. Disk zone: '${ofDisk ?? ""}'."`;
}

function refuseOwned(id: string, machine: string, world: ResourceWorld): string | undefined {
  const owner = world
    .list(typeOf("compute:VirtualMachine"))
    .find((other) => other.id !== machine && mentions(dataDisks(other.inputs), id));
  if (!owner) return undefined;
  return `Status=409 Code="ConflictingUserInput" Message="Disk '${id}' cannot be attached as the disk is already owned by VM '${owner.id}'."`;
}

function stored(id: string, world: ResourceWorld): StoredResource | undefined {
  return world.find(typeOf("compute:Disk"), id);
}
