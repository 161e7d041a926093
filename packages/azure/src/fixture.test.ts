import type { RecordOptions } from "@isobar/core/testing";
import { record, recordRefusal } from "@isobar/core/testing";
import { mocksOf } from "@isobar/sandbox";
import { backend } from "./index";
import { provider } from "./sandbox";

export const REGION = "westeurope";

/** Runs programs on Azure, simulated in memory, whose inputs are held to the provider's schema. */
export function onAzure(more: Partial<RecordOptions> = {}): RecordOptions {
  return { cloud: backend.name, region: REGION, ...mocksOf(provider, REGION), ...more };
}

export function recordOnAzure<T>(program: () => T, more: Partial<RecordOptions> = {}) {
  return record(onAzure(more), program);
}

/** The message with which a program is refused. */
export async function refusalOnAzure(program: () => unknown, more: Partial<RecordOptions> = {}): Promise<string> {
  const { error } = await recordRefusal(onAzure(more), program);
  return (error as Error).message;
}
