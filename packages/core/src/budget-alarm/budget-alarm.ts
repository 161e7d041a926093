import type { StackConfig } from "../config";
import type { DeploymentTarget } from "../deployment";
import type { BudgetAlarms } from "../estimate/budget-config";
import { withoutStackTraces } from "../stacks";
import { legalTags, stackTags } from "../tags";
import type { Threshold } from "./driver";

const NAME = "isobar-budget";

/** Makes the cloud's own alarm in a target's account, where `isobar:budget` asks for alarms. */
export function makeBudgetAlarm(target: DeploymentTarget, config: StackConfig): void {
  const { monthly, alarms } = config.budget ?? {};
  if (!alarms || monthly === undefined) return;
  const { account, backend, isStackAccount } = target;
  const spec = {
    monthly,
    emails: alarms.emails,
    thresholds: thresholdsOf(alarms),
    name: isStackAccount ? NAME : `${NAME}-${account}`,
    tags: legalTags(stackTags(config), backend.tags, "isobar:budget.alarms"),
  };
  withoutStackTraces(() => backend.drivers.budgetAlarm().create(target, spec));
}

/** Of the whole budget it also tells beforehand. */
function thresholdsOf({ thresholds }: BudgetAlarms): Threshold[] {
  const spent = thresholds.map((share): Threshold => ({ percent: Math.round(share * 100), of: "actual" }));
  return thresholds.includes(1) ? [...spent, { percent: 100, of: "forecast" }] : spent;
}
