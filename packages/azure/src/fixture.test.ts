import type { RecordOptions } from "@isobar/core/testing";
import { record, recordRefusal } from "@isobar/core/testing";
import { mocksOf } from "@isobar/sandbox";
import { runtime } from "@pulumi/pulumi";
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

/** What the engine is told of a replacement, which recordings leave out. */
export interface ReplacementRequest {
  getType(): string;
  getName(): string;
  getReplaceWithList(): string[];
  /** Undefined where the provider decides. */
  getDeletebeforereplacedefined(): boolean;
}

/** Runs a program and tells what the engine was told of replacements, by the names of resources. */
export async function replacementsOnAzure(program: () => unknown): Promise<ReadonlyMap<string, ReplacementRequest>> {
  const requests = new Map<string, ReplacementRequest>();
  await recordOnAzure(() => {
    const monitor = runtime.getMonitor() as unknown as { registerResource(...args: unknown[]): unknown };
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (...args) => {
      const request = args[0] as ReplacementRequest;
      if (request.getType().startsWith("azure-native:")) requests.set(request.getName(), request);
      return register(...args);
    };
    return program();
  });
  return requests;
}
