import type { Anchor, Layout } from "./map-layout.js";
import type { Resource } from "./protocol.js";

/** Lines as the data of an SVG path, and the dots at the ends where they name something. */
export interface Lines {
  readonly lines: string;
  readonly dots: string;
}

/** One line for each two cards of which one names the other, between the middles of the rows that it is about. */
export function linesBetweenCards(resources: readonly Resource[], { cards, anchors }: Layout): Lines {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const pairs = new Map<string, { readonly from: number[]; readonly to: number[] }>();
  for (const { key, mentions } of resources) {
    for (const mention of mentions) {
      const [from, to] = [anchors.get(key), anchors.get(mention.to)];
      if (!from || !to || from.card === to.card) continue;
      const pair = `${from.card}\n${to.card}`;
      const rows = pairs.get(pair) ?? { from: [], to: [] };
      rows.from.push(from.y);
      rows.to.push(to.y);
      pairs.set(pair, rows);
    }
  }
  return joined(
    Array.from(pairs, ([pair, rows]) => {
      const [from, to] = pair.split("\n").map((id) => byId.get(id));
      if (!from || !to) return { lines: "", dots: "" };
      return line({ x: from.x, y: mean(rows.from), side: -1 }, { x: to.x + to.width, y: mean(rows.to), side: 1 });
    }),
  );
}

export function joined(all: readonly Lines[]): Lines {
  return { lines: all.map(({ lines }) => lines).join(""), dots: all.map(({ dots }) => dots).join("") };
}

/** The line from a resource to one that it names. */
export function lineBetween(from: Anchor, to: Anchor): Lines {
  const start = { y: from.y, x: from.left, side: -1 } as const;
  const end = { y: to.y, x: to.right, side: 1 } as const;
  if (from.left >= to.right) return line(start, end);
  if (from.right <= to.left) return line({ ...start, x: from.right, side: 1 }, { ...end, x: to.left, side: -1 });
  // In one column: around its right side.
  return line({ ...start, x: from.right, side: 1 }, { ...end, x: to.right, side: 1 });
}

interface End {
  readonly x: number;
  readonly y: number;
  /** To which side the line leaves: -1 is left. */
  readonly side: 1 | -1;
}

function line(start: End, end: End): Lines {
  const reach = Math.min(120, Math.max(28, Math.abs(start.x - end.x) / 2));
  const [leaving, arriving] = [start.x + start.side * reach, end.x + end.side * reach];
  return {
    lines: `M${start.x} ${start.y}C${leaving} ${start.y} ${arriving} ${end.y} ${end.x} ${end.y}`,
    dots: `M${end.x} ${end.y}h0`,
  };
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

export type Direction = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight";

/** The nearest resource in a direction, or undefined. */
export function neighbour(key: string, direction: Direction, { anchors }: Layout): string | undefined {
  const from = anchors.get(key);
  if (!from) return anchors.keys().next().value;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [other, anchor] of anchors) {
    const across = anchor.left - from.left;
    const down = anchor.y - from.y;
    const distance = {
      ArrowDown: down > 0 ? down + Math.abs(across) * 4 : undefined,
      ArrowUp: down < 0 ? -down + Math.abs(across) * 4 : undefined,
      ArrowRight: across > 0 ? across + Math.abs(down) * 2 : undefined,
      ArrowLeft: across < 0 ? -across + Math.abs(down) * 2 : undefined,
    }[direction];
    if (distance !== undefined && distance < least) [best, least] = [other, distance];
  }
  return best;
}
