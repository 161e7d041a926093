import type { Model, Props, World } from "@isobar/sandbox";
import { known, list, props, text } from "../cloud";
import { verbs } from "../permissions";
import { apiError } from "../words";

const CHANNEL = "gcp:monitoring/notificationChannel:NotificationChannel";
const ACCOUNT_ID = /^(?:billingAccounts\/)?([0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6})$/;
/** "REST Resource: billingAccounts.budgets". */
const MAX_TITLE = 60;
const MOST_CHANNELS = 5;
const MOST_LABELS = 1;
/** "Money": the code of ISO 4217. Which currency a billing account has is not simulated. */
const CURRENCY = /^[A-Z]{3}$/;

/** An alarm for what a billing account, or some of it, costs. */
export const budget: Model = {
  type: "gcp:billing/budget:Budget",
  permissions: ({ billingAccount }) => [
    {
      actions: verbs("billing.budgets", "create", "delete", "get", "update"),
      resources: [`billingAccounts/${String(billingAccount).replace(/^billingAccounts\//, "")}`],
    },
  ],
  immutable: ["billingAccount"],
  id: (inputs, world) => `${accountOf(inputs)}/budgets/${world.uuid()}`,
  check: ({ displayName }) => {
    const isLong = [...(known(displayName) ?? "")].length > MAX_TITLE;
    return isLong ? [{ property: "displayName", reason: `at most ${MAX_TITLE} characters are allowed` }] : [];
  },
  refuse: (inputs, world) =>
    refuseAccount(inputs) ??
    refuseAmount(props(inputs.amount)) ??
    refusePeriod(inputs) ??
    refuseFilter(props(inputs.budgetFilter)) ??
    refuseThresholds(inputs) ??
    refuseChannels(inputs, world),
  outputs: (inputs, world) => ({
    name: world.id.split("/").at(-1),
    deletionPolicy: inputs.deletionPolicy ?? "DELETE",
    ownershipScope: inputs.ownershipScope ?? "ALL_USERS",
  }),
  seconds: { create: 2, update: 2, delete: 1 },
};

function accountOf({ billingAccount }: Props): string {
  return `billingAccounts/${ACCOUNT_ID.exec(String(billingAccount))?.[1]}`;
}

function invalid(words?: string): string {
  return apiError(400, words ?? "Request contains an invalid argument.");
}

function refuseAccount({ billingAccount }: Props): string | undefined {
  return ACCOUNT_ID.test(String(billingAccount)) ? undefined : invalid();
}

/** "BudgetAmount": one of two; "Money": billionths, in the currency of the billing account. */
function refuseAmount({ specifiedAmount, lastPeriodAmount }: Props): string | undefined {
  if ((specifiedAmount == null) === (lastPeriodAmount !== true)) return invalid();
  if (specifiedAmount == null) return undefined;
  const { units = "0", nanos = 0, currencyCode = "USD" } = props(specifiedAmount);
  if (!CURRENCY.test(String(currencyCode))) return invalid();
  const isWhole = /^-?\d+$/.test(String(units)) && Number.isInteger(nanos) && Math.abs(Number(nanos)) < 1e9;
  return isWhole && Number(units) + Number(nanos) / 1e9 > 0 ? undefined : invalid();
}

/** "Filter": the time that a budget is for, of which only one that comes again has a last one. */
function refusePeriod({ amount, budgetFilter }: Props): string | undefined {
  const { calendarPeriod, customPeriod } = props(budgetFilter);
  const isTwice = calendarPeriod != null && customPeriod != null;
  return isTwice || (customPeriod != null && props(amount).lastPeriodAmount === true) ? invalid() : undefined;
}

/** "Creating and managing projects": a project by its number or id; for which ones the account pays is not known. */
const PROJECT = /^projects\/(?:\d{6,}|[a-z][a-z\d-]{4,28}[a-z\d])$/;

/** "Filter": projects, and one value of one label. */
function refuseFilter({ projects, labels }: Props): string | undefined {
  if (list(projects).some((project) => !PROJECT.test(String(project)))) return invalid();
  return Object.keys(props(labels)).length > MOST_LABELS ? invalid() : undefined;
}

/** "ThresholdRule". */
function refuseThresholds({ thresholdRules }: Props): string | undefined {
  const shares = list(thresholdRules).map((rule) => Number(props(rule).thresholdPercent));
  return shares.some((share) => share < 0) ? invalid() : undefined;
}

/** "NotificationsRule". */
function refuseChannels({ allUpdatesRule }: Props, world: World): string | undefined {
  const { monitoringNotificationChannels, pubsubTopic } = props(allUpdatesRule);
  const topic = text(pubsubTopic) || "projects/x/topics/x";
  if (!/^projects\/[^/]+\/topics\/[^/]+$/.test(topic)) return invalid();
  const channels = list(monitoringNotificationChannels);
  if (channels.length > MOST_CHANNELS) return invalid();
  const own = `projects/${world.config.project ?? world.account}/`;
  const gone = channels.find((id) => String(id).startsWith(own) && !world.find(CHANNEL, text(id) ?? ""));
  return gone === undefined ? undefined : apiError(404, `Notification channel ${gone} was not found.`);
}
