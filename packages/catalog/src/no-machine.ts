import type { Catalogue } from "./catalogue.js";
import { gpuWish, listOptions, type Option, satisfies } from "./options.js";
import { sortOptions } from "./order.js";
import type { NoMachine, NoMachineReason, Wish } from "./types.js";

const LISTED_REGIONS = 6;

export function noRegion(catalogue: Catalogue, region: string): NoMachine {
  const suggestions = catalogue.suggestRegions(region);
  const known = catalogue.regions.map(({ name }) => name).join(", ");
  const help = suggestions.length > 0 ? `Did you mean ${suggestions.join(" or ")}?` : `Known regions: ${known}.`;
  const message = `${catalogue.cloud} has no region "${region}" in the catalogue of ${catalogue.edition}. ${help}`;
  return failure("unknown-region", message, { suggestions });
}

export function noGpu(catalogue: Catalogue, model: string): NoMachine {
  const suggestions = catalogue.suggestGpus(model);
  const known = catalogue.gpus().filter(({ nativeNames }) => nativeNames.length > 0);
  const help =
    suggestions.length > 0
      ? `Did you mean ${suggestions.join(" or ")}?`
      : `${catalogue.cloud} has ${known.map((gpu) => gpu.model).join(", ")}.`;
  return failure("unknown-gpu", `The catalogue of ${catalogue.edition} knows no GPU "${model}". ${help}`, {
    suggestions,
  });
}

/** Why a wish can't be met in its region; `models` are the wished GPUs, in order of wish. */
export function noMachine(catalogue: Catalogue, wish: Wish, models: readonly string[]): NoMachine {
  const wanted = describeWish(wish, models);
  const options = (models.length > 0 ? models : [undefined]).flatMap((model) => listOptions(catalogue, wish, model));
  const fitting = options.filter((option) => satisfies(option, wish));
  const regions = catalogue.regionsOf(fitting.reduce((mask, { offered }) => mask | offered, 0n));
  if (catalogue.region(wish.region)?.offers === "unknown") {
    const message =
      `The catalogue of ${catalogue.edition} doesn't know which machines ${catalogue.cloud} ${wish.region} offers, ` +
      `so it can't choose one with ${wanted}. ${nativeAdvice(catalogue)}`;
    return failure("offers-not-known", message, { regions });
  }
  const here = options.filter(inRegion(catalogue, wish.region));
  const closest = closestOption(here, wish);
  const message = [
    `${catalogue.cloud} ${wish.region} offers no machine with ${wanted}, as far as the catalogue of ` +
      `${catalogue.edition} knows.`,
    closest ? `The closest there is ${describeOption(closest)}.` : describeGpus(catalogue, wish),
    regions.length > 0 ? `Regions that have one: ${shorten(regions)}.` : "Neither does any other region.",
    regions.length > 0
      ? `Choose another region or a smaller size. ${nativeAdvice(catalogue)}`
      : nativeAdvice(catalogue),
  ];
  return failure(regions.length > 0 ? "not-in-region" : "nowhere", message.filter(Boolean).join(" "), {
    regions,
    ...(closest && { closest: closest.candidate.machine }),
  });
}

function failure(reason: NoMachineReason, message: string, details: Partial<NoMachine>): NoMachine {
  return { ok: false, reason, message, suggestions: [], regions: [], ...details };
}

/** The option that lacks least, as a share of what was wished; too many GPUs are as wrong as too few. */
function closestOption(options: readonly Option[], wish: Wish): Option | undefined {
  let closest: Option | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const option of sortOptions(options, false)) {
    const { vcpus, memoryGib } = option.candidate.machine;
    const lack =
      share(wish.vcpus, vcpus) + share(wish.memoryGib, memoryGib) + difference(gpuWish(wish), option.gpuCount);
    if (lack < least) {
      closest = option;
      least = lack;
    }
  }
  return closest;
}

function share(wanted: number, has: number): number {
  return has >= wanted ? 0 : (wanted - has) / wanted;
}

function difference(wanted: number, has: number): number {
  return Math.abs(has - wanted) / Math.max(has, wanted, 1);
}

function describeWish(wish: Wish, models: readonly string[]): string {
  const gpu = models.length > 0 ? ` and exactly ${gpuWish(wish)} x ${models.join(" or ")}` : "";
  return `at least ${wish.vcpus} vCPUs and ${wish.memoryGib} GiB${gpu} (${wish.arch ?? "amd64"})`;
}

function describeOption({ candidate, gpuCount, accelerator }: Option): string {
  const { type, vcpus, memoryGib, gpu } = candidate.machine;
  const model = accelerator?.name ?? gpu?.model;
  return `${type} (${[`${vcpus} vCPUs`, `${memoryGib} GiB`, ...(model ? [`${gpuCount} x ${model}`] : [])].join(", ")})`;
}

/** The GPUs of the region, for a wish whose models it doesn't have. */
function describeGpus(catalogue: Catalogue, wish: Wish): string {
  if (!wish.gpu) return "";
  const here = catalogue
    .gpus()
    .filter(({ model }) => listOptions(catalogue, wish, model).some(inRegion(catalogue, wish.region)));
  return here.length > 0
    ? `Its GPUs are ${here.map(({ model }) => model).join(", ")}.`
    : `It has no GPU for ${wish.arch ?? "amd64"}.`;
}

function inRegion(catalogue: Catalogue, region: string): (option: Option) => boolean {
  return ({ offered }) => catalogue.hasRegion(offered, region);
}

function shorten(regions: readonly string[]): string {
  const rest = regions.length - LISTED_REGIONS;
  return rest > 1 ? `${regions.slice(0, LISTED_REGIONS).join(", ")} and ${rest} more` : regions.join(", ");
}

function nativeAdvice(catalogue: Catalogue): string {
  return `If you know better, name the type itself: size: { type: { ${catalogue.cloud}: "…" } }.`;
}
