import type { Catalogue } from "./catalogue.js";
import type { Candidate } from "./machines.js";
import type { AttachedAccelerator, Wish } from "./types.js";

/** A machine type, with attached GPUs if it has none of its own, and the regions that offer both. */
export interface Option {
  readonly candidate: Candidate;
  readonly gpuCount: number;
  readonly accelerator?: AttachedAccelerator;
  readonly offered: bigint;
  readonly usdPerHour?: number;
}

/** Every option of the wished architecture and GPU model, of any size and in any region. */
export function listOptions(catalogue: Catalogue, wish: Wish, gpuModel: string | undefined): Option[] {
  const arch = wish.arch ?? "amd64";
  const usable = catalogue.candidates.filter(({ selectable, machine }) => selectable && machine.arch === arch);
  if (gpuModel === undefined) {
    return usable
      .filter(({ machine }) => machine.purpose !== "gpu" && machine.purpose !== "gpu-host")
      .filter(({ machine }) => wish.burstable === true || !machine.burstable)
      .map(plain);
  }
  const carriers = usable.filter(({ machine }) => machine.gpu?.model === gpuModel);
  const hosts = usable.filter(({ machine }) => machine.purpose === "gpu-host");
  return [...carriers.map(plain), ...hosts.flatMap((host) => attach(catalogue, host, gpuModel))];
}

/**
 * Whether an option has at least the vCPUs and memory of a wish, and exactly its GPUs: the next bigger machine has
 * often eight for one, at eight times the price, which nobody should get without asking.
 */
export function satisfies({ candidate, gpuCount }: Option, wish: Wish): boolean {
  const { vcpus, memoryGib } = candidate.machine;
  return vcpus >= wish.vcpus && memoryGib >= wish.memoryGib && gpuCount === gpuWish(wish);
}

/** The wished number of GPUs; 0 without one. */
export function gpuWish(wish: Wish): number {
  return wish.gpu ? (wish.gpu.count ?? 1) : 0;
}

function plain(candidate: Candidate): Option {
  const price = candidate.machine.listPrice?.usdPerHour;
  return {
    candidate,
    gpuCount: candidate.machine.gpu?.count ?? 0,
    offered: candidate.offered,
    ...(price !== undefined && { usdPerHour: price }),
  };
}

function attach(catalogue: Catalogue, host: Candidate, model: string): Option[] {
  const { vcpus, memoryGib, listPrice } = host.machine;
  return catalogue.accelerators(model).flatMap(({ name, limits, offered, price }) =>
    limits
      .filter(({ maxVcpus, maxMemoryGib }) => vcpus <= maxVcpus && memoryGib <= maxMemoryGib)
      .map(({ count }) => ({
        candidate: host,
        gpuCount: count,
        accelerator: { name, count, ...(price !== undefined && { usdPerHour: price }) },
        offered: host.offered & catalogue.mask(offered),
        ...(listPrice && price !== undefined && { usdPerHour: listPrice.usdPerHour + count * price }),
      })),
  );
}
