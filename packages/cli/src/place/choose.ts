import type { Weights } from "@isobar/core/placement";
import { type OpenProgram, type RecordedPlace, recordAt } from "../plan/recorded.js";
import { figuresAt, figuresThere, type Movable, movable, type SiteFigures } from "./moved.js";
import { type Rankable, ranked } from "./rank.js";
import { bestEquipped, type Obstacle, type Own, type RuledOut, type Site } from "./sites.js";

/** A place that keeps all rules, with what the program costs and emits there. */
export interface Candidate extends Rankable {
  readonly site: Site;
  /** Whether the program was tried there; else it was reckoned from another region of the cloud. */
  readonly tried: boolean;
  /** What stood for something that the config doesn't say. */
  readonly assumed: readonly string[];
  /** Names of what holds data. */
  readonly holders: readonly string[];
}

export interface Choice {
  /** The best first. */
  readonly candidates: readonly Candidate[];
  readonly ruledOut: readonly RuledOut[];
}

/** What is over it at a place to reckon from may be under it at another one. */
const BUDGET = "isobar:budget";
/** Places of a cloud where the program is tried before the whole cloud is ruled out. */
const TRIES = 3;

/**
 * Ranks the places by what the program's own resources cost and emit there. It is tried once on each cloud and reckoned for
 * the cloud's other regions; then it is tried at the best place, until the best place is one where it was.
 */
export async function chooseSite(
  program: OpenProgram,
  sites: readonly Site[],
  own: Own,
  weights: Weights,
): Promise<Choice> {
  const clouds = [...new Set(sites.map(({ catalogue }) => catalogue.cloud))];
  const reckoned = await Promise.all(
    clouds.map((cloud) => {
      const there = sites.filter(({ catalogue }) => catalogue.cloud === cloud);
      return reckonCloud(program, there, own);
    }),
  );
  const ruledOut = reckoned.flatMap((each) => each.ruledOut);
  let candidates = ranked(
    reckoned.flatMap((each) => each.candidates),
    weights,
  );
  for (;;) {
    const [best, ...others] = candidates;
    if (!best || best.tried) return { candidates, ruledOut };
    const recorded = await recordAt(placeOf(best.site), program);
    const failure = failureOf(recorded);
    if (failure) ruledOut.push(against(best.site, failure));
    const again = failure ? [] : [candidateOf(best.site, figuresThere(movable(recorded)), recorded, true)];
    candidates = ranked([...again, ...others], weights);
  }
}

async function reckonCloud(program: OpenProgram, sites: readonly Site[], own: Own): Promise<Choice> {
  const ruledOut: RuledOut[] = [];
  const { [BUDGET]: budget, ...values } = program.stack.values;
  const unlimited = { ...program, stack: { ...program.stack, values } };
  const order = bestEquipped(sites, own);
  for (const site of order.slice(0, TRIES)) {
    const recorded = await recordAt(placeOf(site), unlimited);
    const failure = failureOf(recorded);
    if (failure) {
      ruledOut.push(against(site, failure));
      continue;
    }
    const rest = order.filter((each) => !ruledOut.some(({ region }) => region === each.region.name));
    return reckonOthers(movable(recorded), budget === undefined ? site : undefined, rest, ruledOut);
  }
  const [first] = ruledOut;
  const untried = order.slice(TRIES).map((site) => against(site, first?.obstacles[0] as Obstacle));
  return { candidates: [], ruledOut: [...ruledOut, ...untried] };
}

function reckonOthers(
  from: Movable,
  tried: Site | undefined,
  sites: readonly Site[],
  failed: readonly RuledOut[],
): Choice {
  const ruledOut = [...failed];
  const candidates = sites.flatMap((site) => {
    const isTried = site === tried;
    const figures = isTried ? figuresThere(from) : figuresAt(from, site);
    if ("cost" in figures) return [candidateOf(site, figures, from.recorded, isTried)];
    ruledOut.push(against(site, figures));
    return [];
  });
  return { candidates, ruledOut };
}

function candidateOf(
  site: Site,
  { cost, emissions, unpriced, unmeasured }: SiteFigures,
  { assumed, recording }: RecordedPlace,
  tried: boolean,
): Candidate {
  const { catalogue, region, km } = site;
  return {
    site,
    cloud: catalogue.cloud,
    region: region.name,
    km,
    cost,
    emissions,
    unpriced,
    unmeasured,
    tried,
    assumed,
    holders: recording.resources.flatMap(({ type, name, parent }) =>
      isKept(type, parent) && name.endsWith(HOME) ? [name.slice(0, -HOME.length)] : [],
    ),
  };
}

/** What a holder of data keeps its place under. */
const HOME = "-home";

function isKept(type: string, parent: string): boolean {
  return type === "pulumi:index:Stash" && parent.includes("isobar:index:");
}

function placeOf({ catalogue, region }: Site) {
  return { cloud: catalogue.cloud, region: region.name };
}

function failureOf({ recording }: RecordedPlace): Obstacle | undefined {
  if (recording.ok) return undefined;
  const error = recording.messages.find(({ severity }) => severity === "error")?.text ?? "the program fails";
  return { rule: "program", text: `program: ${error.trim().split("\n")[0]}` };
}

function against({ catalogue, region }: Site, obstacle: Obstacle): RuledOut {
  return { cloud: catalogue.cloud, region: region.name, obstacles: [obstacle] };
}
