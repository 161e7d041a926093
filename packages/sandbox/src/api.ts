import { setTimeout as sleep } from "node:timers/promises";
import { status } from "@grpc/grpc-js";
import { CreateResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { CallLog } from "./call-log.js";
import type { Call, Operation } from "./calls.js";
import type { Control } from "./control.js";
import { Refusal } from "./errors.js";
import { runningIn } from "./exclusive.js";
import { inject } from "./faults/inject.js";
import { HalfMade } from "./half-made.js";
import type { Models } from "./lookup.js";
import type { Props } from "./model.js";
import { plainProps } from "./values.js";
import { type Configured, worldOf } from "./world.js";

/** How a simulated cloud's API behaves, beside what it does. */
export interface Behaviour {
  readonly control: Control;
  readonly log: CallLog;
  /** What typical seconds of the real API are multiplied with: 0 for at once. */
  readonly latency: number;
  /** Ends the provider as if its process had died. */
  kill(): void;
}

/** What a provider asks its cloud to do. */
export interface Asked {
  readonly operation: Operation;
  readonly token: string;
  readonly name: string;
  readonly id?: string;
  readonly inputs: Props;
}

/** Does what is asked, as slowly and unreliably as was set, and writes it down. */
export function perform<T>(
  configured: Configured,
  behaviour: Behaviour,
  models: Models,
  asked: Asked,
  action: (leaves?: Props) => T | Promise<T>,
): T | Promise<T> {
  const call = callOf(configured, asked);
  const { refusal, leaves, seconds, after } = inject(behaviour.control, configured.provider.faults ?? [], call);
  const wait = seconds + behaviour.latency * typicalSeconds(models, call);
  const start = performance.now();
  const logged = (verdict: string) =>
    behaviour.log.append({
      time: configured.now().toISOString(),
      cloud: call.cloud,
      region: call.region,
      operation: call.operation,
      token: call.token,
      name: call.name,
      ...(call.id !== undefined && { id: call.id }),
      milliseconds: Math.round(performance.now() - start),
      verdict,
    });
  const fail = (error: unknown): never => {
    logged((error as Error).message);
    throw error;
  };
  const succeed = (result: T): T => {
    if (refusal) return fail(halfMade(refusal, result));
    logged(after ?? "ok");
    if (after === "killed") behaviour.kill();
    if (after) throw new Refusal(`${call.token} "${call.name}": read: connection reset by peer`, status.UNAVAILABLE);
    return result;
  };
  const act = (): T | Promise<T> => {
    let result: T | Promise<T>;
    try {
      if (refusal && !leaves) throw refusal;
      result = action(leaves);
    } catch (error) {
      return fail(error);
    }
    return result instanceof Promise ? result.catch(fail).then(succeed) : succeed(result);
  };
  if (wait <= 0) return act();
  const later = () => sleep(wait * 1000).then(act);
  const exclusive = exclusiveOf(configured, models, call);
  if (!exclusive) return later();
  const waits = (configured.provider.retries ?? []).map((seconds) => seconds * 1000 * (behaviour.latency || 1));
  const refuse = () => fail(new Refusal(exclusive.refusal, status.UNKNOWN));
  return runningIn(behaviour.control).inTurn(exclusive.keys, waits, later, refuse);
}

function exclusiveOf(configured: Configured, models: Models, { operation, token, inputs }: Call) {
  if (operation === "call" || operation === "read" || !models.simulates(token)) return undefined;
  return models.resource(token).exclusive?.(inputs, worldOf(configured, inputs));
}

/** A creation's answer becomes a failure that leaves the resource in the state. */
function halfMade(refusal: Refusal, result: unknown): Refusal {
  return result instanceof CreateResponse ? new HalfMade(refusal, result.getId(), result.getProperties()) : refusal;
}

function callOf(configured: Configured, { operation, token, name, id, inputs }: Asked): Call {
  const { provider } = configured;
  const plain = plainProps(inputs);
  const world = worldOf(configured, plain);
  const { region } = world;
  const { zone, machine } = provider.placeOf?.(token, plain, world) ?? {};
  return { cloud: provider.cloud, region, zone, machine, operation, token, name, id, inputs: plain };
}

function typicalSeconds(models: Models, { operation, token }: Call): number {
  if (operation === "call" || operation === "read" || !models.simulates(token)) return 0;
  return models.resource(token).seconds?.[operation] ?? 0;
}
