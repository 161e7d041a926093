import type { AskReadiness, ReadinessReport } from "@isobar/core/driver";

/** What a machine wrote. The provider gives no value, and no error, while it wrote nothing. */
export function parseReport(value: string | undefined): ReadinessReport {
  const [, state, log = ""] = /^(waiting|ready|failed):(.*)$/.exec(value ?? "") ?? [];
  if (state === undefined) return { state: "waiting" };
  return { state: state as ReadinessReport["state"], log: Buffer.from(log, "base64").toString("utf8") };
}

/** Gives the last answer again until it is time for the next question. */
export function seldom(ask: AskReadiness, intervalMs: number): AskReadiness {
  let last: ReadinessReport = { state: "waiting" };
  let next = 0;
  return async () => {
    if (performance.now() < next) return last;
    next = performance.now() + intervalMs;
    last = await ask();
    return last;
  };
}
