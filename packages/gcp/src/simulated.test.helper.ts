import { type RecordOptions, record, recordRefusal } from "@isobar/core/testing";
import { mocksOf } from "@isobar/sandbox";
import "./index";
import { provider } from "./sandbox";

export const REGION = "europe-west4";
export const PROJECT = provider.account;

function options(more: Partial<RecordOptions>): RecordOptions {
  const region = more.region ?? REGION;
  const { calls, ...mocks } = mocksOf(provider, region);
  const config = { "gcp:project": PROJECT, ...more.config };
  return { ...mocks, ...more, cloud: "gcp", region, config, calls: { ...calls, ...more.calls } };
}

/** Runs a program on the simulated cloud, which refuses what the real one refuses. */
export function run<T>(program: () => T, more: Partial<RecordOptions> = {}) {
  return record(options(more), program);
}

/** The message with which a program is refused. */
export async function refusal(program: () => unknown, more: Partial<RecordOptions> = {}): Promise<string> {
  const { error } = await recordRefusal(options(more), program);
  return error instanceof Error ? error.message : String(error);
}
