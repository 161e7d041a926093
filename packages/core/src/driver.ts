/** What a backend's package is written with. Programs import `@isobar/core` instead. */
export type { Backend, Drivers, ProviderSettings } from "./backend";
export type { BucketDriver, BucketFeatures, BucketParts, BucketSpec, NamedLifecycleRule } from "./bucket/driver";
export type { BudgetAlarmDriver, BudgetAlarmSpec, Threshold } from "./budget-alarm/driver";
export type { DeploymentTarget } from "./deployment";
export { closest, didYouMean, IsobarError } from "./errors";
export type { Consumer, Consumers, Consumption, KnownInputs } from "./estimate/consumption";
export { Reading } from "./estimate/reading";
export type { GrantDriver, GrantFeatures, GrantSpec, IdForm } from "./grant/driver";
export { digest, legalName, type NameRule } from "./names";
export type {
  Attachment,
  CheckedNetworkSpec,
  ExistingNetworkSpec,
  NetworkDriver,
  NetworkFeatures,
  NetworkParts,
  NetworkSpec,
  Side,
} from "./network/driver";
export type {
  NetworkPeeringDriver,
  NetworkPeeringFeatures,
  NetworkPeeringSpec,
  PeeredNetwork,
} from "./network-peering/driver";
export type { Plan } from "./plan";
export { defineBackend } from "./registry";
export type { ChildOptions, Scope } from "./scope";
export { kept } from "./stash";
export type { TagRules } from "./tags";
export { NATIVE_IMAGE } from "./virtual-machine/choices";
export type {
  Accelerator,
  AskReadiness,
  CheckedSpec,
  DataDiskFeatures,
  DataDiskSpec,
  EarlySpec,
  MachineParts,
  MachineSpec,
  MachineStart,
  PeerSpec,
  PortRange,
  ReadinessReport,
  SpotFeatures,
  TrafficRule,
  VirtualMachineDriver,
  VirtualMachineFeatures,
} from "./virtual-machine/driver";
export { EXIT_CODE, STARTUP_LOG } from "./virtual-machine/first-boot";
export { READY_STATE } from "./virtual-machine/ready-watch";
