import type { Catalogue } from "@isobar/catalog";
import { sumOf } from "./amount";
import { controlPlaneLines, databaseLines, machineLines, unknownLines } from "./compute";
import type { Consumers, Consumption, KnownInputs } from "./consumption";
import type { Estimate, Line, ResourceEstimate, ResourceIdentity } from "./estimate";
import type { Item, Place } from "./place";
import { diskLines, objectLines, snapshotLines } from "./storage";
import { egressLines, loadBalancerLines, natLines, publicIpLines } from "./traffic";
import { TrafficSums } from "./traffic-sums";
import { type Usages, usageOf } from "./usage";

/** A native resource as it will be created. */
export interface NativeResource extends ResourceIdentity {
  /** What was wished of a machine whose type the catalogue chose. */
  readonly wish?: { readonly vcpus: number; readonly memoryGib: number } | undefined;
  /** What is known only at `up` is absent. */
  readonly inputs: KnownInputs;
}

/** What of a backend its estimates need. */
export interface EstimatingBackend {
  readonly consumers: Consumers;
  readonly catalogue: Catalogue;
}

/** A resource with what it consumes. */
export interface Consuming {
  readonly resource: NativeResource;
  readonly backend: EstimatingBackend | undefined;
  /** Empty for what is free; undefined for a type that nobody knows. */
  readonly consumed: readonly Consumption[] | undefined;
}

/** The token of a type without the API version that some packages have in it: "pkg:network/v20240501:Subnet". */
export function plainType(type: string): string {
  return type.replace(/^([\w-]+:\w+)\/v\d{8}\w*:/, "$1:");
}

/**
 * What resources cost and emit in one month of 730 hours: list prices before tax, and Cloud Carbon Footprint's method.
 *
 * @param backendOf undefined for a cloud that no backend is loaded for: its resources are listed as not counted.
 * @param usages `isobar:usage`; what it does not say is assumed, and listed as such.
 */
export function estimateResources(
  resources: readonly NativeResource[],
  backendOf: (cloud: string) => EstimatingBackend | undefined,
  usages: Usages = {},
): Estimate {
  const all = resources.map((resource) => consumingOf(resource, backendOf(resource.cloud)));
  const places = placesOf(all, usages);
  const estimates = all.map((each) => estimateOf(each, places(each)));
  const lines = estimates.flatMap((estimate) => estimate.lines);
  return {
    cost: sumOf(lines.map(({ cost }) => cost)),
    emissions: sumOf(lines.map(({ emissions }) => emissions)),
    resources: estimates,
  };
}

export function consumingOf(resource: NativeResource, backend: EstimatingBackend | undefined): Consuming {
  const consumer = backend?.consumers[plainType(resource.type)];
  const consumed = consumer === "free" ? [] : consumer?.consume(resource.inputs);
  return { resource, backend, consumed };
}

function placeName({ cloud, region }: NativeResource): string {
  return `${cloud}/${region}`;
}

/** The name under which `isobar:usage` speaks of a resource. */
function usageName({ owner, name }: NativeResource): string {
  return owner === undefined ? name : owner.slice(owner.indexOf('"') + 1, -1);
}

/** Where and how each of the resources is used; undefined for one whose region is not known. */
export function placesOf(all: readonly Consuming[], usages: Usages): (each: Consuming) => Place | undefined {
  const senders = all.map(({ resource, consumed }) => ({
    place: placeName(resource),
    name: usageName(resource),
    consumed: consumed ?? [],
  }));
  const traffic = new TrafficSums(senders, usages);
  return ({ resource, backend }) => {
    const { region } = resource;
    const catalogue = backend?.catalogue;
    if (!catalogue?.region(region)) return undefined;
    const name = usageName(resource);
    const place = placeName(resource);
    return {
      catalogue,
      region,
      use: (key) => usageOf(usages, name, key),
      natMachines: traffic.natMachines(place),
      usdPerGb: (tier) => traffic.usdPerGb(catalogue, place, region, tier),
    };
  };
}

function estimateOf({ resource, backend, consumed }: Consuming, place: Place | undefined): ResourceEstimate {
  const { inputs: _, wish: __, ...identity } = resource;
  const notAtAll = (notCounted: string) => ({ ...identity, lines: [], notCounted });
  if (!backend) return notAtAll(`nothing is known of ${resource.cloud}`);
  if (!consumed) return notAtAll("its type has no price in the catalogue");
  if (consumed.length > 0 && !place) return notAtAll("its region is not known");
  const lines = place ? consumed.flatMap((consumption) => linesOf(place, consumption)) : [];
  const unknown = lines.filter(({ cost }) => cost === undefined).map(({ item }) => item);
  const nothing = lines.length > 0 && unknown.length === lines.length;
  return { ...identity, lines, notCounted: nothing ? unknown.join(", ") : undefined };
}

export function linesOf(at: Place, consumption: Consumption): Line[] {
  return itemsOf(at, consumption).map((item) => ({ kind: consumption.kind, ...item }));
}

function itemsOf(at: Place, consumption: Consumption): Item[] {
  switch (consumption.kind) {
    case "machine":
      return machineLines(at, consumption);
    case "disk":
      return diskLines(at, consumption);
    case "snapshots":
      return snapshotLines(at, consumption);
    case "objects":
      return objectLines(at, consumption);
    case "nat":
      return natLines(at, consumption);
    case "public-ip":
      return publicIpLines(at, consumption);
    case "egress":
      return egressLines(at, consumption);
    case "load-balancer":
      return loadBalancerLines(at, consumption);
    case "control-plane":
      return controlPlaneLines(at, consumption);
    case "database":
      return databaseLines(at, consumption);
    case "unknown":
      return unknownLines(at, consumption);
  }
}
