import { createHash } from "node:crypto";
import type { FoundResource, SimulatedProvider } from "@isobar/sandbox";
import { relations } from "../sandbox/relations.js";
import { origins } from "./components.js";
import type { Mention, Resource } from "./page/protocol.js";

/** Type, id, and the scope in which the id is unique where it isn't so everywhere. */
export function keyOf({ type, id, scope }: FoundResource): string {
  return [type, id, ...(scope === undefined ? [] : [scope])].join(" ");
}

/** The resources as the page lists them. */
export function summarize(found: readonly FoundResource[], providers: readonly SimulatedProvider[]): Resource[] {
  const reclaimable = new Set(
    providers.flatMap(({ models }) => models.filter(({ reclaim }) => reclaim).map(({ type }) => type)),
  );
  const mentions = new Map<FoundResource, Mention[]>(found.map((resource) => [resource, []]));
  for (const { from, to, property } of relations(found)) mentions.get(from)?.push({ to: keyOf(to), property });
  const origin = origins(found.map(({ urn }) => urn));
  return found.map((resource, index) => {
    const { cloud, region, type, id, urn, inputs, outputs } = resource;
    return {
      key: keyOf(resource),
      cloud,
      region,
      type,
      id,
      ...(origin[index] ?? { name: urn, stack: "" }),
      mentions: mentions.get(resource) ?? [],
      reclaimable: reclaimable.has(type),
      digest: digestOf([inputs, outputs]),
    };
  });
}

function digestOf(value: unknown): string {
  return createHash("sha1").update(JSON.stringify(value)).digest("base64url").slice(0, 12);
}
