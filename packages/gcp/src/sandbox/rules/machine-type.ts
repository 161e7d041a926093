import { catalogue, regionOfZone, zonesWithAccelerator } from "../catalogue";
import { badRequest, invalid } from "../words";

/** "Create a VM with a custom machine type": virtual CPUs and memory in GB for each of them, by series. */
const CUSTOM: Readonly<Record<string, { readonly max: number; readonly perCpu: readonly [number, number] }>> = {
  n1: { max: 96, perCpu: [0.9, 6.5] },
  n2: { max: 128, perCpu: [0.5, 8] },
  n2d: { max: 96, perCpu: [0.5, 8] },
  n4: { max: 80, perCpu: [2, 8] },
  e2: { max: 32, perCpu: [0.5, 8] },
};
const CUSTOM_TYPE = /^(?:([a-z]\d[a-z]?)-)?custom-(?:(micro|small|medium)|(\d+))-(\d+)(-ext)?$/;
/** "Create a VM with a custom machine type": virtual CPUs that a machine sees which shares a core. */
const SHARED_CPUS = 2;
const MEMORY_STEP_MB = 256;

/** `n2` of `n2-standard-4`. */
export function seriesOf(type: string): string {
  return type.split("-")[0] ?? "";
}

/** "Machine families resource and comparison guide": a type that the zone's region has not. */
export function refuseMachineType(type: string, zone: string): string | undefined {
  const custom = CUSTOM_TYPE.exec(type);
  if (custom) return refuseCustom(type, zone, custom);
  const known = catalogue();
  const isOfKnownSeries = known.candidates.some(({ machine }) => seriesOf(machine.type) === seriesOf(type));
  const exists =
    known.machineType(type) === undefined ? !isOfKnownSeries : known.offered(type, regionOfZone(zone)) !== false;
  return exists && hasGpu(type, zone) ? undefined : doesNotExist(type, zone);
}

/** "GPU regions and zones availability": types that come with GPUs are where those are. */
function hasGpu(type: string, zone: string): boolean {
  const own = catalogue().machineType(type)?.gpu?.model;
  const names = (own && catalogue().gpu(own)?.nativeNames) || [];
  const zones = names.map((name) => zonesWithAccelerator(name, zone));
  return zones.length === 0 || zones.some((some) => some?.includes(zone) ?? true);
}

function doesNotExist(type: string, zone: string): string {
  const words = `Machine type with name '${type}' does not exist in zone '${zone}'.`;
  return invalid("machineType", `zones/${zone}/machineTypes/${type}`, words);
}

function refuseCustom(type: string, zone: string, [, series = "n1", shared, cpus, memory, extended]: string[]) {
  const limits = CUSTOM[series];
  if (!limits) return ["n4d", "n4a"].includes(series) ? undefined : doesNotExist(type, zone);
  if (shared !== undefined) return series === "e2" ? undefined : doesNotExist(type, zone);
  const [count, gigabytes] = [Number(cpus), Number(memory) / 1024];
  const [min, max] = limits.perCpu;
  if (count > limits.max || (count !== 1 && count % 2 !== 0) || (count === 1 && series !== "n1")) {
    return badRequest(
      `Number of CPUs for ${series.toUpperCase()} custom machine types must be even and at most ${limits.max}.`,
    );
  }
  if (Number(memory) % MEMORY_STEP_MB !== 0) {
    return badRequest(`Memory size for a VM must be a multiple of ${MEMORY_STEP_MB} MB, ${memory} MB was requested.`);
  }
  if (gigabytes < min * count || (gigabytes > max * count && extended === undefined)) {
    const range = `${Math.ceil(min * count * 1024)} MiB to ${max * count * 1024} MiB`;
    return badRequest(
      `Memory size for ${count} vCPU instance should be between ${range}, while ${memory} MiB was requested.`,
    );
  }
  return undefined;
}

/** Virtual CPUs of a type, where known. */
export function cpusOf(type: string): number | undefined {
  const [, , shared, cpus] = CUSTOM_TYPE.exec(type) ?? [];
  if (shared !== undefined) return SHARED_CPUS;
  return cpus === undefined ? catalogue().machineType(type)?.vcpus : Number(cpus);
}

/** Whether the type's processors are Arm's; undefined where that isn't known. */
export function isArm(type: string): boolean | undefined {
  const arch = catalogue().machineType(type)?.arch;
  return arch === undefined ? undefined : arch === "arm64";
}
