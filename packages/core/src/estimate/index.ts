/** Estimates of what native resources cost and emit, without an engine. */
export { amountOf, sumOf } from "./amount";
export type { Consumer, Consumers, Consumption, KnownInputs } from "./consumption";
export type { Amount, Estimate, Line, ResourceEstimate } from "./estimate";
export { type EstimatingBackend, estimateResources, type NativeResource, plainType } from "./resources";
export { DEFAULT_USAGE, type Usage, type UsageKey, type Usages, usagesSchema } from "./usage";
