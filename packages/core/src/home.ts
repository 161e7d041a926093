import { type CustomResourceOptions, type Output, type Resource, Stash } from "@pulumi/pulumi";
import { IsobarError } from "./errors";
import type { Plan } from "./plan";
import { withoutStackTraces } from "./stacks";
import { stashed } from "./stash";
import type { ResolvedTarget } from "./target";

/** The place where a stack holds data, as plain data in its state. */
export interface Place {
  readonly cloud: string;
  readonly region: string;
  readonly account?: string;
  /** True for the simulated clouds. */
  readonly sandbox: boolean;
}

/** What the state says of one holder of data, beside what the program says today. */
export interface Home {
  /** The holder for messages: `Bucket "data"`. */
  readonly holder: string;
  readonly urn: Output<string>;
  readonly now: Place;
  /** The place, and whatever else was fixed at the first run. */
  readonly kept: Output<KeptHome>;
}

export interface KeptHome extends Place {
  /** The physical name that the holder got; empty if it keeps none. */
  readonly physicalName: string;
}

function placeOf(target: ResolvedTarget): Place {
  return {
    cloud: target.backend.name,
    region: target.region,
    ...(target.account === undefined ? {} : { account: target.account }),
    sandbox: process.env.ISOBAR_SANDBOX === "true",
  };
}

/**
 * Keeps the place and the physical name of a holder of data in the state, from its first run on, as long as the data are
 * kept.
 */
export function keepHome(
  plan: Plan,
  physicalName: string,
  parent: Resource,
  protection: CustomResourceOptions = plan.childOptions,
): Home {
  const now = placeOf(plan.target);
  const input: KeptHome = { ...now, physicalName };
  const options = { ...protection, parent, ignoreChanges: ["input"] };
  const stash = withoutStackTraces(() => new Stash(`${plan.name}-home`, { input }, options));
  return { holder: plan.label, now, urn: stash.urn, kept: stashed(stash) };
}

/** A home once its place and URN are known. */
export interface KnownHome extends Home {
  readonly old: KeptHome;
  readonly stash: string;
}

/** A refusal if the stack holds data somewhere else than where the program wants to deploy it. */
export function refuseMove(homes: readonly KnownHome[]): IsobarError | undefined {
  const moved = homes.filter((home) => differs(home.old, home.now));
  const [first] = moved;
  if (!first) return undefined;
  const holders = moved.map((home) => home.holder).join(", ");
  const crossing = first.old.sandbox !== first.now.sandbox;
  return new IsobarError({
    where: crossing ? "isobar sandbox" : first.old.cloud === first.now.cloud ? "isobar:region" : "isobar:cloud",
    what: `this stack holds data in ${title(first.old)} (${holders}), so nothing was changed`,
    given: title(first.now),
    allowed: title(first.old),
    fix:
      "set it back, or deploy to the new place as another stack and copy the data. If nothing was ever created in " +
      `${title(first.old)}, forget it with: pulumi state delete --force '${first.stash}'`,
  });
}

function differs(a: Place, b: Place): boolean {
  const account = a.account !== undefined && b.account !== undefined && a.account !== b.account;
  return a.cloud !== b.cloud || a.region !== b.region || a.sandbox !== b.sandbox || account;
}

function title(place: Place): string {
  const account = place.account === undefined ? "" : ` (account ${place.account})`;
  return `${place.sandbox ? "the sandbox's " : ""}${place.cloud}/${place.region}${account}`;
}
