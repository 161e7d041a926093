import type { Option } from "./options.js";

const LAST_TIER = 3;

/** Up to this size the usual families come first; above it, families with very much memory compete by vCPUs. */
const USUAL_VCPUS = 64;

type Key = readonly (number | string)[];

/**
 * Best first. The order doesn't depend on the wish, so a bigger wish, which only leaves fewer options, can never be
 * given a smaller machine. Memory counts in steps of 1, 2, 4, 8, … GiB per vCPU: within a step the preferred family
 * wins over a few GiB.
 */
export function sortOptions(options: readonly Option[], cheapestFirst: boolean): Option[] {
  return options
    .map((option) => ({ option, key: sortKey(option, cheapestFirst) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ option }) => option);
}

function sortKey(option: Option, cheapestFirst: boolean): Key {
  const { machine, tier, rank } = option.candidate;
  const price = option.usdPerHour ?? Number.POSITIVE_INFINITY;
  const size = [machine.vcpus, tier, memoryStep(machine.vcpus, machine.memoryGib), rank, price];
  return [
    tier === LAST_TIER || machine.vcpus > USUAL_VCPUS ? 1 : 0,
    ...(cheapestFirst ? [price, ...size] : size),
    machine.memoryGib,
    machine.type,
  ];
}

function memoryStep(vcpus: number, memoryGib: number): number {
  return Math.round(Math.log2(memoryGib / vcpus));
}

function compareKeys(a: Key, b: Key): number {
  for (let i = 0; i < a.length; i++) {
    const left = a[i] as number | string;
    const right = b[i] as number | string;
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
