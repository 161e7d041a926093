import { amountOf } from "./amount";
import type { Consumption } from "./consumption";
import { machineEmissions, storageEmissions } from "./emissions";
import { HOURS, type Item, line, type Place } from "./place";

type Of<K extends Consumption["kind"]> = Extract<Consumption, { kind: K }>;

export function machineLines(at: Place, machine: Of<"machine">): Item[] {
  const { type, spot = false, accelerator, count = 1, assumed: defaults = [] } = machine;
  const hours = at.use("hoursPerMonth");
  const assumed = [...defaults, ...hours.assumed];
  const price = at.catalogue.prices.priceOfMachine(type, at.region, { spot, accelerator });
  const cost = price && amountOf(price.usdPerHour * hours.value * count, price.basis, assumed);
  const gpus = accelerator ? ` with ${accelerator.count} ${accelerator.name}` : "";
  const item = `${count === 1 ? "" : `${count} × `}${type}${gpus}, ${spot ? "spot" : "on demand"}`;
  return [line(item, cost, machineEmissions(at, machine, hours.value, assumed))];
}

export function controlPlaneLines(at: Place, { tier, assumed = [] }: Of<"control-plane">): Item[] {
  const price = at.catalogue.services.controlPlane(at.region, tier);
  return [line(`control plane, ${tier}`, price && amountOf(price.usdPerHour * HOURS, price.basis, assumed))];
}

export function databaseLines(at: Place, database: Of<"database">): Item[] {
  const { kind: _, storageGib, assumed: defaults = [], ...wish } = database;
  const hours = at.use("hoursPerMonth");
  const assumed = [...defaults, ...hours.assumed];
  const price = at.catalogue.services.database(wish, at.region);
  const size = wish.class ?? `${wish.vcpus ?? "?"} vCPUs`;
  const item = `${wish.engine}, ${size}${wish.highlyAvailable ? ", highly available" : ""}`;
  const machine = line(item, price && amountOf(price.usdPerHour * hours.value, price.basis, assumed));
  if (storageGib === undefined) return [machine];
  const { highlyAvailable = false } = wish;
  const disk = at.catalogue.services.databaseStorage(at.region, { highlyAvailable });
  const cost = disk && amountOf(disk.usdPerGbMonth * storageGib, disk.basis, defaults);
  const copies = highlyAvailable ? 2 : 1;
  return [
    machine,
    line(
      `${storageGib} GiB of the database's disk`,
      cost,
      storageEmissions(at, storageGib * copies, "ssd", undefined)(defaults),
    ),
  ];
}

export function unknownLines(_: Place, { why }: Of<"unknown">): Item[] {
  return [line(why, undefined)];
}
