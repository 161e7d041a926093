import type { MachineChoice } from "@isobar/catalog";
import type { Consumption, Estimate, NativeResource, ResourceEstimate } from "@isobar/core/estimate";
import { type KeptMachine, machinesAmong } from "../commands/catalog-kept.js";
import { estimateAt } from "../plan/estimates.js";
import type { RecordedPlace } from "../plan/recorded.js";
import { knownProps } from "../recorder/wire.js";
import type { Obstacle, Site } from "./sites.js";

/** A program that was recorded at one place, ready to be reckoned at all others of that cloud. */
export interface Movable {
  readonly recorded: RecordedPlace;
  readonly natives: readonly MovableNative[];
  readonly machines: readonly KeptMachine[];
}

interface MovableNative {
  readonly native: NativeResource;
  /** Undefined for a type that nobody knows, and for what is free. */
  readonly consumed: readonly Consumption[] | undefined;
}

/** What a program costs and emits at a place. */
export interface SiteFigures {
  readonly cost: number;
  readonly emissions: number;
  /** Of unknown price. */
  readonly unpriced: readonly string[];
  /** Of unknown emissions, where they would be known of most. */
  readonly unmeasured: readonly string[];
}

/** What emits by a known method wherever its machine and its grid are known. */
const EMITTING = new Set<Consumption["kind"]>(["machine", "disk", "snapshots", "objects", "egress"]);

export function movable(recorded: RecordedPlace): Movable {
  const natives = [...recorded.natives.values()].map((native) => {
    const found = recorded.backends.find(({ backend }) => backend.name === native.cloud);
    const consumer = found?.backend.consumers()[found.estimates.plainType(native.type)];
    return { native, consumed: typeof consumer === "object" ? consumer.consume(native.inputs) : undefined };
  });
  const { cloud, region } = recorded.place;
  const kept = machinesAmong(
    recorded.recording.resources.map(({ urn, type, parent, inputs, replacementTrigger }) => {
      return { urn, type, parent, replacementTrigger, outputs: { output: knownProps(inputs).input } };
    }),
  );
  return { recorded, natives, machines: kept.filter((each) => each.cloud === cloud && each.region === region) };
}

/** What it costs and emits at a region of the same cloud, or why its machines can't be had there. */
export function figuresAt(program: Movable, { catalogue, region }: Site): SiteFigures | Obstacle {
  const choices = new Map<string, { readonly from: KeptMachine; readonly to: MachineChoice }>();
  for (const machine of program.machines) {
    if (machine.wish) {
      const choice = catalogue.choose({ ...machine.wish, region: region.name });
      if (!choice.ok) return { rule: "machines", text: `machines: ${choice.message.split(/\.\s/)[0]}` };
      choices.set(machine.name, { from: machine, to: choice });
    } else if (catalogue.offered(machine.type, region.name) === false) {
      return { rule: "machines", text: `machines: ${machine.type} is not offered there` };
    }
  }
  const from = program.recorded.place;
  const natives = program.natives.map(({ native, consumed }) => {
    if (native.cloud !== from.cloud || native.region !== from.region) return { ...native, inputs: { consumed } };
    const choice = choices.get(native.owner?.slice(native.owner.indexOf('"') + 1, -1) ?? "");
    const moved = consumed?.map((each) => atRegion(each, from.region, region.name, choice));
    return { ...native, region: region.name, inputs: { consumed: moved } };
  });
  return figuresOf(program, natives);
}

/** What it costs and emits at the place where it was recorded. */
export function figuresThere(program: Movable): SiteFigures {
  return figuresOf(
    program,
    program.natives.map(({ native, consumed }) => ({ ...native, inputs: { consumed } })),
  );
}

function atRegion(
  consumption: Consumption,
  from: string,
  to: string,
  choice: { readonly from: KeptMachine; readonly to: MachineChoice } | undefined,
): Consumption {
  if (consumption.kind === "objects" && consumption.location === from) return { ...consumption, location: to };
  if (consumption.kind !== "machine" || consumption.type !== choice?.from.type) return consumption;
  const { accelerator: _, ...machine } = consumption;
  const { type, accelerator } = choice.to;
  return {
    ...machine,
    type,
    ...(accelerator && { accelerator: { name: accelerator.name, count: accelerator.count } }),
  };
}

const consumedAlready = ({ consumed }: NativeResource["inputs"]) => consumed as readonly Consumption[];

function figuresOf({ recorded }: Movable, natives: readonly NativeResource[]): SiteFigures {
  const estimate = estimateAt(recorded, {
    natives,
    consumers: (all) =>
      Object.fromEntries(
        Object.entries(all).map(([type, how]) => [
          type,
          how === "free" ? how : { inputs: [], consume: consumedAlready },
        ]),
      ),
  });
  const { cost, emissions, resources } = estimate as Estimate;
  return {
    cost: cost.likely,
    emissions: emissions.likely,
    unpriced: resources.flatMap(unpricedOf),
    unmeasured: resources.flatMap((resource, index) => unmeasuredOf(resource, natives[index])),
  };
}

function unpricedOf({ name, lines, notCounted }: ResourceEstimate): string[] {
  if (lines.length === 0) return notCounted === undefined ? [] : [`${name} (${notCounted})`];
  return lines.flatMap(({ item, cost }) => (cost === undefined ? [`${name}: ${item}`] : []));
}

function unmeasuredOf({ name, lines }: ResourceEstimate, native: NativeResource | undefined): string[] {
  const consumed = (native?.inputs.consumed ?? []) as readonly Consumption[];
  const emitting = consumed.filter(({ kind }) => EMITTING.has(kind)).length;
  const measured = lines.filter(({ emissions }) => emissions !== undefined).length;
  return measured < emitting ? [`${name}: emissions`] : [];
}
