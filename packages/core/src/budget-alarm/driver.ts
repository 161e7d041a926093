import type { DeploymentTarget } from "../deployment";

/** When an alarm is sent. */
export interface Threshold {
  /** Whole percents of the budget. */
  readonly percent: number;
  /** What has been spent in the month, or what the cloud expects of the whole month. */
  readonly of: "actual" | "forecast";
}

/** A cloud's own alarm for what this stack really spends in one account. */
export interface BudgetAlarmSpec {
  /** The logical name. */
  readonly name: string;
  /** USD. */
  readonly monthly: number;
  readonly emails: readonly string[];
  readonly thresholds: readonly Threshold[];
  /** The stack's tags as the cloud has them; `project` and `stack` tell what is spent by it. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Makes a cloud's alarm, as a child of the stack. */
export interface BudgetAlarmDriver {
  create(target: DeploymentTarget, spec: BudgetAlarmSpec): void;
}
