import type { SliceAccelerator, SliceGpu } from "../slice.js";
import { field, listField, numberField, type Row } from "./csv.js";
import type { Tables } from "./inputs.js";
import { gpuIndex } from "./machine-types.js";
import type { Masks } from "./offers.js";

export function packGpus(tables: Tables, cloud: string): SliceGpu[] {
  return tables.gpus.map((row) => {
    const model = field(row, "gpu_model_neutral");
    const memoryGib = numberField(row, "memory_gib");
    const fp16Tflops = numberField(row, "fp16_dense_tflops");
    const tdpWatts = numberField(row, "tdp_w");
    const zones = zonesOf(tables.gpu_availability, cloud, model);
    return {
      model,
      vendor: field(row, "vendor"),
      ...(memoryGib !== undefined && { memoryGib }),
      nativeNames: nativeNames(row, cloud),
      ...(fp16Tflops !== undefined && { fp16Tflops }),
      ...(tdpWatts !== undefined && { tdpWatts }),
      ...(Object.keys(zones).length > 0 && { zones }),
    };
  });
}

/** GCP's are identifiers without spaces, the others' are titles separated by bars. */
function nativeNames(row: Row, cloud: string): string[] {
  if (cloud === "gcp") return listField(row, "gcp_native");
  return field(row, `${cloud}_native`)
    .split(" | ")
    .filter((name) => name !== "");
}

function zonesOf(availability: readonly Row[], cloud: string, model: string): Record<string, string[]> {
  const zones: Record<string, string[]> = {};
  for (const row of availability) {
    if (row.cloud !== cloud || row.gpu_model_neutral !== model) continue;
    const names = listField(row, "zones");
    if (names.length > 0) zones[field(row, "region")] = names;
  }
  return zones;
}

/** The GPUs that gpu_attach.csv gives limits for. */
export function packAccelerators(
  tables: Tables,
  cloud: Row,
  gpus: readonly SliceGpu[],
  masks: Masks,
): SliceAccelerator[] {
  const models = gpus.map((gpu) => gpu.model);
  const limits = tables.gpu_attach.filter((row) => row.cloud === cloud.cloud);
  return [...new Set(limits.map((row) => field(row, "accelerator")))].map((name) => {
    const model = gpus.find((gpu) => gpu.nativeNames.includes(name))?.model ?? name;
    const offers = tables.gcp_accelerators.filter((row) => row.accelerator === name);
    const price = acceleratorPrice(offers, listField(cloud, "price_regions"));
    return {
      name,
      gpu: gpuIndex(models, model),
      offered: masks.index(offers.map((row) => field(row, "region"))),
      ...(price !== undefined && { price }),
      limits: limits.filter((row) => row.accelerator === name).map(packLimit),
    };
  });
}

function packLimit(row: Row): SliceAccelerator["limits"][number] {
  return {
    count: Number(field(row, "count")),
    maxVcpus: Number(field(row, "max_vcpus")),
    maxMemoryGib: Number(field(row, "max_memory_gib")),
  };
}

function acceleratorPrice(offers: readonly Row[], reference: readonly string[]): number | undefined {
  for (const region of [...reference, ...offers.map((row) => field(row, "region")).sort()]) {
    const row = offers.find((offer) => offer.region === region);
    const price = row && numberField(row, "ondemand_usd_hour");
    if (price !== undefined) return price;
  }
  return undefined;
}
