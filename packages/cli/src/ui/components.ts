/** What a URN says of a resource and of the component that made it. */
export interface Origin {
  /** Project and stack: `shop/prod`. */
  readonly stack: string;
  readonly name: string;
  readonly component?: { readonly type: string; readonly name: string };
}

interface Parsed {
  readonly type: string;
  readonly name: string;
  readonly stack: string;
  /** Types of the components around it, the outermost first. */
  readonly parents: readonly string[];
}

/**
 * The origins of the resources of these URNs, in their order. A URN holds the types of the components but not their names, so
 * these come from the rule that a component's children are called like it, or like it with a suffix.
 */
export function origins(urns: readonly string[]): Origin[] {
  const parsed = urns.map(parse);
  const families = new Map<string, Parsed[]>();
  for (const resource of parsed) {
    const family = families.get(familyOf(resource));
    if (family) family.push(resource);
    else families.set(familyOf(resource), [resource]);
  }
  const rootsOf = new Map(Array.from(families, ([family, members]) => [family, roots(members)]));
  return parsed.map((resource) => {
    const { name, stack, parents } = resource;
    const type = parents.at(-1);
    if (type === undefined) return { stack, name };
    const own = (rootsOf.get(familyOf(resource)) ?? []).filter((root) => name === root || name.startsWith(`${root}-`));
    const longest = own.reduce((best, root) => (root.length > best.length ? root : best), "");
    return { stack, name, component: { type, name: longest || name } };
  });
}

function parse(urn: string): Parsed {
  const [stack = "", project = "", types = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  const chain = types.split("$").filter((type) => type !== "pulumi:pulumi:Stack");
  return {
    type: chain.at(-1) ?? "",
    name: name.join("::"),
    stack: `${project}/${stack}`,
    parents: chain.slice(0, -1),
  };
}

function familyOf({ stack, parents }: Parsed): string {
  return [stack, ...parents].join(" ");
}

/**
 * The names of the components of one type: those of the children that are of the same types as the one with the shortest name.
 * While that one isn't there yet, what children's names have in common.
 */
function roots(members: readonly Parsed[]): string[] {
  const [shortest] = [...members].sort((a, b) => a.name.length - b.name.length);
  if (!shortest) return [];
  const isRoot = members.some(({ name }) => name.startsWith(`${shortest.name}-`));
  const isOneKind = new Set(members.map(({ type }) => type)).size === 1;
  if (!isRoot && !isOneKind) return stems(members.map(({ name }) => name));
  const main = new Set(members.filter(({ name }) => name === shortest.name).map(({ type }) => type));
  return [...new Set(members.filter(({ type }) => main.has(type)).map(({ name }) => name))];
}

/** The longest beginning, in whole words, of the names that begin with the same word. */
function stems(names: readonly string[]): string[] {
  const found = new Map<string, readonly string[]>();
  for (const name of names) {
    const words = name.split("-");
    const [first = ""] = words;
    const stem = found.get(first) ?? words;
    const end = stem.findIndex((word, index) => word !== words[index]);
    found.set(first, end < 0 ? stem : stem.slice(0, end));
  }
  return Array.from(found.values(), (words) => words.join("-"));
}
