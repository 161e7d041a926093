import { likelySum } from "./numbers.js";
import type { PlacePlan, PlannedAmount, PlannedResource } from "./schema.js";

/** One line of the tree that a plan is shown as. */
export interface Row {
  /** 0 for what stands directly under the place. */
  readonly depth: number;
  readonly text: string;
  /** USD a month, and kg of CO2 equivalent; null if not known, undefined where there is nothing to tell. */
  readonly cost: number | null | undefined;
  readonly emissions: number | null | undefined;
  readonly remark: string;
}

/** Resources that live in the stack's state alone. */
const OWN = ["stack", "provider", "kept"];

/** The resources of a plan with what they cost: portable ones with their native children, then the plain ones. */
export function rowsOf({ resources }: PlacePlan): Row[] {
  const children = new Map<string | null, PlannedResource[]>();
  const shown = resources.filter(({ kind }) => !OWN.includes(kind));
  const urns = new Set(shown.map(({ urn }) => urn));
  for (const resource of shown) {
    const parent = resource.parent !== null && urns.has(resource.parent) ? resource.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), resource]);
  }
  const below = (parent: string | null, depth: number): Row[] =>
    (children.get(parent) ?? []).flatMap((resource) => {
      const nested = below(resource.urn, depth + 1);
      return [...ownRows(resource, depth, amountsBelow(resource, children)), ...nested];
    });
  return below(null, 0);
}

interface Amounts {
  readonly cost: readonly (PlannedAmount | null)[];
  readonly emissions: readonly (PlannedAmount | null)[];
}

function amountsBelow(
  resource: PlannedResource,
  children: ReadonlyMap<string | null, readonly PlannedResource[]>,
): Amounts {
  const lines = resource.estimate?.lines ?? [];
  const nested = (children.get(resource.urn) ?? []).map((child) => amountsBelow(child, children));
  return {
    cost: [...lines.map((line) => line.cost), ...nested.flatMap((each) => each.cost)],
    emissions: [...lines.map((line) => line.emissions), ...nested.flatMap((each) => each.emissions)],
  };
}

function ownRows(resource: PlannedResource, depth: number, below: Amounts): Row[] {
  const { kind, type, name, estimate } = resource;
  const sums = { cost: likelySum(below.cost), emissions: likelySum(below.emissions) };
  if (kind === "portable") {
    return [{ depth, text: `${shortType(type)} "${name}"`, ...emptyIfNone(below, sums), remark: "" }];
  }
  const text = `${spacedType(type)} ${name}`;
  const lines = estimate?.lines ?? [];
  if (lines.length <= 1) {
    const amounts = lines.length === 0 ? { cost: undefined, emissions: undefined } : sums;
    return [{ depth, text, ...amounts, remark: remarkOf(resource) }];
  }
  const items = lines.map(({ item, cost, emissions }) => ({
    depth: depth + 1,
    text: item,
    cost: cost?.likely ?? null,
    emissions: emissions?.likely ?? null,
    remark: doubt(cost),
  }));
  return [{ depth, text, ...sums, remark: remarkOf(resource) }, ...items];
}

function emptyIfNone(below: Amounts, sums: { cost: number | null; emissions: number | null }) {
  return below.cost.length === 0 ? { cost: undefined, emissions: undefined } : sums;
}

function remarkOf({ kind, estimate, protect, retainOnDelete }: PlannedResource): string {
  const [line, ...more] = estimate?.lines ?? [];
  const isFree = estimate !== null && estimate.lines.length === 0 && estimate.notCounted === null;
  const parts = [
    kind === "read" ? "only read" : kind === "remote" ? "made by a plugin" : "",
    estimate?.notCounted ? "not counted" : isFree ? "free" : "",
    line && more.length === 0 ? line.item : "",
    line && more.length === 0 ? doubt(line.cost) : "",
    protect ? "protected" : "",
    retainOnDelete ? "retained" : "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** In few words how a price is known that is not the cloud's own for that place. */
function doubt(cost: PlannedAmount | null): string {
  if (cost === null || cost.basis.kind === "exact") return "";
  const { kind, date, note } = cost.basis;
  return [`price: ${[kind, date].filter(Boolean).join(" ")}`, note?.split(";")[0]].filter(Boolean).join(", ");
}

/** "aws:ec2 Instance" for "aws:ec2/instance:Instance". */
export function spacedType(type: string): string {
  return `${type.slice(0, type.lastIndexOf(":")).replace(/\/.*/, "")} ${shortType(type)}`;
}

function shortType(type: string): string {
  return type.slice(type.lastIndexOf(":") + 1);
}
