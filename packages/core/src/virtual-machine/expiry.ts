import { log, type Output } from "@pulumi/pulumi";
import { secondsOf } from "../duration";
import type { Plan } from "../plan";
import type { Scope } from "../scope";
import type { VirtualMachineDriver } from "./driver";
import type { CheckedArgs } from "./schema";

const DAY_MS = 86_400_000;

/** Refuses a time that is further ahead than the cloud allows. */
export function checkExpiry(plan: Plan<VirtualMachineDriver>, { expires }: CheckedArgs): void {
  if (expires === undefined) return;
  const { expires: features } = plan.driver.features;
  if (!features) {
    plan.requireFeature(false, "expires", expires);
    return;
  }
  const ahead = momentOf(expires).getTime() - Date.now();
  const allowed = `at most ${features.maxDays} days ahead`;
  plan.requireFeature(ahead <= features.maxDays * DAY_MS, "expires", expires, allowed);
}

/** The moment at which the machine expires: counted once and kept, in RFC 3339 and UTC. */
export function expiryOf(scope: Scope, { expires, choice }: CheckedArgs): Output<string> | undefined {
  if (expires === undefined) return undefined;
  const pick = momentOf(expires)
    .toISOString()
    .replace(/\.\d+Z$/, "Z");
  const kept = scope.kept("expiry", { pick, wish: { expires, anew: choice } });
  kept.apply((moment) => {
    if (Date.parse(moment) > Date.now()) return;
    const what = `${scope.plan.label}: expired at ${moment}, so the cloud has stopped it or won't make it`;
    log.warn(`${what}; give a later time as expires`, scope.component);
  });
  return kept;
}

function momentOf(expires: string): Date {
  const seconds = secondsOf(expires);
  return seconds === undefined ? new Date(expires) : new Date(Date.now() + seconds * 1000);
}
