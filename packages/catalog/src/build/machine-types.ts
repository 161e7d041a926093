import type { SliceFamily, SliceTypes } from "../slice.js";
import { field, listField, numberField, type Row } from "./csv.js";
import type { BasePrices, Masks, Offers } from "./offers.js";
import { type NameRules, nameRules } from "./rules.js";

type Columns = { -readonly [K in keyof SliceTypes]: SliceTypes[K] extends readonly (infer E)[] ? E[] : never };

interface Sources {
  readonly cloud: string;
  readonly types: readonly Row[];
  readonly families: readonly Row[];
  readonly gpuModels: readonly string[];
  readonly offers: Offers;
  readonly masks: Masks;
  readonly prices: BasePrices;
}

/** Packs a cloud's machine types, sorted by name, and the families that they name. */
export function packTypes(sources: Sources): { families: SliceFamily[]; types: SliceTypes } {
  const rules = nameRules(sources.cloud);
  const listed = new Map(sources.families.map((row) => [field(row, "family"), row]));
  const listedNames = new Set(listed.keys());
  const families: SliceFamily[] = [];
  const indexes = new Map<string, number>();
  const columns = emptyColumns();
  for (const row of [...sources.types].sort(byType)) {
    const type = field(row, "type");
    const name = rules.family(type, listedNames);
    let index = indexes.get(name);
    if (index === undefined) {
      index = families.push(packFamily(name, listed.get(name), type, rules)) - 1;
      indexes.set(name, index);
    }
    const selectable = families[index]?.tier !== undefined && !rules.special(type);
    addType(columns, row, { ...sources, family: index, selectable });
  }
  return { families, types: columns };
}

function packFamily(name: string, row: Row | undefined, type: string, rules: NameRules): SliceFamily {
  const traits = rules.traits(type);
  if (!row) return { name, ...traits };
  const tier = numberField(row, "tier");
  const rank = numberField(row, "rank");
  const diskTypes = listField(row, "disk_types");
  return {
    name,
    purpose: field(row, "purpose") as NonNullable<SliceFamily["purpose"]>,
    ...(tier !== undefined && { tier }),
    ...(rank !== undefined && { rank }),
    ...traits,
    ...(diskTypes.length > 0 && { diskTypes }),
  };
}

function addType(columns: Columns, row: Row, context: Sources & { family: number; selectable: boolean }): void {
  const type = field(row, "type");
  const model = field(row, "gpu_model_neutral");
  const { price, source } = context.prices.of(type);
  columns.name.push(type);
  columns.family.push(context.family);
  columns.vcpus.push(required(row, "vcpus"));
  columns.memoryGib.push(required(row, "memory_gib"));
  columns.arm.push(field(row, "arch") === "arm64" ? 1 : 0);
  columns.selectable.push(context.selectable ? 1 : 0);
  columns.gpu.push(model === "" ? -1 : gpuIndex(context.gpuModels, model));
  columns.gpuCount.push(numberField(row, "gpu_count") ?? null);
  columns.localDiskGb.push(numberField(row, "local_disk_gb") ?? null);
  columns.price.push(price);
  columns.priceSource.push(source);
  columns.offered.push(context.masks.index(context.offers.get(type)?.keys() ?? []));
}

function required(row: Row, column: string): number {
  const value = numberField(row, column);
  if (value === undefined || value <= 0) throw new Error(`${field(row, "type")} has no ${column}`);
  return value;
}

export function gpuIndex(models: readonly string[], model: string): number {
  const index = models.indexOf(model);
  if (index < 0) throw new Error(`GPU ${model} is not in gpus.csv`);
  return index;
}

function byType(a: Row, b: Row): number {
  return field(a, "type") < field(b, "type") ? -1 : 1;
}

function emptyColumns(): Columns {
  return {
    name: [],
    family: [],
    vcpus: [],
    memoryGib: [],
    arm: [],
    selectable: [],
    gpu: [],
    gpuCount: [],
    localDiskGb: [],
    price: [],
    priceSource: [],
    offered: [],
  };
}
