import type { CheckFailure, Model, Props, ResourceWorld, World } from "@isobar/sandbox";
import { partition, tagsAll, texts } from "../aws";
import { type Fail, refusing } from "../failure";
import { checkArn, checkConflicts, checkEnum, isSet, known, object, objects, snake } from "../known";
import { globalPattern, on } from "../permissions";
import { types } from "../types";

const ACTIONS = [
  "budgets:ListTagsForResource",
  "budgets:ModifyBudget",
  "budgets:TagResource",
  "budgets:UntagResource",
  "budgets:ViewBudget",
];
/** "CreateBudget": alerts of a budget, and addresses of an alert. */
const MOST_NOTIFICATIONS = 5;
const MOST_EMAILS = 10;
/** "Spend". */
const AMOUNT = /^([0-9]*\.)?[0-9]+$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
/** "Budget": the name. */
const MAX_NAME = 100;
const NAME = /^(?!.*\/action\/)[^:\\]+$/;
const ENDS = "2087-06-15_00:00";

/** An alarm for what an account, or some of it, costs. It belongs to no region. */
export const budget: Model = {
  type: types.budget,
  permissions: ({ name }) => [on([globalPattern("budgets", `budget/${name}`)], ...ACTIONS)],
  autoname: { property: "name", maxLength: MAX_NAME },
  immutable: ["accountId", "name", "namePrefix"],
  check,
  id: idOf,
  refuse: (inputs, world) => {
    const fail = refusing(types.budget, inputs, world);
    return (
      refuseName(inputs, world, fail) ??
      refuseLimit(inputs, fail) ??
      refusePeriod(inputs, fail) ??
      refuseFilters(inputs, fail) ??
      refuseNotifications(inputs, fail)
    );
  },
  outputs: (inputs, world) => ({
    accountId: inputs.accountId ?? world.account,
    arn: `arn:${partition(world.region)}:budgets::${world.account}:budget/${inputs.name}`,
    tagsAll: tagsAll(inputs, world),
    timePeriodEnd: inputs.timePeriodEnd ?? ENDS,
    timePeriodStart: inputs.timePeriodStart ?? world.keep("timePeriodStart", () => startOfMonth(world.now())),
  }),
};

function idOf({ accountId, name }: Props, world: World): string {
  return `${accountId ?? world.account}:${name}`;
}

function startOfMonth(now: Date): string {
  return `${now.toISOString().slice(0, "2026-01".length)}-01_00:00`;
}

function check(inputs: Props): CheckFailure[] {
  const { accountId, budgetType, timeUnit, notifications, timePeriodStart, timePeriodEnd } = inputs;
  const account = known(accountId);
  return [
    ...(account === undefined || /^\d{12}$/.test(account)
      ? []
      : [
          {
            property: "accountId",
            reason: `"account_id" doesn't look like AWS Account ID (exactly 12 digits): "${account}"`,
          },
        ]),
    ...checkTime("timePeriodStart", timePeriodStart),
    ...checkTime("timePeriodEnd", timePeriodEnd),
    ...checkConflicts(inputs, "limitAmount", ["plannedLimits"]),
    ...checkConflicts(inputs, "costFilters", ["filterExpression"]),
    ...checkConflicts(inputs, "metrics", ["costTypes"]),
    ...checkEnum("budgetType", budgetType, [
      "USAGE",
      "COST",
      "RI_UTILIZATION",
      "RI_COVERAGE",
      "SAVINGS_PLANS_UTILIZATION",
      "SAVINGS_PLANS_COVERAGE",
    ]),
    ...checkEnum("timeUnit", timeUnit, ["DAILY", "MONTHLY", "QUARTERLY", "ANNUALLY", "CUSTOM"]),
    ...objects(notifications).flatMap((it, i) => {
      const at = (name: string) => `notifications[${i}].${name}`;
      return [
        ...checkEnum(at("comparisonOperator"), it.comparisonOperator, ["GREATER_THAN", "LESS_THAN", "EQUAL_TO"]),
        ...checkEnum(at("notificationType"), it.notificationType, ["ACTUAL", "FORECASTED"]),
        ...texts(it.subscriberSnsTopicArns).flatMap((arn, n) => checkArn(at(`subscriberSnsTopicArns[${n}]`), arn)),
        ...checkEnum(at("thresholdType"), it.thresholdType, ["PERCENTAGE", "ABSOLUTE_VALUE"]),
      ];
    }),
  ];
}

/** "Budget": moments are told in whole minutes. */
function checkTime(property: string, value: unknown): CheckFailure[] {
  const text = known(value);
  return text === undefined || /^\d{4}-[01]\d-[0-3]\d_[0-2]\d:[0-5]\d$/.test(text)
    ? []
    : [{ property, reason: `"${snake(property)}" cannot be parsed as "2006-01-02_15:04": ${text}` }];
}

function refuseName(inputs: Props, world: ResourceWorld, fail: Fail): string | undefined {
  const name = String(inputs.name);
  if (name.length > MAX_NAME || !NAME.test(name)) {
    return fail("InvalidParameterException", `The budget name ${name} is not valid.`);
  }
  const isNew = world.id === undefined;
  return isNew && world.find(types.budget, idOf(inputs, world))
    ? fail("DuplicateRecordException", `Error creating budget: ${name} - the budget already exists.`)
    : undefined;
}

/** "Budget": a limit, or limits by period, or one that adjusts itself; costs are in USD. */
function refuseLimit(inputs: Props, fail: Fail): string | undefined {
  const { budgetType, limitAmount, limitUnit, plannedLimits, autoAdjustData } = inputs;
  if (!isSet(limitAmount)) {
    const isLimited = isSet(plannedLimits) || isSet(autoAdjustData);
    return isLimited ? undefined : fail("InvalidParameterException", "The budget has no limit.");
  }
  if (!AMOUNT.test(String(limitAmount)) || Number(limitAmount) <= 0) {
    return fail("InvalidParameterException", `The amount ${limitAmount} is not more than 0.`);
  }
  return budgetType === "COST" && limitUnit !== "USD" && limitUnit !== "CNY"
    ? fail("InvalidParameterException", `The unit ${limitUnit} is not valid for budgets of type COST.`)
    : undefined;
}

/** "TimePeriod". */
function refusePeriod({ timePeriodStart: start, timePeriodEnd: end }: Props, fail: Fail): string | undefined {
  return isSet(start) && isSet(end) && String(end) <= String(start)
    ? fail("InvalidParameterException", `The end ${end} is not after the start ${start}.`)
    : undefined;
}

/** "Budget filters": tags by whose they are, their key and their value. */
function refuseFilters({ costFilters }: Props, fail: Fail): string | undefined {
  const values = objects(costFilters).flatMap(({ name, values: given }) =>
    name === "TagKeyValue" ? texts(given) : [],
  );
  const wrong = values.find((value) => known(value) !== undefined && !/^[^$]+\$/.test(value));
  return wrong === undefined
    ? undefined
    : fail("InvalidParameterException", `The tag ${wrong} is not in the form user:key$value.`);
}

/** "CreateNotification", "Notification". */
function refuseNotifications(inputs: Props, fail: Fail): string | undefined {
  const all = objects(inputs.notifications);
  if (all.length > MOST_NOTIFICATIONS) {
    return fail("CreationLimitExceededException", `A budget has at most ${MOST_NOTIFICATIONS} notifications.`);
  }
  const keys = all.map((it) => `${it.notificationType} ${it.comparisonOperator} ${it.threshold} ${it.thresholdType}`);
  if (new Set(keys).size < keys.length) return fail("DuplicateRecordException", "The notification already exists.");
  for (const notification of all) {
    const reason = faultOf(object(notification));
    if (reason !== undefined) return fail("InvalidParameterException", reason);
  }
  return undefined;
}

function faultOf({ threshold, subscriberEmailAddresses, subscriberSnsTopicArns }: Props): string | undefined {
  const emails = texts(subscriberEmailAddresses);
  if (typeof threshold === "number" && threshold <= 0) return `The threshold ${threshold} is not more than 0.`;
  if (emails.length + texts(subscriberSnsTopicArns).length === 0) return "The notification has no subscribers.";
  if (texts(subscriberSnsTopicArns).length > 1) return "A notification has at most 1 SNS subscriber.";
  if (emails.length > MOST_EMAILS) return `A notification has at most ${MOST_EMAILS} email subscribers.`;
  const wrong = emails.find((email) => known(email) !== undefined && !EMAIL.test(email));
  return wrong === undefined ? undefined : `The address ${wrong} is not valid.`;
}
