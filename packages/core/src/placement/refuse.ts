import { runtime } from "@pulumi/pulumi";
import type { Backend } from "../backend";
import { IsobarError } from "../errors";
import type { Near, Placement } from "./config";
import { brokenRules, locate } from "./rules";

const WHERE = "isobar:placement";

/** The command that chooses a place for the stack that runs. */
export function placeCommand(options = ""): string {
  return `\`isobar place --stack ${runtime.getStack()}${options}\``;
}

/**
 * Refuses a place that breaks a rule of the stack's placement, and names each of them.
 *
 * @param own Whether it is the stack's own place, which `isobar place` can choose.
 */
export function refuseMisplaced(
  placement: Placement,
  { backend, region, where, own }: { backend: Backend; region: string; where: string; own: boolean },
  find: (cloud: string, where: string) => Backend,
): void {
  const catalogue = backend.catalogue();
  const known = catalogue.region(region);
  if (!known) return;
  const catalogueOf = (cloud: string) => (cloud === backend.name ? backend : find(cloud, `${WHERE}.near`)).catalogue();
  for (const wish of placement.near ?? []) if (wish.withinKm !== undefined) mustExist(wish, catalogueOf);
  const broken = brokenRules(placement, catalogue, known, catalogueOf);
  if (broken.length === 0) return;
  throw new IsobarError({
    where,
    what: `breaks ${WHERE} (${broken.map(({ text }) => text).join("; ")})`,
    given: `${backend.name}/${region}`,
    fix: own
      ? `choose a place that keeps the rules with ${placeCommand(" --move")}, or change them`
      : "choose a place that keeps the rules, or change them",
  });
}

function mustExist({ place }: Near, catalogueOf: (cloud: string) => ReturnType<Backend["catalogue"]>): void {
  if (typeof place !== "string" || locate(place, catalogueOf)) return;
  const [cloud = "", name = ""] = place.split("/");
  const near = catalogueOf(cloud).suggestRegions(name);
  throw new IsobarError({
    where: `${WHERE}.near`,
    what: "there is no such region",
    given: place,
    ...(near.length > 0 ? { fix: `did you mean ${near.map((each) => `"${cloud}/${each}"`).join(" or ")}?` } : {}),
  });
}
