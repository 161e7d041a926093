import type { ObjectRules, ValueRules } from "./types.js";

type Table = Readonly<Record<string, ObjectRules>>;

/** Takes out all that demands nothing, so that checks need not go there. */
export function prune(resources: Table, types: Table): { resources: Table; types: Table } {
  const live = new Set<string>();
  // Types refer to each other in circles: those that lead to a demand are found step by step.
  for (let before = -1; before < live.size; ) {
    before = live.size;
    for (const [key, rules] of Object.entries(types)) {
      if (demands(withoutIdle(rules, live))) live.add(key);
    }
  }
  const kept = Object.entries(types).filter(([key]) => live.has(key));
  return { resources: prunedAll(Object.entries(resources), live), types: prunedAll(kept, live) };
}

function prunedAll(entries: readonly [string, ObjectRules][], live: ReadonlySet<string>): Table {
  return Object.fromEntries(entries.map(([key, rules]) => [key, withoutIdle(rules, live)]));
}

function withoutIdle(rules: ObjectRules, live: ReadonlySet<string>): ObjectRules {
  const { required = [], groups = [] } = rules;
  const properties = Object.entries(rules.properties).flatMap(([name, value]) => {
    const pruned = prunedValue(value, live);
    return Object.keys(pruned).length > 0 ? [[name, pruned] as const] : [];
  });
  return {
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
    ...(groups.length > 0 && { groups }),
  };
}

function prunedValue(
  { demands: own = [], items, object, variants }: ValueRules,
  live: ReadonlySet<string>,
): ValueRules {
  const prunedItems = items && prunedValue(items, live);
  const of = Object.entries(variants?.of ?? {}).filter(([, key]) => live.has(key));
  return {
    ...(own.length > 0 && { demands: own }),
    ...(prunedItems && Object.keys(prunedItems).length > 0 && { items: prunedItems }),
    ...(object !== undefined && live.has(object) && { object }),
    ...(variants && of.length > 0 && { variants: { property: variants.property, of: Object.fromEntries(of) } }),
  };
}

function demands({ properties, required, groups }: ObjectRules): boolean {
  return Object.keys(properties).length > 0 || required !== undefined || groups !== undefined;
}
