import type { SliceMachinePrices } from "../slice-prices.js";
import { Bases } from "./bases.js";
import { field, numberField, type Row } from "./csv.js";
import { headOf } from "./head.js";
import type { Tables } from "./inputs.js";
import { PriceTableBuilder } from "./price-table.js";

/** Packs the prices of one cloud's machines, to the last digit that the source gives. */
export function packPrices(tables: Tables, cloud: Row, source: string): SliceMachinePrices {
  const name = field(cloud, "cloud");
  const regions = tables.regions.filter((row) => row.cloud === name).map((row) => field(row, "region"));
  const bases = new Bases(tables.bases, name);
  const onDemand = new PriceTableBuilder(regions);
  const spot = new PriceTableBuilder(regions);
  for (const row of tables.prices) {
    if (row.cloud !== name) continue;
    addMachine(onDemand, row, "ondemand", bases);
    addMachine(spot, row, "spot", bases, field(row, "spot_interruption_band") || "-");
  }
  const marks = spot.marks();
  const accelerators = packAccelerators(tables, name, regions, bases);
  return {
    ...headOf(cloud, source),
    regions,
    bases: bases.list,
    onDemand: onDemand.pack(),
    spot: spot.pack(),
    ...(marks.some((text) => /\d/.test(text)) && { interruption: marks }),
    ...accelerators,
  };
}

function addMachine(table: PriceTableBuilder, row: Row, kind: "ondemand" | "spot", bases: Bases, mark?: string): void {
  const usd = numberField(row, `${kind}_usd_hour`);
  if (usd === undefined) return;
  table.add(field(row, "type"), field(row, "region"), usd, bases.index(field(row, `${kind}_basis`)), mark);
}

function packAccelerators(tables: Tables, cloud: string, regions: readonly string[], bases: Bases) {
  const onDemand = new PriceTableBuilder(regions);
  const spot = new PriceTableBuilder(regions);
  const offers = tables.gcp_accelerators.filter((row) => regions.includes(field(row, "region")));
  const everywhere = tables.service_prices.filter((row) => row.cloud === cloud && row.service === "accelerator");
  for (const row of offers) {
    const name = field(row, "accelerator");
    const base = everywhere.find(({ item }) => item === name);
    const usd = numberField(row, "ondemand_usd_hour");
    const usdSpot = numberField(row, "spot_usd_hour");
    const region = field(row, "region");
    if (usd !== undefined) onDemand.add(name, region, usd, bases.index(field(row, "price_source")));
    else if (base) onDemand.add(name, region, Number(field(base, "usd")), bases.index(field(base, "source")));
    if (usdSpot !== undefined) spot.add(name, region, usdSpot, bases.index(field(row, "price_source")));
  }
  return { accelerators: onDemand.pack(), acceleratorsSpot: spot.pack() };
}
