import { all, log, type Output, output, type Resource, runtime } from "@pulumi/pulumi";
import type { Plan } from "../plan";
import type { AskReadiness, MachineParts, ReadinessReport } from "./driver";
import { READY_UNIT } from "./ready-watch";
import type { CheckedArgs } from "./schema";

const INTERVAL_MS = 3000;
const LOG_LINES = 30;

/**
 * Resolves when the machine is ready; at once in a preview. Fails with the end of the startup script's log.
 *
 * @param script What the machine runs at its first boot, which may be from before it was to become ready.
 */
export function whenReady(
  plan: Plan,
  { ready }: CheckedArgs,
  script: Output<string | undefined>,
  { readiness }: MachineParts,
  resource: Resource,
): Output<void> {
  if (ready === undefined || readiness === undefined || runtime.isDryRun()) return output(undefined);
  return all([readiness, script]).apply(([ask, text]) => {
    if (text?.includes(READY_UNIT)) return wait(plan, ready, ask, resource);
    const what = `${plan.label}: ready: the machine first booted without it, so it can't tell and is not waited for`;
    return log.warn(`${what}; set rerunScriptOnChange: true to replace the machine`, resource);
  });
}

type Ready = NonNullable<CheckedArgs["ready"]>;

async function wait(plan: Plan, ready: Ready, ask: AskReadiness, resource: Resource): Promise<void> {
  const start = performance.now();
  const elapsed = () => Math.round((performance.now() - start) / 1000);
  for (;;) {
    const report = await asked(ask);
    if (report.state === "ready") return;
    if (report.state === "failed") throw notReady(plan, "its startup script failed", report);
    if (elapsed() >= ready.timeout) {
      throw notReady(plan, `nothing answered at ${checked(ready)} within ${ready.timeout} seconds`, report);
    }
    log.info(`${plan.label}: waiting until ${checked(ready)} answers (${elapsed()} s)`, resource, undefined, true);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}

/** A question that can't be answered at the moment is asked again. */
async function asked(ask: AskReadiness): Promise<ReadinessReport> {
  try {
    return await ask();
  } catch (error) {
    return { state: "waiting", log: `The cloud did not tell: ${(error as Error).message}` };
  }
}

function checked({ http, tcp }: Ready): string {
  return http === undefined ? `port ${tcp}` : `http ${http}`;
}

function notReady(plan: Plan, what: string, { log: text = "" }: ReadinessReport): Error {
  const lines = text.trimEnd().split("\n").slice(-LOG_LINES);
  const shown = text.trim() ? `The last lines of its log:\n${lines.join("\n")}\n` : "It told nothing of its log. ";
  const advice = [
    "Look at the machine with its connectCommand",
    "`pulumi up` waits once more",
    "with rerunScriptOnChange: true another script replaces the machine",
  ];
  return plan.refusal("ready", `${what}. ${shown}${advice.join("; ")}`);
}
