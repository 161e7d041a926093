import type { Basis } from "../basis.js";
import type { SliceCarbon, SliceCoefficients, SliceRegionCarbon } from "../slice-carbon.js";
import { field, numberField, type Row } from "./csv.js";
import { Embodied } from "./embodied.js";
import { headOf } from "./head.js";
import type { Tables } from "./inputs.js";
import { Processors } from "./processors.js";
import { nameRules } from "./rules.js";

/** Packs what one cloud's machines, storage and network draw, what making them emitted, and the regions' grids. */
export function packCarbon(tables: Tables, cloud: Row, source: string): SliceCarbon {
  const name = field(cloud, "cloud");
  const ofCloud = (rows: readonly Row[]): Row[] => rows.filter((row) => row.cloud === name);
  const listed = new Set(ofCloud(tables.families).map((row) => field(row, "family")));
  const types = ofCloud(tables.machine_types).sort((a, b) => (field(a, "type") < field(b, "type") ? -1 : 1));
  const family = (row: Row): string => nameRules(name).family(field(row, "type"), listed);
  const processors = new Processors(tables.power, tables.processors, name);
  const embodied = new Embodied(ofCloud(tables.embodied), types, nameRules(name), listed);
  const shares = types.map((row) => embodied.share(row));
  return {
    ...headOf(cloud, source),
    processor: types.map((row) => processors.index(field(row, "cpu_platform"), family(row))),
    processors: processors.list,
    gpus: packGpuWatts(tables.gpus),
    gpuBasis: { kind: "derived", note: "12 % of the GPU's thermal design power when idle, 102 % at full load" },
    types: types.map((row) => field(row, "type")),
    embodied: shares.map(({ kg }) => kg),
    embodiedBasis: shares.map(({ basis }) => basis),
    embodiedBases: embodied.bases,
    coefficients: packCoefficients(ofCloud(tables.power)),
    coefficientsBasis: { kind: "exact", date: "2024-03", note: "Cloud Carbon Footprint" },
    regions: Object.fromEntries(ofCloud(tables.regions).map((row) => [field(row, "region"), packRegion(row)])),
  };
}

function packGpuWatts(gpus: readonly Row[]): SliceCarbon["gpus"] {
  const known = gpus.flatMap((row) => {
    const idle = numberField(row, "idle_w_12pct");
    const full = numberField(row, "full_w_102pct");
    return idle === undefined || full === undefined ? [] : [[field(row, "gpu_model_neutral"), { idle, full }] as const];
  });
  return Object.fromEntries(known);
}

function packCoefficients(power: readonly Row[]): SliceCoefficients {
  const value = (component: string, key: string, metric: string): number => {
    const row = power.find((each) => each.component === component && each.key === key && each.metric === metric);
    if (!row) throw new Error(`power.csv has no ${component} ${key} ${metric}`);
    return Number(field(row, "value"));
  };
  const copies = power.filter((row) => row.component === "replication");
  return {
    memoryKwhPerGibHour: value("memory", "all", "kwh_per_gb_hour"),
    ssdWhPerTbHour: value("storage", "ssd", "wh_per_tb_hour"),
    hddWhPerTbHour: value("storage", "hdd", "wh_per_tb_hour"),
    networkKwhPerGb: value("network", "all", "kwh_per_gb"),
    pue: value("pue", "average", "pue"),
    serverLifetimeHours: value("server", "all", "server_expected_lifespan"),
    cpuUtilisation: value("server", "all", "avg_cpu_utilization_2020") / 100,
    replication: Object.fromEntries(copies.map((row) => [field(row, "key"), Number(field(row, "value"))])),
  };
}

function packRegion(row: Row): SliceRegionCarbon {
  const grid = numberField(row, "grid_gco2e_per_kwh");
  const free = numberField(row, "cfe_percent");
  const pue = numberField(row, "pue");
  return {
    ...(grid !== undefined && { gco2ePerKwh: grid, gridBasis: gridBasis(row) }),
    ...(free !== undefined && {
      carbonFreePercent: free,
      carbonFreeMatch: row.cfe_basis?.includes("hourly") ? "hourly" : "annual",
      carbonFreeYear: field(row, "cfe_year"),
    }),
    ...(pue !== undefined && { pue, pueYear: field(row, "pue_year") }),
  };
}

/** Whose figure stands for the region, by the word that grid_basis begins with. */
function gridBasis(row: Row): Basis {
  const source = field(row, "grid_basis");
  const date = field(row, "grid_year");
  const dated = date === "" ? {} : { date };
  const [word = "", place] = source.split(":");
  if (word.includes("same-grid")) return { kind: "derived", ...dated, note: `figure of ${place}, on the same grid` };
  if (word === "same-country") return { kind: "estimate", ...dated, note: `figure of ${place}, in the same country` };
  if (word.includes("national")) return { kind: "estimate", ...dated, note: "national average" };
  if (word === "corrected") return { kind: "corrected", ...dated, note: `unit of ${place} put right` };
  return { kind: "exact", ...dated, note: `yearly mean, ${source}` };
}
