export type { CallLogPart, LoggedCall } from "./call-log.js";
export { type Call, OPERATIONS, type Operation } from "./calls.js";
export type { Controls, FoundResource } from "./controls.js";
export type { Happened } from "./effects.js";
export { Refusal } from "./errors.js";
export {
  CLOUD_FAULTS,
  type CloudFault,
  type Fault,
  type FaultKind,
  type FaultText,
  OWN_FAULTS,
} from "./faults/kinds.js";
export { FaultSyntaxError, formatFault, parseFault } from "./faults/parse.js";
export { listed } from "./lists.js";
export { mocksOf, type SimulatedMocks } from "./mocks.js";
export {
  type AskedResources,
  type Autoname,
  type CheckFailure,
  type DeletedResource,
  type Effect,
  type Exclusive,
  type Filling,
  type FunctionModel,
  type Having,
  type LiveAnswer,
  type LiveCloud,
  type LiveTarget,
  type Model,
  type Permission,
  type Permissions,
  type Props,
  type ResourceWorld,
  type SimulatedProvider,
  type StoredResource,
  type TypicalSeconds,
  UNKNOWN,
  type World,
} from "./model.js";
export type { Path } from "./paths.js";
export { type Demand, Recording } from "./recording.js";
export { SameUser } from "./same-user.js";
export {
  backendUrl,
  type ListedResource,
  listResources,
  resetSandbox,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
  withControls,
} from "./sandbox.js";
export { asJson } from "./values.js";
