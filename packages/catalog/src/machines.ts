import type { Slice } from "./slice.js";
import type { MachineGpu, MachineType } from "./types.js";

/** A machine type with what only the choice of a type needs. */
export interface Candidate {
  readonly machine: MachineType;
  readonly selectable: boolean;
  readonly tier: number;
  readonly rank: number;
  readonly offered: bigint;
}

/** Unpacks the columns of machine types. */
export function unpackTypes(slice: Slice, masks: readonly bigint[]): Candidate[] {
  return slice.types.name.map((_, index) => {
    const family = slice.families[slice.types.family[index] as number];
    return {
      machine: unpackMachine(slice, index),
      selectable: slice.types.selectable[index] === 1,
      tier: family?.tier ?? Number.POSITIVE_INFINITY,
      rank: family?.rank ?? Number.POSITIVE_INFINITY,
      offered: masks[slice.types.offered[index] as number] ?? 0n,
    };
  });
}

function unpackMachine(slice: Slice, index: number): MachineType {
  const { types } = slice;
  const family = slice.families[types.family[index] as number];
  const gpu = unpackGpu(slice, index);
  const localDiskGb = types.localDiskGb[index] ?? undefined;
  const usdPerHour = types.price[index] ?? undefined;
  const source = slice.prices[types.priceSource[index] as number];
  return {
    type: types.name[index] as string,
    family: family?.name ?? "",
    ...(family?.purpose && { purpose: family.purpose }),
    vcpus: types.vcpus[index] as number,
    memoryGib: types.memoryGib[index] as number,
    arch: types.arm[index] === 1 ? "arm64" : "amd64",
    burstable: family?.purpose === "burstable",
    ...(gpu && { gpu }),
    ...(localDiskGb !== undefined && { localDiskGb }),
    ...(usdPerHour !== undefined && source && { listPrice: { usdPerHour, ...source } }),
    ...(family?.diskTypes && { diskTypes: family.diskTypes }),
    ...(family?.diskControllers && { diskControllers: family.diskControllers }),
    ...(family?.bootModes && { bootModes: family.bootModes }),
  };
}

function unpackGpu(slice: Slice, index: number): MachineGpu | undefined {
  const gpu = slice.gpus[slice.types.gpu[index] as number];
  const count = slice.types.gpuCount[index] ?? undefined;
  if (!gpu || count === undefined) return undefined;
  return { model: gpu.model, count, ...(gpu.memoryGib !== undefined && { memoryGib: gpu.memoryGib }) };
}
