import type { Weights } from "@isobar/core/placement";
import { money } from "../plan/numbers.js";
import type { Candidate } from "./choose.js";
import { unknownOf } from "./rank.js";

/** In one sentence why the first place is first. */
export function explain(candidates: readonly Candidate[], weights: Weights): string {
  const [best, ...others] = candidates;
  if (!best) return "No place keeps all rules and can hold the program.";
  const next = others.find((each) => unknownOf(each, weights).length <= unknownOf(best, weights).length);
  const figures = `USD ${money(best.cost)} and ${money(best.emissions)} kg CO2e a month`;
  const among = candidates.length === 1 ? "the only place that is possible" : wonOver(candidates.length, weights);
  const compared = next ? `; the next, ${nameOf(next)}, ${differences(best, next)}` : "";
  const holes = unknownOf(best, weights).length > 0 ? ", as far as known" : "";
  return `${nameOf(best)} is ${among}: ${figures}${holes}${compared}.`;
}

function wonOver(count: number, { cost, carbon }: Weights): string {
  const of = `of the ${count} places that are possible`;
  if (carbon === 0) return `the cheapest ${of}`;
  if (cost === 0) return `the one ${of} that emits least`;
  return `the best ${of} where 1 % of cost counts as much as ${Number((cost / carbon).toFixed(2))} % of carbon`;
}

function differences(best: Candidate, next: Candidate): string {
  const cost = difference(next.cost, best.cost, "costs", "USD ");
  const emissions = difference(next.emissions, best.emissions, "emits", "", " kg");
  const both = `${cost} and ${emissions}`;
  return next.cost === best.cost && next.km > best.km
    ? `${both}, and is ${Math.round(next.km - best.km)} km further`
    : both;
}

function difference(next: number, best: number, verb: string, before: string, after = ""): string {
  const more = next - best;
  if (money(Math.abs(more)) === money(0)) return `${verb} the same`;
  return `${verb} ${before}${money(Math.abs(more))}${after} ${more > 0 ? "more" : "less"}`;
}

/** The first of a list, and how many more there are. */
export function few(texts: readonly string[]): string {
  const more = texts.length - SHOWN;
  return more > 1 ? `${texts.slice(0, SHOWN).join("; ")} and ${more} more` : texts.join("; ");
}

const SHOWN = 4;

export function nameOf({ cloud, region }: { readonly cloud: string; readonly region: string }): string {
  return `${cloud} ${region}`;
}
