import type { Amount, Estimate, ResourceEstimate } from "@isobar/core/estimate";
import type { RecordedResource } from "../recorder/resource.js";
import { shownProps } from "../recorder/wire.js";
import type { LoadedBackend } from "./backends.js";
import { estimateAt } from "./estimates.js";
import { type Mask, maskOf } from "./masks.js";
import { type ByUrn, kindOf, labelOf, ownerOf, packageOf } from "./natives.js";
import type { RecordedPlace } from "./recorded.js";
import type { PlacePlan, PlannedAmount, PlannedResource } from "./schema.js";

/** What a program would make at one place, with what it costs and emits. */
export function placePlan(recorded: RecordedPlace): PlacePlan {
  const { place, recording, byUrn, natives, backends, assumed, secrets } = recorded;
  const { resources, messages, output, outputs, functions, ok } = recording;
  const estimate = estimateAt(recorded);
  const estimates = new Map([...natives.keys()].map((urn, index) => [urn, estimate?.resources[index]]));
  const mask = maskOf([...resources.map((resource) => resource.inputs), outputs], secrets);
  const here = backends.find(({ backend }) => backend.name === place.cloud);
  return {
    cloud: place.cloud,
    region: place.region,
    why: place.why ?? null,
    edition: here?.backend.catalogue().edition ?? null,
    ok,
    messages: mask([...messages]),
    output: mask(output),
    cost: total(ok, estimate?.cost),
    emissions: total(ok, estimate?.emissions),
    assumed: [...assumed, ...(estimate ? assumptionsOf(estimate) : [])],
    functions: { simulated: [...functions.answered], unknown: [...functions.unanswered] },
    outputs: mask(shownProps(outputs)),
    resources: resources.map((resource) => planned(resource, byUrn, mask, backends, estimates.get(resource.urn))),
  };
}

/** A part of a program costs nothing that could be compared. */
function total(ok: boolean, amount: Amount | undefined): PlannedAmount | null {
  return ok ? amountOf(amount) : null;
}

function amountOf(amount: Amount | undefined): PlannedAmount | null {
  return amount === undefined ? null : { ...amount, basis: { ...amount.basis }, assumed: [...amount.assumed] };
}

function assumptionsOf({ resources }: Estimate): string[] {
  const amounts = resources.flatMap(({ lines }) => lines.flatMap(({ cost, emissions }) => [cost, emissions]));
  return [...new Set(amounts.flatMap((amount) => amount?.assumed ?? []))];
}

function planned(
  resource: RecordedResource,
  all: ByUrn,
  mask: Mask,
  backends: readonly LoadedBackend[],
  estimate: ResourceEstimate | undefined,
): PlannedResource {
  const { urn, type, name, parent, provider, inputs, id } = resource;
  const owner = ownerOf(resource, all);
  const isNative = ["native", "read"].includes(kindOf(resource));
  const ofCloud = backends.find(({ backend }) => backend.provider === packageOf(type))?.backend.name;
  return {
    urn,
    type,
    name,
    kind: kindOf(resource),
    parent: parent || null,
    owner: owner ? labelOf(owner) : null,
    cloud: estimate?.cloud ?? (isNative ? (ofCloud ?? null) : null),
    region: estimate?.region ?? null,
    provider: provider || null,
    inputs: mask(shownProps(inputs)),
    protect: resource.protect,
    retainOnDelete: resource.retainOnDelete,
    deleteBeforeReplace: resource.deleteBeforeReplace,
    ignoreChanges: [...resource.ignoreChanges],
    replaceOnChanges: [...resource.replaceOnChanges],
    aliases: [...resource.aliases],
    dependencies: [...resource.dependencies],
    id: id ?? null,
    estimate: estimate ? estimateLines(estimate) : null,
  };
}

function estimateLines({ lines, notCounted }: ResourceEstimate): PlannedResource["estimate"] {
  return {
    lines: lines.map(({ item, cost, emissions }) => ({ item, cost: amountOf(cost), emissions: amountOf(emissions) })),
    notCounted: notCounted ?? null,
  };
}
