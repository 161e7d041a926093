import type { NativeResource } from "@isobar/core/estimate";
import type { RecordedResource } from "../recorder/resource.js";
import { knownProps } from "../recorder/wire.js";
import type { LoadedBackend } from "./backends.js";
import type { Place } from "./places.js";

const PORTABLE = "isobar:index:";

export type Kind = "stack" | "portable" | "component" | "remote" | "native" | "read" | "provider" | "kept";

/** What a resource is to a reader of the plan. */
export function kindOf({ type, kind }: RecordedResource): Kind {
  if (type === "pulumi:pulumi:Stack") return "stack";
  if (type.startsWith("pulumi:providers:")) return "provider";
  if (type === "pulumi:index:Stash") return "kept";
  return kind === "component" && type.startsWith(PORTABLE) ? "portable" : kind;
}

/** The portable resource's name for people: `VirtualMachine "web"`. */
export function labelOf({ type, name }: RecordedResource): string {
  return `${type.slice(PORTABLE.length)} "${name}"`;
}

/** All resources of a program by URN. */
export type ByUrn = ReadonlyMap<string, RecordedResource>;

/** The nearest portable resource above. */
export function ownerOf(resource: RecordedResource, all: ByUrn): RecordedResource | undefined {
  for (let at = all.get(resource.parent); at; at = all.get(at.parent)) if (kindOf(at) === "portable") return at;
  return undefined;
}

export interface Surroundings {
  readonly place: Place;
  /** What the program was told, by full key. */
  readonly config: Readonly<Record<string, string>>;
  readonly backends: readonly LoadedBackend[];
}

/** A native resource as it is estimated. */
export function nativeOf(
  resource: RecordedResource,
  all: ByUrn,
  { place, config, backends }: Surroundings,
): NativeResource {
  const owner = ownerOf(resource, all);
  const found = backends.find(({ backend }) => backend.provider === packageOf(resource.type));
  const inputs = knownProps(resource.inputs, found && pathsToGiven(found, resource.type));
  const provider = knownProps(all.get(resource.provider)?.inputs ?? {});
  return {
    type: resource.type,
    name: resource.name,
    owner: owner && labelOf(owner),
    cloud: found?.backend.name ?? packageOf(resource.type),
    region: (found && regionOf(found, inputs, provider, config)) ?? (found ? "" : place.region),
    tags: tagsOf(inputs),
    inputs,
  };
}

/** Pulumi's package of a native type. */
export function packageOf(type: string): string {
  return type.slice(0, type.indexOf(":"));
}

/** The paths at which it decides what a resource costs that something is given, whatever it is. */
function pathsToGiven({ backend, estimates }: LoadedBackend, type: string): ReadonlySet<string> {
  const consumer = backend.consumers()[estimates.plainType(type)];
  const paths = typeof consumer === "object" ? consumer.inputs : [];
  return new Set(paths.filter((each) => each.endsWith("?")).map((each) => each.slice(0, -1)));
}

type Inputs = Readonly<Record<string, unknown>>;

/** Arguments that name a place, on whatever cloud. */
const PLACES = ["region", "location", "zone", "availabilityZone"];

/** The resource's own region, that of its zone, its provider's, or the config's. */
function regionOf(
  { backend }: LoadedBackend,
  inputs: Inputs,
  provider: Inputs,
  config: Surroundings["config"],
): string | undefined {
  const { regionKey } = backend;
  const catalogue = backend.catalogue();
  const candidates = [
    ...PLACES.map((key) => inputs[key]),
    provider[regionKey],
    config[`${backend.provider}:${regionKey}`],
    config["isobar:region"],
  ];
  const names = candidates.flatMap((name) => (typeof name === "string" ? regionNames(name) : []));
  return names.find((name) => catalogue.region(name) !== undefined);
}

/** A region's name as it may be meant by "West Europe", "us-central1-a" or "us-east-1a". */
function regionNames(text: string): string[] {
  const plain = text.toLowerCase().replaceAll(" ", "");
  return [plain, plain.replace(/-[a-z]$/, ""), plain.replace(/[a-z]$/, "")];
}

/** A resource's tags, whatever the cloud calls them. */
function tagsOf({ tags, labels }: Inputs): Record<string, string> {
  const all = { ...(isRecord(tags) && tags), ...(isRecord(labels) && labels) };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
