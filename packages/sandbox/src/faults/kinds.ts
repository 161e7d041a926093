import type { status } from "@grpc/grpc-js";
import type { Call, Operation } from "../calls.js";
import type { Props } from "../model.js";

/** What can go wrong on every cloud, each with the cloud's own codes and texts. */
export const CLOUD_FAULTS = {
  capacity: "the cloud has no machine of that type or GPU left",
  quota: "the account's quota is used up",
  "zone-outage": "a zone does not answer",
  "region-outage": "a region does not answer",
  throttled: "too many requests",
  denied: "the credentials lack a permission",
  "not-found-yet": "what was just made is not seen everywhere yet",
  conflict: "another operation on the same resource is in progress",
  "internal-error": "the cloud's own error",
} as const;

/** What can go wrong between the provider and its cloud. */
export const OWN_FAULTS = {
  slow: "the call takes `seconds` longer",
  "lost-answer": "the cloud does what is asked, but the answer is lost",
  killed: "the provider's process dies in the middle of the call, after the cloud did what was asked",
} as const;

export type CloudFault = keyof typeof CLOUD_FAULTS;
export type FaultKind = CloudFault | keyof typeof OWN_FAULTS;

/** How one cloud words one kind of fault for some of its types. */
export interface FaultText {
  readonly kind: CloudFault;
  /** Native types or functions that can meet it; `*` stands for any part. */
  readonly tokens: readonly string[];
  /** Whether a call of these tokens can meet it. Default: each one. */
  applies?(call: Call): boolean;
  /** Default: create and update. */
  readonly operations?: readonly Operation[];
  /** Outputs of what a creation leaves behind half made, which the next run changes. Default: nothing is left behind. */
  readonly leaves?: Props;
  /** The cloud's own error code, such as `InsufficientInstanceCapacity`. */
  readonly code: string;
  /** The whole text as the real provider hands it on. */
  text(call: Call): string;
  /** The public page or issue that shows the text. */
  readonly source: string;
  /** The gRPC status that the real provider answers with. Default: UNKNOWN, which Pulumi's bridged providers use. */
  readonly status?: status;
}

/** A fault that is switched on. */
export interface Fault {
  readonly id: string;
  readonly kind: FaultKind;
  readonly cloud?: string;
  readonly region?: string;
  readonly zone?: string;
  /** Native type or function, with `*`. */
  readonly type?: string;
  /** Machine type, with `*`. */
  readonly machine?: string;
  /** Name in the program, with `*`. */
  readonly name?: string;
  readonly operation?: Operation;
  /** The first and the last of the matching calls that meet it, counted from 1. Default: every one. */
  readonly calls?: { readonly from: number; readonly to?: number };
  /** From 0 to 1. Default: 1. */
  readonly probability?: number;
  /** Makes `probability` repeatable. Default: 1. */
  readonly seed?: number;
  /** How long "slow" takes. Default: 10. */
  readonly seconds?: number;
}
