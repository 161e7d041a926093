import type { Scope } from "@isobar/core/driver";
import { all, type Output, output } from "@pulumi/pulumi";

/**
 * The logical unit number of each data disk: the lowest that no older disk has, chosen once and kept, so that neither a new
 * disk nor a removed one moves another. Low ones, because their limit depends on the machine's size ("az vm disk attach").
 */
export function keptLuns(scope: Scope, keys: readonly string[]): Readonly<Record<string, Output<number>>> {
  const now = new Date().toISOString();
  const since = all(keys.map((key) => scope.kept<string>(`disk-${key}-since`, { pick: now, wish: {} })));
  const luns: Record<string, Output<number>> = {};
  for (const key of keys) {
    const pick = since.apply((dates) => {
      const older = olderThan(key, keys, dates);
      return all(older.map((other) => luns[other] ?? output(-1))).apply(lowestFree);
    });
    luns[key] = scope.kept<number>(`disk-${key}-lun`, { pick, wish: {} });
  }
  return luns;
}

/** The disks that were there before this one; of those of one run, the ones whose names come first. */
function olderThan(key: string, keys: readonly string[], dates: readonly string[]): string[] {
  const age = (of: string) => `${dates[keys.indexOf(of)]} ${of}`;
  return keys.filter((other) => age(other) < age(key));
}

function lowestFree(taken: readonly number[]): number {
  let lun = 0;
  while (taken.includes(lun)) lun++;
  return lun;
}
