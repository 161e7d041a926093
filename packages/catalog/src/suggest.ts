/** Number of insertions, deletions, replacements and swaps of neighbours between two words. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = at(last, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(at(last, j) + 1, at(row, j - 1) + 1, replace);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, at(beforeLast, j - 2) + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

export interface Named {
  readonly name: string;
  /** Other words that a user may try: a place, a title. */
  readonly words?: readonly string[];
}

/** At most three names close to what was typed, nearest first. Case and punctuation don't count. */
export function suggest(typed: string, candidates: readonly Named[]): string[] {
  const wanted = normalise(typed);
  if (wanted === "") return [];
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  return candidates
    .map(({ name, words = [] }) => ({ name, distance: distanceTo(wanted, name, words) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

function distanceTo(wanted: string, name: string, words: readonly string[]): number {
  const mentioned = wanted.length >= 3 && words.some((word) => normalise(word).includes(wanted));
  return mentioned ? 0.5 : editDistance(wanted, normalise(name));
}

function normalise(text: string): string {
  return text
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "");
}
