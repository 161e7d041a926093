import { type Basis, combineBases, type MachineType } from "@isobar/catalog";
import { amountOf } from "./amount";
import type { Consumption } from "./consumption";
import type { Amount } from "./estimate";
import { HOURS, type Place } from "./place";

const ESTIMATED_MEMORY = "memory is counted in full";

/** Energy in kWh before the data centre's overhead, and how it is known. */
interface Energy {
  readonly kwh: number;
  readonly basis: Basis;
}

/** kg of CO2 equivalent of energy used in a region; undefined when its grid is not known. */
export function emitted({ catalogue, region }: Place, energy: Energy, assumed: readonly string[]): Amount | undefined {
  const grid = catalogue.carbon.gridOf(region);
  const pue = catalogue.carbon.pueOf(region);
  if (!grid || !pue) return undefined;
  const kg = (energy.kwh * pue.pue * grid.gco2ePerKwh) / 1000;
  return amountOf(kg, combineBases([energy.basis, grid.basis, pue.basis]), assumed);
}

type Machine = Extract<Consumption, { kind: "machine" }>;

/**
 * What a machine emits by Cloud Carbon Footprint's method: its processors between idle and full power by how busy they are,
 * its GPUs and memory likewise, times the data centre's overhead and the grid, and the hardware's share of its making.
 */
export function machineEmissions(at: Place, machine: Machine, hours: number, assumed: readonly string[]) {
  const { carbon } = at.catalogue;
  const known = at.catalogue.machineType(machine.type);
  const embodied = carbon.embodiedOf(machine.type);
  const busy = at.use("utilisation");
  const energy = known && machineEnergy(at, known, machine, busy.value);
  if (!energy || !embodied) return undefined;
  const running = (machine.count ?? 1) * hours;
  const used = emitted(at, { kwh: energy.perHour * running, basis: energy.basis }, []);
  // The tested servers' own memory is part of the processors' figure already; how much of it is not known.
  const least = emitted(at, { kwh: (energy.perHour - energy.memory) * running, basis: energy.basis }, []);
  if (!used || !least) return undefined;
  const made = amountOf((embodied.gco2ePerHour * running) / 1000, embodied.basis);
  return {
    low: least.low + made.low,
    likely: used.likely + made.likely,
    high: used.high + made.high,
    basis: combineBases([used.basis, made.basis]),
    assumed: [...assumed, ...busy.assumed],
  };
}

/** kWh of one hour; undefined where the power of a part is not known. */
function machineEnergy(at: Place, machine: MachineType, { accelerator }: Machine, busy: number) {
  const { catalogue } = at;
  const model = accelerator && catalogue.gpus().find(({ nativeNames }) => nativeNames.includes(accelerator.name));
  if (accelerator && !model) return undefined;
  const attached = accelerator && model && { model: model.model, count: accelerator.count };
  const power = catalogue.carbon.powerOf(machine, attached);
  if (!power || power.gpuUnknown !== undefined) return undefined;
  const between = (idle: number, full: number) => idle + busy * (full - idle);
  const processors = between(power.wattsPerVcpuIdle, power.wattsPerVcpuFull) * power.vcpus;
  const gpus = between(power.gpuWattsIdle ?? 0, power.gpuWattsFull ?? 0);
  const memory = power.memoryGib * power.memoryKwhPerGibHour;
  const basis = combineBases([power.basis, { kind: "exact", note: ESTIMATED_MEMORY }]);
  return { perHour: (processors + gpus) / 1000 + memory, memory, basis };
}

/** What keeping data for a month emits. */
export function storageEmissions(at: Place, gigabytes: number, kind: "ssd" | "hdd", service: string | undefined) {
  const { coefficients } = at.catalogue.carbon;
  const wattHours = kind === "ssd" ? coefficients.ssdWhPerTbHour : coefficients.hddWhPerTbHour;
  const copies = service === undefined ? undefined : at.catalogue.carbon.replicationOf(service);
  const kwh = ((gigabytes / 1000) * wattHours * HOURS * (copies ?? 1)) / 1000;
  return (assumed: readonly string[]) =>
    emitted(
      at,
      { kwh, basis: copies === undefined ? { ...coefficients.basis, kind: "estimate" } : coefficients.basis },
      assumed,
    );
}

/** What sending data emits. */
export function trafficEmissions(at: Place, gigabytes: number, assumed: readonly string[]): Amount | undefined {
  const { networkKwhPerGb, basis } = at.catalogue.carbon.coefficients;
  return emitted(at, { kwh: gigabytes * networkKwhPerGb, basis }, assumed);
}
