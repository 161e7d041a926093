import type { Weights } from "@isobar/core/placement";

/** What decides the rank of a place that keeps all rules. */
export interface Rankable {
  readonly cloud: string;
  readonly region: string;
  /** USD a month, as far as known. */
  readonly cost: number;
  /** kg of CO2 equivalent a month, as far as known. */
  readonly emissions: number;
  /** What is in neither figure because it is not known. */
  readonly unknown: readonly string[];
  /** To the farthest of the places that it is to be near to; 0 where there is none. */
  readonly km: number;
}

/** Scores are told apart by 0.0001 %: the same prices may be summed in another order. */
const STEPS = 1e6;
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

/** The best first. A place of which less is known comes after those of which more is, however cheap it looks. */
export function ranked<T extends Rankable>(places: readonly T[], weights: Weights): T[] {
  const scored = places.map((place) => ({ place, score: Math.round(scoreOf(place, weights) * STEPS) }));
  scored.sort(
    (a, b) =>
      a.place.unknown.length - b.place.unknown.length ||
      a.score - b.score ||
      Math.round(a.place.km - b.place.km) ||
      text(a.place, b.place),
  );
  return scored.map(({ place }) => place);
}

function text(a: Rankable, b: Rankable): number {
  const [one, other] = [`${a.cloud} ${a.region}`, `${b.cloud} ${b.region}`];
  return one < other ? -1 : one > other ? 1 : 0;
}
