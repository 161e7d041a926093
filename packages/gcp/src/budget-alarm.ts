import { type BudgetAlarmDriver, type BudgetAlarmSpec, type DeploymentTarget, IsobarError } from "@isobar/core/driver";
import { Budget } from "@pulumi/gcp/billing/budget";
import { NotificationChannel } from "@pulumi/gcp/monitoring/notificationChannel";
import { getProjectOutput } from "@pulumi/gcp/organizations/getProject";
import { getProject, getStack } from "@pulumi/pulumi";

/** "REST Resource: billingAccounts.budgets": addresses of one budget, by the channels that reach them, and its title. */
const MOST_CHANNELS = 5;
const LONGEST_TITLE = 60;
const NANO = 1e9;

/** "Create, edit, or delete budgets and budget alerts": of what has the stack's label in the project. */
export const driver: BudgetAlarmDriver = {
  create(target, spec) {
    const { provider, account: projectId = "" } = target;
    const { name, monthly, thresholds, tags } = spec;
    const billingAccount = billingAccountOf(target);
    const channels = channelsOf(target, spec);
    // The API takes the id as well, but tells the number, which would then be a change in every run.
    const { number } = getProjectOutput({ projectId }, { provider });
    const args = {
      billingAccount,
      displayName: `${getProject()}/${getStack()}`.slice(0, LONGEST_TITLE),
      amount: { specifiedAmount: { currencyCode: "USD", ...amountOf(monthly) } },
      budgetFilter: {
        calendarPeriod: "MONTH",
        projects: [number.apply((known) => `projects/${known}`)],
        // One label is all that it takes.
        labels: { stack: tags.stack ?? "" },
      },
      thresholdRules: thresholds.map(({ percent, of }) => ({
        thresholdPercent: percent / 100,
        spendBasis: of === "actual" ? "CURRENT_SPEND" : "FORECASTED_SPEND",
      })),
      allUpdatesRule: { monitoringNotificationChannels: channels.map(({ id }) => id) },
    };
    new Budget(name, args, { provider });
  },
};

function billingAccountOf({ section }: DeploymentTarget): string {
  if (typeof section.billingAccount === "string") return section.billingAccount;
  throw new IsobarError({
    where: "isobar:gcp.billingAccount",
    what: "required beside isobar:budget.alarms, because budgets belong to billing accounts",
    allowed: "the id of the account that pays for the project, like 012345-6789AB-CDEF01",
    fix: "see it with `gcloud billing projects describe PROJECT`, then: pulumi config set --path isobar:gcp.billingAccount …",
  });
}

function channelsOf({ provider }: DeploymentTarget, { name, emails, tags }: BudgetAlarmSpec): NotificationChannel[] {
  if (emails.length > MOST_CHANNELS) {
    throw new IsobarError({
      where: "isobar:budget.alarms.emails",
      what: "too many for GCP",
      given: emails.length,
      allowed: `at most ${MOST_CHANNELS} addresses`,
      fix: "give the address of a mailing list",
    });
  }
  return emails.map(
    (email) =>
      new NotificationChannel(
        `${name}-${email}`,
        { type: "email", displayName: email, labels: { email_address: email }, userLabels: { ...tags } },
        { provider },
      ),
  );
}

/** "Money": whole units as text, and billionths. */
function amountOf(monthly: number): { units: string; nanos?: number } {
  const units = Math.floor(monthly);
  const nanos = Math.round((monthly - units) * NANO);
  return { units: String(units), ...(nanos > 0 && { nanos }) };
}
