/** What a backend's package is written with. Programs import `@isobar/core` instead. */
export type { Backend, Drivers, ProviderSettings } from "./backend";
export type { BucketDriver, BucketFeatures, BucketParts, BucketSpec, NamedLifecycleRule } from "./bucket/driver";
export { closest, didYouMean, IsobarError } from "./errors";
export type { GrantDriver, GrantFeatures, GrantSpec } from "./grant/driver";
export { digest, legalName, type NameRule } from "./names";
export type {
  Attachment,
  ExistingNetworkSpec,
  NetworkDriver,
  NetworkFeatures,
  NetworkParts,
  NetworkSpec,
  Side,
} from "./network/driver";
export type { Plan } from "./plan";
export { defineBackend } from "./registry";
export type { ChildOptions, Scope } from "./scope";
export type { TagRules } from "./tags";
export { NATIVE_IMAGE } from "./virtual-machine/choices";
export type {
  Accelerator,
  CheckedSpec,
  DataDiskFeatures,
  DataDiskSpec,
  EarlySpec,
  IngressSpec,
  MachineParts,
  MachineSpec,
  MachineStart,
  PeerSpec,
  PortRange,
  SpotFeatures,
  VirtualMachineDriver,
  VirtualMachineFeatures,
} from "./virtual-machine/driver";
