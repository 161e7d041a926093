import { createRequire } from "node:module";
import * as path from "node:path";
import { type Catalogue, suggest } from "@isobar/catalog";
import type * as Rules from "@isobar/core/placement";
import { messageOf, UserError } from "../errors.js";
import type { BackendPackage } from "../sandbox/discovery.js";

/** The rules by the copy of core that the program uses. */
export function loadRules({ folder }: BackendPackage): typeof Rules {
  return createRequire(path.join(folder, "package.json"))("@isobar/core/placement") as typeof Rules;
}

/**
 * Reads `isobar:placement` and checks that all it names exists.
 * @param text As the stack's config has it; undefined for one without rules.
 * @throws UserError at the first thing that is not possible.
 */
export function placementOf(
  rules: typeof Rules,
  text: string | undefined,
  catalogues: readonly Catalogue[],
): Rules.Placement {
  const placement = parsed(rules, text);
  const regions = catalogues.flatMap((catalogue) => catalogue.regions);
  const { clouds = [], countries = [], jurisdictions = [], gpus = [], near = [] } = placement;
  const known = {
    clouds: catalogues.map(({ cloud }) => cloud),
    countries: regions.flatMap(({ country }) => country ?? []),
    jurisdictions: regions.flatMap((region) => region.jurisdictions),
    gpus: catalogues.flatMap((catalogue) => catalogue.gpus().flatMap(({ model }) => [model, short(model)])),
    near: catalogues.flatMap(({ cloud, regions: own }) => own.map(({ name }) => `${cloud}/${name}`)),
  };
  for (const each of clouds) mustKnow("clouds", each, known.clouds);
  for (const each of countries) mustKnow("countries", each, known.countries);
  for (const each of jurisdictions) mustKnow("jurisdictions", each, known.jurisdictions);
  for (const each of gpus) mustKnow("gpus", each, known.gpus);
  for (const { place } of near) if (typeof place === "string") mustKnow("near", place, known.near);
  return placement;
}

function parsed(rules: typeof Rules, text = "{}"): Rules.Placement {
  let value: unknown = text;
  try {
    value = JSON.parse(text);
  } catch {
    // A text is refused by the rules' own words.
  }
  try {
    return rules.readPlacement(value);
  } catch (error) {
    throw new UserError(messageOf(error));
  }
}

function short(model: string): string {
  return model.replace(/-\d+gb$/i, "");
}

function mustKnow(key: string, given: string, known: readonly string[]): void {
  if (known.some((name) => name.toLowerCase() === given.toLowerCase())) return;
  const names = [...new Set(known)].sort();
  // Two letters are like too many others.
  const words = names.map((name) => ({ name, words: [name] }));
  const near = given.length > 2 ? suggest(given, words) : [];
  const help = near.length > 0 ? `did you mean ${near.join(" or ")}?` : `there are ${names.join(", ")}`;
  throw new UserError(
    `isobar:placement.${key}: "${given}" is not in the catalogues of the installed backends; ${help}`,
  );
}
