import { type MachineOffer, type MachineType, machines } from "@isobar/catalog";
import { machineLines } from "./compute";
import type { Consumption } from "./consumption";
import type { Item, Place } from "./place";
import {
  type Consuming,
  consumingOf,
  type EstimatingBackend,
  linesOf,
  type NativeResource,
  placesOf,
} from "./resources";
import { diskLines } from "./storage";
import type { Usages } from "./usage";

/** What of an estimate has a limit. */
export type Measure = "cost" | "emissions";

/** One change to a program, and what it saves in a month: USD, or kg of CO2 equivalent. */
export interface Saving {
  /** The portable resource, or the plain native one. */
  readonly part: string;
  readonly change: string;
  readonly saves: number;
  /** How much it asks of a user: 1 little, 5 much. */
  readonly pain: 1 | 2 | 3 | 4 | 5;
  /** What can be changed only once. */
  readonly of: object;
}

const OFFERS = 60;

/** All single changes that keep what was wished for: smaller or other machines, slower disks, no NAT, spot capacity. */
export function savingsOf(
  resources: readonly NativeResource[],
  backendOf: (cloud: string) => EstimatingBackend | undefined,
  usages: Usages,
  measure: Measure,
): Saving[] {
  const all = resources.map((resource) => consumingOf(resource, backendOf(resource.cloud)));
  const places = placesOf(all, usages);
  const found = all.flatMap((each) => {
    const at = places(each);
    return at ? (each.consumed ?? []).flatMap((consumption) => changesOf(each, consumption, at, measure)) : [];
  });
  return [...found, ...withoutNat(all, places, measure)].filter(({ saves }) => saves > 0.005);
}

function changesOf(each: Consuming, consumption: Consumption, at: Place, measure: Measure): Saving[] {
  const options = { ...each, at, measure };
  if (consumption.kind === "machine") return machineChanges(options, consumption);
  if (consumption.kind === "disk") return diskChanges(options, consumption);
  return [];
}

interface Options extends Consuming {
  readonly at: Place;
  readonly measure: Measure;
}

type Machine = Extract<Consumption, { kind: "machine" }>;

function machineChanges(options: Options, machine: Machine): Saving[] {
  const { at, measure, resource } = options;
  const now = sumOfLines(machineLines(at, machine), measure);
  const own = at.catalogue.machineType(machine.type);
  if (now === undefined) return [];
  const saving = (to: Machine, change: string, pain: Saving["pain"]): Saving[] => {
    const then = sumOfLines(machineLines(at, to), measure);
    return then === undefined ? [] : [{ part: partName(resource), change, saves: now - then, pain, of: machine }];
  };
  const spot = machine.spot ? [] : saving({ ...machine, spot: true }, `${machine.type} as spot capacity`, 5);
  if (!own || machine.accelerator) return spot;
  const others = offersLike(options, own).map(({ machine: other }) => {
    const note = other.arch === own.arch ? "" : ` (${other.arch})`;
    const burst = other.burstable && !own.burstable;
    const pain = other.arch !== own.arch ? 3 : burst ? 2 : 1;
    return saving({ ...machine, type: other.type }, `${other.type}${note} instead of ${machine.type}`, pain);
  });
  return [...[1, 2, 3].flatMap((pain) => best(others.flat().filter((each) => each.pain === pain))), ...spot];
}

/** Machines of the region that have what was wished for, or what the machine has. */
function offersLike({ at, resource }: Options, own: MachineType): MachineOffer[] {
  const { vcpus, memoryGib } = resource.wish ?? own;
  const gpu = own.gpu ? { model: own.gpu.model, count: own.gpu.count } : false;
  const filter = { vcpus, memoryGib, gpu, regions: [at.region], limit: OFFERS } as const;
  return machines([at.catalogue], filter).filter(
    ({ machine, accelerator }) => machine.type !== own.type && !accelerator,
  );
}

function best(savings: readonly Saving[]): Saving[] {
  return [...savings].sort((a, b) => b.saves - a.saves).slice(0, 1);
}

function diskChanges({ at, measure, resource }: Options, disk: Extract<Consumption, { kind: "disk" }>): Saving[] {
  const now = sumOfLines(diskLines(at, disk), measure);
  const { iops: _, mbps: __, medium: ___, ...plain } = disk;
  const all = (disk.cheaper ?? []).flatMap((kind) => {
    const then = sumOfLines(diskLines(at, { ...plain, class: kind }), measure);
    if (now === undefined || then === undefined) return [];
    const change = `${disk.sizeGib} GiB of ${kind} instead of ${disk.class}`;
    return [{ part: partName(resource), change, saves: now - then, pain: 2 as const, of: disk }];
  });
  return best(all);
}

/** A network's way out, with its address: machines without a public one then reach no internet. */
function withoutNat(
  all: readonly Consuming[],
  places: (each: Consuming) => Place | undefined,
  measure: Measure,
): Saving[] {
  const owners = new Set(
    all.filter(({ consumed }) => consumed?.some(({ kind }) => kind === "nat")).map(({ resource }) => resource.owner),
  );
  return [...owners].flatMap((owner) => {
    if (owner === undefined) return [];
    const lines = all.flatMap((each) => {
      const at = each.resource.owner === owner ? places(each) : undefined;
      const parts = (each.consumed ?? []).filter(({ kind }) => ["nat", "egress", "public-ip"].includes(kind));
      return at ? parts.flatMap((part) => linesOf(at, part)) : [];
    });
    const saves = lines.reduce((sum, line) => sum + (line[measure]?.likely ?? 0), 0);
    return [{ part: owner, change: 'outbound: "none", without NAT', saves, pain: 4 as const, of: {} }];
  });
}

function partName({ owner, type, name }: NativeResource): string {
  return owner ?? `${type.split(":").pop()} "${name}"`;
}

function sumOfLines(lines: readonly Item[], measure: Measure): number | undefined {
  const amounts = lines.map((line) => line[measure]?.likely);
  return amounts.some((amount) => amount === undefined) ? undefined : amounts.reduce<number>((a, b) => a + (b ?? 0), 0);
}

/**
 * The changes that save enough and ask least: first those that are hardly felt, of these the ones that save most, and none
 * that is not needed.
 *
 * @returns All that help, if they are not enough.
 */
export function leastChanges(savings: readonly Saving[], enough: number): Saving[] {
  const chosen = new Map<object, Saving>();
  const saved = () => [...chosen.values()].reduce((sum, { saves }) => sum + saves, 0);
  for (const saving of [...savings].sort((a, b) => a.pain - b.pain || b.saves - a.saves)) {
    if (saved() >= enough) break;
    const other = chosen.get(saving.of);
    if (!other || other.saves < saving.saves) chosen.set(saving.of, saving);
  }
  for (const saving of [...chosen.values()].sort((a, b) => b.pain - a.pain || a.saves - b.saves)) {
    if (saved() - saving.saves >= enough) chosen.delete(saving.of);
  }
  return [...chosen.values()].sort((a, b) => b.saves - a.saves);
}
