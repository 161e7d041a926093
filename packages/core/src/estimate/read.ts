import { Output } from "@pulumi/pulumi";
import type { KnownInputs } from "./consumption";

/** Which arguments to read: "?" where only their presence counts. */
interface Wanted {
  [key: string]: Wanted | "value" | "?";
}

/** Whether a value may be waited for. */
export type MayWait = (value: Output<unknown>) => boolean;

/** The parts of a resource's arguments that paths name, as far as they are known or become known. */
export async function readInputs(props: unknown, paths: readonly string[], mayWait: MayWait): Promise<KnownInputs> {
  const read = await pick(props, wanted(paths), mayWait);
  return (typeof read === "object" && read !== null ? read : {}) as KnownInputs;
}

function wanted(paths: readonly string[]): Wanted {
  const root: Wanted = {};
  for (const path of paths) {
    const keys = path.replace(/\?$/, "").split(".");
    const last = keys.pop() as string;
    let at = root;
    for (const key of keys) {
      const next = at[key];
      const inner: Wanted = typeof next === "object" ? next : {};
      at[key] = inner;
      at = inner;
    }
    at[last] ??= path.endsWith("?") ? "?" : "value";
  }
  return root;
}

async function pick(given: unknown, want: Wanted | "value" | "?", mayWait: MayWait): Promise<unknown> {
  if (given === undefined || given === null) return undefined;
  if (want === "?") return true;
  const value = await settled(given, mayWait);
  if (Array.isArray(value)) return Promise.all(value.map((each) => pick(each, want, mayWait)));
  if (want === "value" || typeof value !== "object" || value === null) return value;
  const parts = Object.entries(want).map(async ([key, inner]) => {
    return [key, await pick((value as KnownInputs)[key], inner, mayWait)] as const;
  });
  return Object.fromEntries((await Promise.all(parts)).filter(([, part]) => part !== undefined));
}

/** What an Output or a promise comes to; undefined if it is not known, fails, or may not be waited for. */
async function settled(given: unknown, mayWait: MayWait): Promise<unknown> {
  if (!Output.isInstance(given)) return given instanceof Promise ? given.catch(() => undefined) : given;
  if (!mayWait(given)) return undefined;
  const inner = given as unknown as { promise(): Promise<unknown>; isKnown: Promise<boolean> };
  try {
    return (await inner.isKnown) ? await inner.promise() : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a value depends on nothing but what the engine itself answers, such as a choice kept in the state. Everything else
 * may wait for a provider, and with it for the budget.
 */
export function onlyKept(value: Output<unknown>): boolean {
  const resources = (value as unknown as { resources(): Iterable<{ __pulumiType?: string }> }).resources();
  return [...resources].every(
    ({ __pulumiType: type = "" }) =>
      type.startsWith("isobar:") || (type.startsWith("pulumi:") && !type.startsWith("pulumi:providers:")),
  );
}
