import type { Weights } from "@isobar/core/placement";

/** What decides the rank of a place that keeps all rules. */
export interface Rankable {
  readonly cloud: string;
  readonly region: string;
  /** USD a month, as far as known. */
  readonly cost: number;
  /** kg of CO2 equivalent a month, as far as known. */
  readonly emissions: number;
  /** What has no known price. */
  readonly unpriced: readonly string[];
  /** What emits nobody knows how much, though it is known of most places. */
  readonly unmeasured: readonly string[];
  /** To the farthest of the places that it is to be near to; 0 where there is none. */
  readonly km: number;
}

/** Scores are told apart by 0.0001 %: the same prices may be summed in another order. */
const STEPS = 1e6;
/** Half of the way round the earth, in km. */
const FURTHEST = 20_040;
/** Stands for nothing at all, whose logarithm is not known. */
const NEXT_TO_NOTHING = 1e-6;

/**
 * The less, the better. Logarithms make it a matter of percents: with weights of 0.7 and 0.3, 3 % of cost count as much as
 * 7 % of carbon, whatever the units are and whatever other places there are.
 */
export function scoreOf({ cost, emissions }: Pick<Rankable, "cost" | "emissions">, weights: Weights): number {
  const part = (weight: number, value: number) => (weight === 0 ? 0 : weight * Math.log(value + NEXT_TO_NOTHING));
  return part(weights.cost, cost) + part(weights.carbon, emissions);
}

/** What is not known of a place and would decide. */
export function unknownOf({ unpriced, unmeasured }: Pick<Rankable, "unpriced" | "unmeasured">, { carbon }: Weights) {
  return carbon > 0 ? [...unpriced, ...unmeasured] : [...unpriced];
}

/**
 * The best first. A place of which less is known comes after those of which more is, however cheap it looks. Of equal ones
 * the nearest is better, then what is better by what did not count.
 */
export function ranked<T extends Rankable>(places: readonly T[], weights: Weights): T[] {
  const steps = (place: T, by: Weights) => Math.round(scoreOf(place, by) * STEPS);
  const others = { cost: weights.carbon, carbon: weights.cost };
  const scored = places.map((place) => ({
    place,
    // In the order in which they decide.
    keys: [
      unknownOf(place, weights).length,
      steps(place, weights),
      Math.round(Math.min(place.km, FURTHEST)),
      place.unmeasured.length,
      steps(place, others),
    ],
  }));
  scored.sort((a, b) => firstDifference(a.keys, b.keys) || text(a.place, b.place));
  return scored.map(({ place }) => place);
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  return a.map((key, index) => key - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function text(a: Rankable, b: Rankable): number {
  const [one, other] = [`${a.cloud} ${a.region}`, `${b.cloud} ${b.region}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
