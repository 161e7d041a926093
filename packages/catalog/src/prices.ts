import { type Basis, combineBases } from "./basis.js";
import { PriceTable } from "./price-table.js";
import type { SliceMachinePrices } from "./slice-prices.js";

/** Linux, before tax and discounts. */
export interface MachinePrice {
  readonly usdPerHour: number;
  readonly basis: Basis;
  /** Spot only: how often such machines are taken back in a month: 0 is under 5 %, 4 is over 20 %. Absent if not known. */
  readonly interruptionBand?: number;
}

export interface PriceOptions {
  /** The price of capacity that the cloud may take back at any time. Default false. */
  readonly spot?: boolean | undefined;
  /** Accelerators attached to the machine, by the cloud's own name: their price is added. */
  readonly accelerator?: { readonly name: string; readonly count: number } | undefined;
}

/** Prices of one cloud's machines and of the accelerators that are attached to them. */
export class MachinePrices {
  readonly edition: string;
  readonly onDemand: PriceTable;
  readonly spot: PriceTable;
  readonly #slice: SliceMachinePrices;
  readonly #accelerators: PriceTable;
  readonly #acceleratorsSpot: PriceTable;
  readonly #regions: ReadonlyMap<string, number>;

  constructor(slice: SliceMachinePrices) {
    const { regions, bases } = slice;
    this.#slice = slice;
    this.edition = slice.edition;
    this.onDemand = new PriceTable(slice.onDemand, regions, bases);
    this.spot = new PriceTable(slice.spot, regions, bases);
    this.#accelerators = new PriceTable(slice.accelerators, regions, bases);
    this.#acceleratorsSpot = new PriceTable(slice.acceleratorsSpot, regions, bases);
    this.#regions = new Map(regions.map((name, index) => [name, index]));
  }

  /** Index of a region in the tables, or -1. */
  regionIndex(region: string): number {
    return this.#regions.get(region) ?? -1;
  }

  get regions(): readonly string[] {
    return this.#slice.regions;
  }

  /** The list price of a type; undefined when it, or that of an accelerator attached to it, is not known. */
  priceOfMachine(type: string, region: string, options: PriceOptions = {}): MachinePrice | undefined {
    const machine = this.#priceOfType(type, region, options.spot === true);
    const { accelerator } = options;
    if (!machine || !accelerator) return machine;
    const one = this.priceOfAccelerator(accelerator.name, region, options);
    if (!one) return undefined;
    const usdPerHour = machine.usdPerHour + accelerator.count * one.usdPerHour;
    return { ...machine, usdPerHour, basis: combineBases([machine.basis, one.basis]) };
  }

  #priceOfType(type: string, region: string, spot: boolean): MachinePrice | undefined {
    const table = spot ? this.spot : this.onDemand;
    const row = table.row(type);
    const index = this.regionIndex(region);
    const price = table.at(row, index);
    if (!price) return undefined;
    const band = spot ? this.#slice.interruption?.[row]?.[table.place(row, index)] : undefined;
    return {
      usdPerHour: price.usd,
      basis: price.basis,
      ...(band !== undefined && band !== "-" && { interruptionBand: Number(band) }),
    };
  }

  /** The price of one accelerator that is attached to a machine, by the cloud's own name. */
  priceOfAccelerator(name: string, region: string, { spot = false }: PriceOptions = {}): MachinePrice | undefined {
    const table = spot ? this.#acceleratorsSpot : this.#accelerators;
    const price = table.at(table.row(name), this.regionIndex(region));
    return price && { usdPerHour: price.usd, basis: price.basis };
  }
}
