import { bitsOf } from "./bits.js";
import { Carbon } from "./carbon.js";
import { chooseMachine } from "./choose.js";
import { shortName } from "./gpu-names.js";
import { type Candidate, unpackTypes } from "./machines.js";
import { MachinePrices } from "./prices.js";
import { unpackRegion } from "./regions.js";
import { ServicePrices } from "./services.js";
import type { Slice, SliceAccelerator, SliceGpu } from "./slice.js";
import type { SliceCarbon } from "./slice-carbon.js";
import type { SliceMachinePrices, SliceServices } from "./slice-prices.js";
import { suggest } from "./suggest.js";
import type {
  Arch,
  Gpu,
  GpuRegion,
  Image,
  ImageIdentifier,
  MachineChoice,
  MachineType,
  NoMachine,
  Region,
  Wish,
} from "./types.js";

/** Reads the other files of a slice, each when it is first asked for. */
export interface SliceReader {
  prices(): SliceMachinePrices;
  services(): SliceServices;
  carbon(): SliceCarbon;
}

/** Queries over the dated facts of one cloud. */
export class Catalogue {
  readonly cloud: string;
  /** Date of the newest data, ISO 8601. */
  readonly edition: string;
  readonly regions: readonly Region[];
  /** Every machine type with what the choice needs, sorted by name. */
  readonly candidates: readonly Candidate[];
  readonly #slice: Slice;
  readonly #masks: readonly bigint[];
  readonly #types: ReadonlyMap<string, Candidate>;
  readonly #regionIndexes: ReadonlyMap<string, number>;
  readonly #indexes = new Map<bigint, readonly number[]>();
  readonly #reader: SliceReader;
  #prices: MachinePrices | undefined;
  #services: ServicePrices | undefined;
  #carbon: Carbon | undefined;

  constructor(slice: Slice, reader: SliceReader) {
    this.#slice = slice;
    this.#reader = reader;
    this.cloud = slice.cloud;
    this.edition = slice.edition;
    this.regions = slice.regions.map(unpackRegion);
    this.#masks = slice.masks.map((mask) => BigInt(`0x${mask}`));
    this.candidates = unpackTypes(slice, this.#masks);
    this.#types = new Map(this.candidates.map((candidate) => [candidate.machine.type, candidate]));
    this.#regionIndexes = new Map(slice.regions.map((region, index) => [region.name, index]));
  }

  /** Prices of machines in every region; read from disk at the first use. */
  get prices(): MachinePrices {
    this.#prices ??= new MachinePrices(this.#reader.prices());
    return this.#prices;
  }

  /** Prices of storage, network, control planes and databases; read from disk at the first use. */
  get services(): ServicePrices {
    this.#services ??= new ServicePrices(this.#reader.services(), this.regions);
    return this.#services;
  }

  /** Power, embodied emissions and grids; read from disk at the first use. */
  get carbon(): Carbon {
    this.#carbon ??= new Carbon(this.#reader.carbon());
    return this.#carbon;
  }

  region(name: string): Region | undefined {
    const index = this.#regionIndexes.get(name);
    return index === undefined ? undefined : this.regions[index];
  }

  /** At most three regions that a mistyped name, a place or a country's city may have meant. */
  suggestRegions(typed: string): string[] {
    const named = ({ name, displayName, place }: Region) => ({ name, words: [displayName, place ?? ""] });
    return suggest(typed, this.regions.map(named));
  }

  /** undefined: the catalogue doesn't know the type, which doesn't mean that it doesn't exist. */
  machineType(type: string): MachineType | undefined {
    return this.#types.get(type)?.machine;
  }

  /** Whether a region offers a type; undefined when that is not known. */
  offered(type: string, region: string): boolean | undefined {
    const candidate = this.#types.get(type);
    const coverage = this.region(region)?.offers;
    if (!candidate || !coverage || coverage === "unknown") return undefined;
    if (this.hasRegion(candidate.offered, region)) return true;
    return coverage === "complete" && candidate.offered !== 0n ? false : undefined;
  }

  /** The best machine that has at least what is wished and that the region offers, or why there is none. */
  choose(wish: Wish): MachineChoice | NoMachine {
    return chooseMachine(this, wish);
  }

  imageNames(): string[] {
    return [...new Set(this.#slice.images.map((image) => image.name))];
  }

  /** `gpu` picks the variant with that driver: image("ubuntu-24.04", "amd64", "nvidia") is "ubuntu-24.04-nvidia". */
  image(name: string, arch: Arch, gpu?: string): Image | undefined {
    const wanted = gpu && !name.endsWith(`-${gpu}`) ? `${name}-${gpu}` : name;
    const [first, ...others] = this.#slice.images.filter((image) => image.name === wanted && image.arch === arch);
    if (!first) return undefined;
    const identifier = ({ kind, identifier, owner }: ImageIdentifier) => ({ kind, identifier, owner });
    return { ...first, others: others.map(identifier) };
  }

  gpus(): Gpu[] {
    return this.#slice.gpus.map(toGpu);
  }

  /** A GPU by its model; case doesn't count, and neither does the memory where one model has one size only. */
  gpu(model: string): Gpu | undefined {
    const wanted = model.toLowerCase();
    const exact = this.#slice.gpus.find((gpu) => gpu.model.toLowerCase() === wanted);
    const short = this.#slice.gpus.filter((gpu) => shortName(gpu.model).toLowerCase() === wanted);
    const found = exact ?? (short.length === 1 ? short[0] : undefined);
    return found && toGpu(found);
  }

  suggestGpus(typed: string): string[] {
    return suggest(
      typed,
      this.#slice.gpus.map(({ model }) => ({ name: model, words: [model, shortName(model)] })),
    );
  }

  /** Where a GPU is offered, and through which types; empty when the cloud doesn't have it. */
  gpuRegions(model: string): GpuRegion[] {
    const gpu = this.gpu(model)?.model;
    if (!gpu) return [];
    const carriers = this.candidates.filter(({ machine }) => machine.gpu?.model === gpu);
    return this.regions.flatMap(({ name: region }) => {
      const types = carriers
        .filter(({ offered }) => this.hasRegion(offered, region))
        .map(({ machine }) => machine.type);
      const accelerator = this.accelerators(gpu).find(({ offered }) => this.hasRegion(this.mask(offered), region));
      if (types.length === 0 && !accelerator) return [];
      const zones = this.gpuZones(gpu, region);
      return [{ region, types, ...(accelerator && { accelerator: accelerator.name }), ...(zones && { zones }) }];
    });
  }

  /** Whether a region is known to offer a GPU of that model, in a type or to be attached. */
  hasGpu(model: string, region: string): boolean {
    return (
      this.candidates.some(({ machine, offered }) => machine.gpu?.model === model && this.hasRegion(offered, region)) ||
      this.accelerators(model).some(({ offered }) => this.hasRegion(this.mask(offered), region))
    );
  }

  /** Zones of a region that have a GPU, where known. */
  gpuZones(model: string, region: string): readonly string[] | undefined {
    return this.#slice.gpus.find((gpu) => gpu.model === model)?.zones?.[region];
  }

  /** GPUs of a model that can be attached to a machine. */
  accelerators(model: string): SliceAccelerator[] {
    return this.#slice.accelerators.filter(({ gpu }) => this.#slice.gpus[gpu]?.model === model);
  }

  mask(index: number): bigint {
    return this.#masks[index] ?? 0n;
  }

  hasRegion(mask: bigint, region: string): boolean {
    const index = this.#regionIndexes.get(region);
    return index !== undefined && ((mask >> BigInt(index)) & 1n) === 1n;
  }

  /** Indexes into `regions`. */
  regionIndexes(mask: bigint): readonly number[] {
    let indexes = this.#indexes.get(mask);
    if (!indexes) {
      indexes = bitsOf(mask.toString(16));
      this.#indexes.set(mask, indexes);
    }
    return indexes;
  }

  regionsOf(mask: bigint): string[] {
    return this.regions.map(({ name }) => name).filter((name) => this.hasRegion(mask, name));
  }
}

function toGpu({ zones: _, ...gpu }: SliceGpu): Gpu {
  return gpu;
}
