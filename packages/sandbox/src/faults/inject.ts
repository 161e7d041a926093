import { status } from "@grpc/grpc-js";
import type { Call } from "../calls.js";
import type { Control } from "../control.js";
import { Refusal } from "../errors.js";
import type { Props } from "../model.js";
import type { Fault, FaultText } from "./kinds.js";
import { hits, isCloudFault, matches, textOf } from "./match.js";

const SLOW_SECONDS = 10;

/** What the faults that are on do to one call. */
export interface Injection {
  /** The cloud refuses, and nothing is done. */
  readonly refusal?: Refusal;
  /** The cloud refuses only after it made the resource, with these outputs. */
  readonly leaves?: Props;
  /** Seconds by which the call takes longer. */
  readonly seconds: number;
  /** The cloud does what is asked, but the provider can't tell. */
  readonly after?: "lost-answer" | "killed";
}

const NONE: Injection = { seconds: 0 };

/** Counts a call at each fault that is about it, and tells what it meets. */
export function inject(control: Control, texts: readonly FaultText[], call: Call): Injection {
  const faults = control.faults();
  if (faults.length === 0) return NONE;
  const met = faults.filter((fault) => matches(fault, call, texts) && hits(fault, control.count(fault.id)));
  const refusing = met.find(({ kind }) => isCloudFault(kind));
  const after = met.map(({ kind }) => kind).find((kind) => kind === "lost-answer" || kind === "killed");
  return {
    seconds: met.reduce((sum, fault) => sum + secondsOf(fault), 0),
    ...(refusing && refusalOf(refusing, call, texts)),
    ...(after && { after }),
  };
}

function secondsOf({ kind, seconds = SLOW_SECONDS }: Fault): number {
  return kind === "slow" ? seconds : 0;
}

function refusalOf({ kind }: Fault, call: Call, texts: readonly FaultText[]): Pick<Injection, "refusal" | "leaves"> {
  const text = isCloudFault(kind) ? textOf(kind, call, texts) : undefined;
  const refusal = new Refusal(text?.text(call) ?? kind, text?.status ?? status.UNKNOWN);
  return { refusal, ...(text?.leaves && call.operation === "create" && { leaves: text.leaves }) };
}
