import { familyOf } from "./icons.js";
import { type Scope, shortType } from "./model.js";
import type { Resource } from "./protocol.js";

/** The resources that one component made, or one that none made. */
export interface Card {
  readonly id: string;
  /** The component; undefined for a resource that none made. */
  readonly title?: { readonly type: string; readonly name: string };
  readonly rows: readonly Resource[];
}

/** The cards of one stack in one region. */
export interface Group {
  readonly id: string;
  readonly place: Required<Scope>;
  readonly cards: readonly Card[];
  readonly count: number;
}

/** Resources by place, stack and component, in the order in which they are given. */
export function groupsOf(resources: readonly Resource[]): Group[] {
  const groups = Map.groupBy(resources, ({ cloud, region, stack }) => [cloud, region, stack].join("|"));
  return Array.from(groups, ([id, members]) => {
    const [first] = members;
    const cards = Map.groupBy(members, ({ key, component }) =>
      component ? `${component.type}|${component.name}` : key,
    );
    return {
      id,
      place: { cloud: first?.cloud ?? "", region: first?.region ?? "", stack: first?.stack ?? "" },
      count: members.length,
      cards: Array.from(cards, ([card, rows]) => {
        const component = rows[0]?.component;
        return {
          id: `${id}|${card}`,
          rows: rows.sort((a, b) => rank(a) - rank(b) || a.type.localeCompare(b.type)),
          ...(component && { title: { type: shortType(component.type), name: component.name } }),
        };
      }),
    };
  });
}

const FAMILIES = ["compute", "data", "network", "guard", "identity", "other"];

/** The resource that is called like its component comes first, then those of a family together. */
function rank({ name, type, component }: Resource): number {
  return name === component?.name ? -1 : FAMILIES.indexOf(familyOf(type));
}

/**
 * What a row says of a resource: its name without the component's and the type's, and the type unless the name says it:
 * `private-1 Subnet` for the `net-private-subnet-1` of the network `net`.
 */
export function labelOf({ name, type, component }: Resource): { readonly label: string; readonly type: string } {
  const prefix = `${component?.name}-`;
  const own = component && name.startsWith(prefix) ? name.slice(prefix.length) : name;
  const short = shortType(type);
  const words = short.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();
  const label = `-${own}-`.replace(`-${words}-`, "-").replace(/^-|-$/g, "");
  if (label !== own && /[a-z]/.test(label)) return { label, type: short };
  return { label: own, type: isSaidBy(own, short) ? "" : short };
}

function isSaidBy(name: string, type: string): boolean {
  const [a, b] = [name, type].map((text) => text.toLowerCase().replace(/[^a-z]/g, ""));
  return a !== undefined && b !== undefined && a !== "" && (a.includes(b) || (a !== b && b.includes(a)));
}
