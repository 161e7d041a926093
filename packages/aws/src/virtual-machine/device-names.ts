import { digest, type Scope } from "@isobar/core/driver";
import { all, type Output } from "@pulumi/pulumi";

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

/** "Device names for volumes on Amazon EC2 instances": names that no image and no instance store takes. */
const DEVICE_NAMES = ["b", "c"].flatMap((first) => LETTERS.map((second) => `/dev/xvd${first}${second}`));

/**
 * A device name for each key, chosen by the key and kept from its first run on, so that no disk that comes or goes changes
 * another's. A key whose name would be another's takes the next one that is free.
 */
export function deviceNames(scope: Scope, keys: readonly string[]): ReadonlyMap<string, Output<string>> {
  const names = new Map<string, Output<string>>();
  for (const key of [...keys].sort()) {
    const others = keys.filter((other) => other !== key).map((other) => nameAt(home(other)));
    const pick = all([...names.values()]).apply((taken) => free(home(key), [...others, ...taken]));
    names.set(key, scope.kept<string>(`device-${key}`, { pick, wish: {} }));
  }
  const distinct = all([...names.values()]).apply((taken) => refuseTwice(scope, [...names.keys()], taken));
  return new Map([...names.keys()].map((key, index) => [key, distinct.apply((all) => all[index] as string)]));
}

function home(key: string): number {
  return Number.parseInt(digest(key), 16);
}

function nameAt(index: number): string {
  return DEVICE_NAMES[index % DEVICE_NAMES.length] as string;
}

function free(start: number, taken: readonly string[]): string {
  const offset = DEVICE_NAMES.findIndex((_, step) => !taken.includes(nameAt(start + step)));
  return nameAt(start + Math.max(offset, 0));
}

/** A new key may sort before one that was moved to the same name long ago, and can't know of it. */
function refuseTwice(scope: Scope, keys: readonly string[], names: readonly string[]): readonly string[] {
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice < 0) return names;
  const [one, other] = [keys[names.indexOf(names[twice] as string)], keys[twice]];
  throw scope.plan.refusal(`dataDisks.${one}`, `takes the same device as dataDisks.${other}`, {
    given: names[twice],
    fix: "give the new one of the two another name",
  });
}
