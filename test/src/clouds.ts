import type { Backend } from "@isobar/core/driver";
import type { RecordOptions } from "@isobar/core/testing";
import { mocksOf, type SimulatedProvider } from "@isobar/sandbox";

/** The clouds that every test of all clouds runs on. */
export const CLOUDS = [
  { cloud: "aws", region: "eu-central-1", config: {} },
  { cloud: "gcp", region: "europe-west4", config: { "gcp:project": "my-project" } },
  { cloud: "azure", region: "westeurope", config: {} },
] as const;

export type Cloud = (typeof CLOUDS)[number];

export function backendOf({ cloud }: Cloud): Backend {
  return (require(`@isobar/${cloud}`) as { backend: Backend }).backend;
}

/** Runs programs on one cloud under mocks, with the simulated cloud's answers. */
export function mocks({ cloud, region, config }: Cloud): RecordOptions {
  const { provider } = require(`@isobar/${cloud}/sandbox`) as { provider: SimulatedProvider };
  return { cloud, region, config, ...mocksOf(provider, region) };
}
