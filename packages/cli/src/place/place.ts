import * as path from "node:path";
import type * as Rules from "@isobar/core/placement";
import { UserError } from "../errors.js";
import { catalogued, loadBackends } from "../plan/backends.js";
import { money } from "../plan/numbers.js";
import { configAt } from "../plan/overlay.js";
import { readProject } from "../plan/project.js";
import type { OpenProgram } from "../plan/recorded.js";
import { readStack } from "../plan/stack.js";
import { findBackends } from "../sandbox/discovery.js";
import { type Candidate, type Choice, chooseSite } from "./choose.js";
import { explain, few, nameOf } from "./explain.js";
import { loadRules, placementOf } from "./placement.js";
import { scoreOf, unknownOf } from "./rank.js";
import { summaryOf } from "./ruled-out.js";
import type { Placing, PlacingCandidate } from "./schema.js";
import { type Own, sitesOf } from "./sites.js";
import { writeDecision } from "./write.js";

export interface PlaceOptions {
  readonly cwd: string;
  readonly stack?: string;
  /** Values by key for this run. */
  readonly config: Readonly<Record<string, string>>;
  readonly dryRun?: boolean;
  /** Whether a stack that is placed already goes to the best place. */
  readonly move?: boolean;
  /** Day of the decision, ISO 8601. */
  readonly today: string;
}

/**
 * Ranks the places that keep the stack's rules by what its program costs and emits there, and writes the best one into the
 * stack's config if it has none yet, or is to move.
 * @throws UserError if project, stack or rules can't be made out.
 */
export async function placeStack(options: PlaceOptions): Promise<Placing> {
  const project = readProject(options.cwd);
  const stack = readStack(project, options.stack, options.config);
  const packages = findBackends([path.resolve(options.cwd), project.folder]);
  const facts = catalogued(packages, project.folder);
  const catalogues = facts.map(({ catalogue }) => catalogue);
  const [first] = facts;
  if (!first) throw new UserError("no backend with a catalogue is installed");
  const rules = loadRules(first.package);
  const placement = placementOf(rules, stack.values["isobar:placement"], catalogues);
  const own = { cloud: stack.values["isobar:cloud"], region: stack.values["isobar:region"] };
  const { sites, ruledOut } = sitesOf(rules, placement, catalogues, own);
  const backends = loadBackends(facts.map((each) => each.package));
  const program: OpenProgram = { project, stack, packages, backends: () => backends, options: {} };
  const weights = rules.weightsOf(placement);
  const choice = await chooseSite(program, sites, own, weights);
  const all: Choice = { candidates: choice.candidates, ruledOut: [...ruledOut, ...choice.ruledOut] };
  const done = carriedOut(program, all, own, options);
  return {
    version: 1,
    project: project.name,
    stack: stack.stack,
    editions: Object.fromEntries(catalogues.map(({ cloud, edition }) => [cloud, edition])),
    weights: { ...weights },
    ...done,
    notes: [...done.notes, ...looksBetter(all.candidates, weights)],
    broken: brokenBy(own, all),
    explanation: explain(all.candidates, weights),
    ranking: all.candidates.map((each, index) => rowOf(each, index + 1, placement)),
    ruledOut: summaryOf(all.ruledOut),
  };
}

type Done = Pick<Placing, "best" | "kept" | "written" | "removed" | "notes">;

/** Writes the decision, if there is one to write. */
function carriedOut(
  { stack, backends }: OpenProgram,
  { candidates: [best] }: Choice,
  own: Own,
  { dryRun, move, today, config }: PlaceOptions,
): Done {
  const kept = own.cloud !== undefined && own.region !== undefined ? { cloud: own.cloud, region: own.region } : null;
  if (!best) return { best: null, kept, written: false, removed: [], notes: [] };
  const place = { cloud: best.cloud, region: best.region };
  const changes = kept === null || nameOf(kept) !== nameOf(place);
  const notes = changes ? notesOn(best, kept) : [];
  if (dryRun || !changes || (kept && !move)) return { best: place, kept, written: false, removed: [], notes };
  const loaded = backends();
  const account = loaded.find(({ backend }) => backend.name === best.cloud)?.backend;
  const there = configAt(stack, place, account).values;
  const tied = Object.keys(stack.values).filter((key) => there[key] !== stack.values[key] && config[key] === undefined);
  const edition = loaded.map(({ backend }) => `${backend.name} ${backend.catalogue().edition}`).join(", ");
  const removed = writeDecision(stack.file, { ...place, at: today, edition }, tied);
  return { best: place, kept, written: true, removed, notes };
}

/** A place that looks better than the best one, because not all of it is known. */
function looksBetter([best, ...others]: readonly Candidate[], weights: Rules.Weights): string[] {
  if (!best) return [];
  const than = scoreOf(best, weights);
  const found = others.find(
    (each) => unknownOf(each, weights).length > unknownOf(best, weights).length && scoreOf(each, weights) < than,
  );
  if (!found) return [];
  const figures = `USD ${money(found.cost)} and ${money(found.emissions)} kg CO2e`;
  return [
    `${nameOf(found)} shows less (${figures}), but comes later because not known is: ${few(unknownOf(found, weights))}`,
  ];
}

function notesOn({ assumed, holders }: Candidate, kept: Done["kept"]): string[] {
  const data =
    kept && holders.length > 0
      ? [
          `The program keeps data (${holders.join(", ")}): once they are deployed in ${nameOf(kept)}, \`pulumi up\` refuses ` +
            "any other place before it creates anything. Then deploy there as another stack and copy the data",
        ]
      : [];
  return [...assumed.map((each) => `Taken for granted: ${each}`), ...data];
}

function brokenBy(own: Own, { ruledOut }: Choice): string[] {
  const here = ruledOut.find(({ cloud, region }) => cloud === own.cloud && region === own.region);
  return here?.obstacles.map(({ text }) => text) ?? [];
}

function rowOf(
  { site, cloud, region: name, cost, emissions, km, unpriced, unmeasured, tried }: Candidate,
  rank: number,
  { near = [] }: Rules.Placement,
): PlacingCandidate {
  const { catalogue, region } = site;
  return {
    rank,
    cloud,
    region: name,
    place: region.place ?? null,
    country: region.country ?? null,
    monthlyUsd: cost,
    monthlyKgCo2e: emissions,
    gridGco2PerKwh: catalogue.carbon.gridOf(name)?.gco2ePerKwh ?? null,
    km: near.length > 0 && Number.isFinite(km) ? Math.round(km) : null,
    unpriced: [...unpriced],
    unmeasured: [...unmeasured],
    tried,
  };
}
