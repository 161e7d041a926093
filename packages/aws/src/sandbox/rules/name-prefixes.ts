import type { Model, Props, ResourceWorld } from "@isobar/sandbox";
import { checkConflicts } from "../known";

/** What the provider appends: the time to a tenth of a millisecond, and a counter. */
const TIME_DIGITS = 18;
const COUNTER_DIGITS = 8;

function suffix({ now, hex }: ResourceWorld): string {
  const time = now().toISOString().replace(/\D/g, "").padEnd(TIME_DIGITS, "0");
  return `${time}${hex(COUNTER_DIGITS)}`;
}

/** The name that a resource has by its prefix: the end of its id where ids have names, or what was made before. */
function nameOf(property: string, prefix: string, world: ResourceWorld): string {
  const { id = "" } = world;
  const end = id.slice(-(prefix.length + TIME_DIGITS + COUNTER_DIGITS));
  return end.startsWith(prefix) && /\d{18}[0-9a-f]{8}$/.test(end)
    ? end
    : world.keep(property, () => `${prefix}${suffix(world)}`);
}

/** A model that names what has a prefix instead of a name, as the provider does ("Argument Reference": `name_prefix`). */
export function withNamePrefix(model: Model): Model {
  const { autoname, id, refuse, outputs, check } = model;
  if (autoname === undefined) return model;
  const { property } = autoname;
  const key = property === "name" ? "namePrefix" : `${property}Prefix`;
  const named = (inputs: Props, world: ResourceWorld): Props => {
    const prefix = inputs[key];
    if (inputs[property] != null || typeof prefix !== "string") return inputs;
    return { ...inputs, [property]: nameOf(property, prefix, world) };
  };
  return {
    ...model,
    autoname: { ...autoname, unless: key },
    check: (inputs, world) => [...checkConflicts(inputs, property, [key]), ...(check?.(inputs, world) ?? [])],
    id: (inputs, world) => id(named(inputs, world), world),
    ...(refuse && { refuse: (inputs, world) => refuse(named(inputs, world), world) }),
    outputs: (inputs, world) => {
      const all = named(inputs, world);
      return { [property]: all[property], ...outputs?.(all, world) };
    },
  };
}
