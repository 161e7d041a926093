import { type Registered, record } from "@isobar/core/testing";
import { runtime } from "@pulumi/pulumi";
import { backendOf, type Cloud, mocks } from "../clouds.js";
import { everyValue } from "../pairwise/cases.js";
import { featuresOf } from "../pairwise/factor.js";
import { configOf, instructionOf } from "../pairwise/places.js";
import { program } from "../pairwise/program.js";
import { possible } from "../pairwise/space.js";
import { isNative } from "./stack.js";

/** Config by which a cloud makes what it makes only for those who ask. */
const EVERYTHING: Readonly<Record<string, object>> = {
  azure: { "isobar:azure": { bastion: true } },
  gcp: { "isobar:gcp": { billingAccount: "012345-6789AB-CDEF01" } },
};

const BUDGET = { "isobar:budget": { monthly: 1e9, alarms: { emails: ["ada@example.com"] } } };

/** Programs that together have every value of every argument that a cloud takes. */
export function everyProgram(cloud: Cloud): (() => unknown)[] {
  const features = featuresOf(backendOf(cloud));
  // Under mocks the simulated cloud has the stack's region alone.
  return everyValue().map((chosen, i) => {
    const instruction = instructionOf(
      cloud.cloud,
      `${i}`,
      possible({ ...chosen, target: "stack" }, cloud.cloud, features),
    );
    return () => program(instruction);
  });
}

/** The native resources that a program makes on a cloud, config that asks for everything included; secrets are plain. */
export async function nativesOf(
  cloud: Cloud,
  run: () => unknown,
  { config = {}, ...more }: { config?: object; project?: string; stack?: string } = {},
): Promise<Registered[]> {
  const options = mocks(cloud);
  const all = { ...options.config, ...configOf(cloud.cloud), ...EVERYTHING[cloud.cloud], ...BUDGET, ...config };
  const { registered } = await record({ ...options, config: all, ...more }, run);
  const found = registered.filter((it) => isNative(it) || it.type === "pulumi:index:Stash");
  return found.map((it) => ({ ...it, inputs: plain(it.inputs) as Registered["inputs"] }));
}

/** As Pulumi's own client writes secrets. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  if (runtime.specialSigKey in value && "value" in value) return plain(value.value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
