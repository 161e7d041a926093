import { type Recording, type RecordOptions, record, recordRefusal } from "@isobar/core/testing";
import { mocksOf } from "@isobar/sandbox";
import { provider } from "../sandbox";
import "../index";

export const REGION = "eu-central-1";

/** Runs a program on a fresh simulated AWS. */
export function run<T>(program: () => T, options: Partial<RecordOptions> = {}): Promise<Recording<T>> {
  return record(simulated(options), program);
}

/** The message with which a program is refused. */
export async function refusal(program: () => unknown, options: Partial<RecordOptions> = {}): Promise<string> {
  const { error } = await recordRefusal(simulated(options), program);
  return error instanceof Error ? error.message : String(error);
}

/** Options under which a program meets a fresh simulated AWS. */
export function simulated(options: Partial<RecordOptions> = {}): RecordOptions {
  const region = options.region ?? REGION;
  const { outputs, calls } = mocksOf(provider, region);
  return { cloud: "aws", region, outputs, calls, ...options };
}

/** Native resources as `type name`, sorted. */
export function natives({ registered }: Recording<unknown>): string[] {
  return registered
    .filter(({ type }) => type.startsWith("aws:"))
    .map(({ type, name }) => `${type.split(":").at(-1)} ${name}`)
    .sort();
}

/** Names of what a resource waits for. */
export function waitsFor(recording: Recording<unknown>, type: string, name: string): string[] {
  return recording.find(type, name).dependsOn.map((urn) => urn.split("::").at(-1) ?? "");
}

/** The statements of a policy document. */
export function statements(policy: unknown): Record<string, unknown>[] {
  return JSON.parse(String(policy)).Statement;
}
