import { type PlanOptions, recordProgram } from "./recorded.js";
import { placePlan } from "./report.js";
import type { PlanReport } from "./schema.js";

/**
 * What a program would make at each place that is asked for, and what that costs and emits.
 * @throws UserError if project, stack or place can't be made out.
 */
export async function planProgram(options: PlanOptions): Promise<PlanReport> {
  const { project, stack, places } = await recordProgram(options);
  return { version: 1, project, stack, places: places.map(placePlan) };
}
