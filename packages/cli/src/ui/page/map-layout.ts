import type { Card, Group } from "./map-cards.js";

export const ROW = 28;
export const HEAD = 34;
export const COLUMN = 236;
const PAD = 5;
const GAP_X = 64;
const GAP_Y = 16;
const GROUP_HEAD = 44;
const GROUP_PAD = 16;
const GROUP_GAP = 20;
const MAX_ROWS = 10;
/** Width to height of a map that needs more room than there is. */
const ASPECT = 1.7;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedCard extends Card, Box {
  /** Rows in each column. */
  readonly perColumn: number;
  readonly group: string;
}

export interface PlacedGroup extends Group, Box {}

/** Where a resource's row is: its middle, and both of its sides. */
export interface Anchor {
  readonly card: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly PlacedGroup[];
  readonly cards: readonly PlacedCard[];
  readonly anchors: ReadonlyMap<string, Anchor>;
}

/** Places all cards: in a group, what is named stands left of what names it. Groups stand in lines at least as long as the given width. */
export function layOut(groups: readonly Group[], width: number): Layout {
  const laid = groups.map((group) => ({ group, ...layOutGroup(group) }));
  const area = laid.reduce((sum, each) => sum + (each.width + GROUP_GAP) * (each.height + GROUP_GAP), 0);
  const lineWidth = Math.max(width, Math.sqrt(area * ASPECT), ...laid.map((each) => each.width + 2 * GROUP_GAP));
  const placedGroups: PlacedGroup[] = [];
  const cards: PlacedCard[] = [];
  let [x, y, lineHeight, right] = [GROUP_GAP, GROUP_GAP, 0, 0];
  for (const { group, cards: inner, width, height } of laid) {
    if (x > GROUP_GAP && x + width + GROUP_GAP > lineWidth) {
      [x, y, lineHeight] = [GROUP_GAP, y + lineHeight + GROUP_GAP, 0];
    }
    placedGroups.push({ ...group, x, y, width, height });
    for (const card of inner) cards.push({ ...card, x: card.x + x, y: card.y + y });
    lineHeight = Math.max(lineHeight, height);
    x += width + GROUP_GAP;
    right = Math.max(right, x);
  }
  return { width: right, height: y + lineHeight + GROUP_GAP, groups: placedGroups, cards, anchors: anchorsOf(cards) };
}

function layOutGroup(group: Group): { cards: PlacedCard[]; width: number; height: number } {
  const sized = group.cards.map((card) => ({ ...card, ...sizeOf(card), group: group.id }));
  const area = sized.reduce((sum, { width, height }) => sum + (width + GAP_X) * (height + GAP_Y), 0);
  const column = Math.max(Math.sqrt(area * 0.9), ...sized.map(({ height }) => height));
  const cards: PlacedCard[] = [];
  let [x, bottom] = [GROUP_PAD, 0];
  for (const layer of layersOf(sized)) {
    let [y, widest] = [GROUP_HEAD, 0];
    for (const card of layer) {
      if (y > GROUP_HEAD && y + card.height > GROUP_HEAD + column) {
        x += widest + GROUP_PAD;
        [y, widest] = [GROUP_HEAD, 0];
      }
      cards.push({ ...card, x, y });
      y += card.height + GAP_Y;
      widest = Math.max(widest, card.width);
      bottom = Math.max(bottom, y - GAP_Y);
    }
    x += widest + GAP_X;
  }
  return { cards, width: x - GAP_X + GROUP_PAD, height: bottom + GROUP_PAD };
}

/** Cards in a nearly square block of columns are easier to take in than one long list. */
function sizeOf({ rows, title }: Card): { width: number; height: number; perColumn: number } {
  const columns = Math.ceil(rows.length / MAX_ROWS);
  const perColumn = Math.ceil(rows.length / columns);
  return { width: columns * COLUMN + 2 * PAD, height: (title ? HEAD : PAD) + perColumn * ROW + PAD, perColumn };
}

/** The cards by how many others lie beneath them. Those that name the same things stand together. */
function layersOf<C extends Card>(cards: readonly C[]): C[][] {
  const cardOf = new Map(cards.flatMap((card) => card.rows.map(({ key }) => [key, card] as const)));
  const named = new Map(cards.map((card) => [card, new Set<C>()]));
  for (const card of cards) {
    for (const to of card.rows.flatMap(({ mentions }) => mentions.map((mention) => cardOf.get(mention.to)))) {
      if (to && to !== card) named.get(card)?.add(to);
    }
  }
  const depths = new Map<C, number>();
  const depthOf = (card: C): number => {
    const known = depths.get(card);
    if (known !== undefined) return known;
    // Cards that name each other stand side by side.
    depths.set(card, 0);
    const depth = Math.max(-1, ...Array.from(named.get(card) ?? [], depthOf)) + 1;
    depths.set(card, depth);
    return depth;
  };
  const layers: C[][] = [];
  for (const card of cards) {
    const depth = depthOf(card);
    layers[depth] = [...(layers[depth] ?? []), card];
  }
  const positions = new Map<C, number>();
  for (const layer of layers.filter(Boolean)) {
    const centre = (card: C) => mean(Array.from(named.get(card) ?? [], (to) => positions.get(to) ?? 0));
    layer.sort((a, b) => centre(a) - centre(b) || b.rows.length - a.rows.length);
    for (const [index, card] of layer.entries()) positions.set(card, index);
  }
  return layers.filter(Boolean);
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

function anchorsOf(cards: readonly PlacedCard[]): Map<string, Anchor> {
  const anchors = new Map<string, Anchor>();
  for (const card of cards) {
    for (const [index, { key }] of card.rows.entries()) {
      const left = card.x + PAD + Math.floor(index / card.perColumn) * COLUMN;
      const top = card.y + (card.title ? HEAD : PAD) + (index % card.perColumn) * ROW;
      anchors.set(key, { card: card.id, left, right: left + COLUMN, y: top + ROW / 2 });
    }
  }
  return anchors;
}
