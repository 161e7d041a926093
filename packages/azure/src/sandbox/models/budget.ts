import type { Model, Props, ResourceWorld, World } from "@isobar/sandbox";
import { alreadyThere, subscriptionOf } from "../arm";
import { refuseChoices } from "../choices";
import { BUDGET_NAME, refuseName } from "../naming";
import { armPermissions } from "../permissions";
import { sameId, seek, typeOf } from "../references";
import { firstRefusal, type Refusal, refusal, valuesAt } from "../refusal";
import { refuseScope } from "../scopes";

const TOKEN = "consumption:Budget";
const ARM = "Microsoft.Consumption/budgets";
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const FIRST_START = "2017-06-01";
const MONTHS_AHEAD = 12;
const MOST_NOTIFICATIONS = 5;
const MOST_PERCENT = 1000;
const OPERATORS = ["EqualTo", "GreaterThan", "GreaterThanOrEqualTo"];
const BASES = ["Actual", "Forecasted"];
const LEAST_AND = 2;

/** "Budgets - Create Or Update". */
export const budget: Model = {
  type: typeOf(TOKEN),
  permissions: armPermissions({ arm: ARM }),
  autoname: { property: "budgetName", separator: "", digits: 8 },
  immutable: ["scope", "budgetName"],
  id,
  outputs: (inputs) => ({
    azureApiVersion: "2024-08-01",
    currentSpend: { amount: 0, unit: "USD" },
    name: inputs.budgetName,
    type: ARM,
  }),
  refuse: (inputs, world) =>
    refuseSame(inputs, world) ??
    refuseName(inputs.budgetName, BUDGET_NAME) ??
    refuseForeign(inputs, world) ??
    refuseScope(inputs.scope, world) ??
    refuseChoices(TOKEN, inputs) ??
    refuseAmount(inputs) ??
    refuseStart(inputs, world) ??
    refuseFilter(inputs) ??
    refuseNotifications(inputs),
  seconds: { create: 2, update: 2, delete: 2 },
};

function id({ scope, budgetName }: Props): string {
  return `${scope}/providers/${ARM}/${budgetName}`;
}

function bad(message: string): string {
  return refusal(400, "400", message);
}

function refuseSame(inputs: Props, world: ResourceWorld): Refusal {
  return isNew(world) && seek(world, TOKEN, id(inputs)) ? alreadyThere(id(inputs)) : undefined;
}

function isNew({ previous }: ResourceWorld): boolean {
  return Object.keys(previous).length === 0;
}

function refuseForeign({ scope }: Props, world: World): Refusal {
  const [, subscription] = /^\/subscriptions\/([^/]+)/i.exec(String(scope)) ?? [];
  if (subscription === undefined || sameId(subscription, subscriptionOf(world))) return undefined;
  return refusal(404, "SubscriptionNotFound", `The subscription '${subscription}' could not be found.`);
}

function refuseAmount({ amount }: Props): Refusal {
  return Number(amount) > 0 ? undefined : bad("Budget amount should be greater than 0.");
}

/** The month in which a budget is made or a later one, and for ever: issue 317 of Azure/CanadaPubSecALZ has the words. */
function refuseStart({ timePeriod }: Props, world: ResourceWorld): Refusal {
  const start = startOf(timePeriod);
  if (!isNew(world)) {
    const before = startOf(world.previous.timePeriod);
    const isSame = before.valueOf() === start.valueOf();
    return isSame ? undefined : bad("Start date of budgets cannot be updated. Please delete and create a new budget.");
  }
  if (Number.isNaN(start.valueOf()) || start.getUTCDate() !== 1) return bad("Start date must be first of the month.");
  if (new Date(String((timePeriod as Props).endDate)) <= start) return bad("End date must be after the start date.");
  const months = monthOf(start) - monthOf(world.now());
  if (start < new Date(FIRST_START) || months < 0) return bad("Start date should not be prior to the current month.");
  return months > MONTHS_AHEAD ? bad(`Start date should not be more than ${MONTHS_AHEAD} months ahead.`) : undefined;
}

function startOf(timePeriod: unknown): Date {
  return new Date(String((timePeriod as Props | undefined)?.startDate));
}

function monthOf(date: Date): number {
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function refuseFilter({ filter }: Props): Refusal {
  const { and } = (filter ?? {}) as Props;
  const isShort = Array.isArray(and) && and.length < LEAST_AND;
  return isShort ? bad(`The logical AND expression must have at least ${LEAST_AND} items.`) : undefined;
}

function refuseNotifications({ notifications }: Props): Refusal {
  const all = Object.values((notifications ?? {}) as Props) as Props[];
  if (all.length > MOST_NOTIFICATIONS) return bad(`A budget can have up to ${MOST_NOTIFICATIONS} notifications.`);
  return firstRefusal(all, (it) => {
    const { threshold, operator, thresholdType = "Actual" } = it;
    const emails = valuesAt(it, "contactEmails");
    const wrong = emails.find((email) => !EMAIL.test(String(email)));
    if (!(Number(threshold) >= 0 && Number(threshold) <= MOST_PERCENT)) {
      return bad(`Threshold ${threshold} should be between 0 and ${MOST_PERCENT}.`);
    }
    if (!OPERATORS.includes(String(operator))) return bad(`Operator ${operator} is not valid.`);
    if (!BASES.includes(String(thresholdType))) return bad(`Threshold type ${thresholdType} is not valid.`);
    if (wrong !== undefined) return bad(`Contact email ${wrong} is not valid.`);
    const isHeard = [...emails, ...valuesAt(it, "contactGroups"), ...valuesAt(it, "contactRoles")].length > 0;
    return isHeard ? undefined : bad("A notification must have at least one contact email, group or role.");
  });
}
