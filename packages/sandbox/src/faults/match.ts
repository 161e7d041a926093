import { createHash } from "node:crypto";
import type { Call } from "../calls.js";
import { CLOUD_FAULTS, type CloudFault, type Fault, type FaultText } from "./kinds.js";

/** Whether a call is among those that a fault is about, before its calls are counted. */
export function matches(fault: Fault, call: Call, texts: readonly FaultText[]): boolean {
  const { cloud, region, zone, type, machine, name, operation } = fault;
  const same = [
    [cloud, call.cloud],
    [region, call.region],
    [zone, call.zone],
    [operation, call.operation],
  ].every(([wanted, given]) => wanted === undefined || wanted === given);
  if (!same || !like(type, call.token) || !like(machine, call.machine) || !like(name, call.name)) return false;
  return !isCloudFault(fault.kind) || textOf(fault.kind, call, texts) !== undefined;
}

/** How the cloud words this fault for this call, or undefined where such a call never meets it. */
export function textOf(kind: CloudFault, call: Call, texts: readonly FaultText[]): FaultText | undefined {
  return texts.find(
    (text) =>
      text.kind === kind &&
      (text.operations ?? ["create", "update"]).includes(call.operation) &&
      text.tokens.some((token) => like(token, call.token)) &&
      (text.applies?.(call) ?? true),
  );
}

/** Whether the fault is met by the nth of the calls that match it. */
export function hits({ calls, probability = 1, seed = 1 }: Fault, nth: number): boolean {
  if (calls && (nth < calls.from || nth > (calls.to ?? Number.POSITIVE_INFINITY))) return false;
  return probability >= 1 || fraction(seed, nth) < probability;
}

export function isCloudFault(kind: string): kind is CloudFault {
  return kind in CLOUD_FAULTS;
}

function like(pattern: string | undefined, text: string | undefined): boolean {
  if (pattern === undefined) return true;
  if (text === undefined) return false;
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(text);
}

/** A number from 0 to 1 that is the same for the same seed and call. */
function fraction(seed: number, nth: number): number {
  return createHash("sha256").update(`${seed}/${nth}`).digest().readUInt32BE() / 2 ** 32;
}
