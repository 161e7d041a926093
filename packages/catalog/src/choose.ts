import type { Catalogue } from "./catalogue.js";
import { noGpu, noMachine, noRegion } from "./no-machine.js";
import { listOptions, type Option, satisfies } from "./options.js";
import { sortOptions } from "./order.js";
import type { MachineChoice, NoMachine, Wish } from "./types.js";

const ALTERNATIVES = 4;

export function chooseMachine(catalogue: Catalogue, wish: Wish): MachineChoice | NoMachine {
  if (!catalogue.region(wish.region)) return noRegion(catalogue, wish.region);
  const models: string[] = [];
  for (const name of wishedModels(wish)) {
    const gpu = catalogue.gpu(name);
    if (!gpu) return noGpu(catalogue, name);
    models.push(gpu.model);
  }
  for (const model of models.length > 0 ? models : [undefined]) {
    const fitting = listOptions(catalogue, wish, model).filter((option) => satisfies(option, wish));
    const here = fitting.filter(({ offered }) => catalogue.hasRegion(offered, wish.region));
    const [best, ...rest] = sortOptions(here, wish.burstable === true);
    if (best) return toChoice(catalogue, wish, best, rest, model);
  }
  return noMachine(catalogue, wish, models);
}

function wishedModels(wish: Wish): readonly string[] {
  const model = wish.gpu?.model;
  return model === undefined ? [] : typeof model === "string" ? [model] : model;
}

function toChoice(
  catalogue: Catalogue,
  wish: Wish,
  best: Option,
  rest: readonly Option[],
  model: string | undefined,
): MachineChoice {
  const zones = model === undefined ? undefined : catalogue.gpuZones(model, wish.region);
  const alternatives = new Set(rest.map(({ candidate }) => candidate.machine.type));
  alternatives.delete(best.candidate.machine.type);
  return {
    ok: true,
    ...best.candidate.machine,
    region: wish.region,
    ...(best.accelerator && { accelerator: best.accelerator }),
    ...(zones && { zones }),
    alternatives: [...alternatives].slice(0, ALTERNATIVES),
  };
}
