import type { SliceDisk, SliceServices } from "../slice-prices.js";
import { Bases } from "./bases.js";
import { field, numberField, type Row } from "./csv.js";
import { headOf } from "./head.js";
import type { Tables } from "./inputs.js";
import { PriceTableBuilder } from "./price-table.js";

/** Stands for every region in service_prices.csv. */
const EVERYWHERE = "*";

/** What the clouds call a database with a second machine in another zone. */
const HIGHLY_AVAILABLE: readonly string[] = ["multi-az", "regional"];

/** Packs the prices of what is no machine: storage, network, addresses, control planes, databases. */
export function packServices(tables: Tables, cloud: Row, source: string): SliceServices {
  const name = field(cloud, "cloud");
  const ofCloud = (rows: readonly Row[]): Row[] => rows.filter((row) => row.cloud === name);
  const own = ofCloud(tables.regions).map((row) => field(row, "region"));
  const regions = [...new Set([...own, ...ofCloud(tables.storage_prices).map((row) => field(row, "region"))])];
  const bases = new Bases(tables.bases, name);
  const services = new PriceTableBuilder(regions);
  const databases = new PriceTableBuilder(regions);
  const add = (table: PriceTableBuilder, row: Row, columns: readonly string[]): void => {
    const key = columns.map((column) => field(row, column)).join("/");
    const places = row.region === EVERYWHERE ? own : [field(row, "region")];
    for (const region of places) table.add(key, region, Number(field(row, "usd")), bases.index(field(row, "source")));
  };
  for (const row of ofCloud(tables.storage_prices)) add(services, row, ["kind", "class"]);
  for (const row of ofCloud(tables.network_prices)) add(services, row, ["kind", "from_gb"]);
  for (const row of ofCloud(tables.service_prices)) {
    if (row.service !== "accelerator") add(services, row, ["service", "item"]);
  }
  for (const row of ofCloud(tables.database_prices)) {
    const how = HIGHLY_AVAILABLE.includes(field(row, "availability")) ? "ha" : "single";
    add(databases, { ...row, how }, ["engine", "class", "how"]);
  }
  return {
    ...headOf(cloud, source),
    regions,
    bases: bases.list,
    services: services.pack(),
    databases: databases.pack(),
    disks: packDisks(ofCloud(tables.disks)),
  };
}

function packDisks(rows: readonly Row[]): SliceServices["disks"] {
  const disks: Record<string, SliceDisk[]> = {};
  for (const row of rows) {
    const sizeGib = numberField(row, "size_gib");
    const includedIops = numberField(row, "included_iops");
    const includedMbps = numberField(row, "included_mbps");
    const known = disks[field(row, "class")] ?? [];
    disks[field(row, "class")] = known;
    known.push({
      ...(row.size_name && { sizeName: row.size_name }),
      ...(sizeGib !== undefined && { sizeGib }),
      ...(includedIops !== undefined && { includedIops }),
      ...(includedMbps !== undefined && { includedMbps }),
    });
  }
  return disks;
}
