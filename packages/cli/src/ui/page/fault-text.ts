import type { FaultKind, Resource } from "./protocol.js";

/** A fault as a form holds it: all are texts, and empty ones don't limit. */
export interface FaultDraft {
  readonly kind?: string;
  readonly cloud?: string;
  readonly region?: string;
  readonly zone?: string;
  readonly type?: string;
  readonly machine?: string;
  readonly name?: string;
  readonly operation?: string;
  readonly calls?: string;
  readonly probability?: string;
  readonly seed?: string;
  readonly seconds?: string;
}

const LIMITS = [
  "cloud",
  "region",
  "zone",
  "type",
  "machine",
  "name",
  "operation",
  "calls",
  "probability",
  "seed",
  "seconds",
] as const;

/** The fault as the command line takes it. */
export function faultText(draft: FaultDraft): string {
  const limits = LIMITS.flatMap((key) => (draft[key]?.trim() ? [`${key}=${draft[key].trim()}`] : []));
  return [draft.kind ?? "", limits.join(",")].filter(Boolean).join(":");
}

/** The types and functions that can meet a kind of fault, as far as the draft limits them; undefined if all can. */
export function reachOf(kind: FaultKind | undefined, { cloud, type }: FaultDraft): string[] | undefined {
  if (kind?.reach === undefined) return undefined;
  const tokens = Object.entries(kind.reach).flatMap(([of, tokens]) => (!cloud || of === cloud ? tokens : []));
  return type ? tokens.filter((token) => like(token, type) || like(type, token)) : tokens;
}

/** A fault that only this resource meets. */
export function draftFor({ cloud, type, name }: Pick<Resource, "cloud" | "type" | "name">): FaultDraft {
  return { cloud, type, name };
}

function like(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(text);
}
