import type { Props } from "@isobar/sandbox";
import { firstRefusal, type Refusal, refusal } from "./refusal";

/** "Limits and configuration reference for Azure Logic Apps". */
const MAX_ACTIONS = 500;
const MAX_TRIGGERS = 10;

interface Recurrence {
  readonly frequency?: string;
  readonly interval?: number;
  readonly startTime?: string;
}

interface Trigger {
  readonly type?: string;
  readonly recurrence?: Recurrence;
}

interface Action {
  readonly type?: string;
  readonly inputs?: Props;
  readonly runAfter?: Readonly<Record<string, readonly string[]>>;
}

interface Definition {
  readonly triggers?: Readonly<Record<string, Trigger>>;
  readonly actions?: Readonly<Record<string, Action>>;
  readonly parameters?: Readonly<Record<string, { readonly defaultValue?: unknown }>>;
}

/** "Schema reference guide for trigger and action types in Azure Logic Apps". */
const EVERYWHERE = "apiconnection apiconnectionwebhook apimanagement http httpwebhook".split(" ");
const TRIGGERS = new Set([...EVERYWHERE, ..."batch manual recurrence request slidingwindow".split(" ")]);
const ACTIONS = new Set([
  ...EVERYWHERE,
  ..."appendtoarrayvariable appendtostringvariable compose csharpscriptcode decrementvariable expression".split(" "),
  ..."foreach function if incrementvariable initializevariable javascriptcode join parsejson".split(" "),
  ..."powershellcode query response scope select sendtobatch setvariable switch table terminate until".split(" "),
  ..."wait workflow".split(" "),
  // "What are enterprise integration workflows in Azure Logic Apps": with an integration account.
  ..."flatfiledecoding flatfileencoding integrationaccountartifactlookup liquid xmlvalidation xslt".split(" "),
]);

/** Why Azure would not take a workflow's definition. */
export function refuseDefinition(definition: unknown, values: unknown): Refusal {
  const { triggers = {}, actions = {}, parameters = {} } = (definition ?? {}) as Definition;
  return (
    refuseTriggers(triggers) ??
    refuseActions(actions) ??
    refuseCircle(actions) ??
    refuseResponse(triggers, actions) ??
    refuseParameters(parameters, (values ?? {}) as Props)
  );
}

/** In the words of nihaue/TRex#15. */
function invalid(what: string, reason: string): string {
  return refusal(400, "InvalidTemplate", `The template validation failed: 'The ${what} is not valid: "${reason}".'.`);
}

/** "Schedule tasks to handle contiguous data": the longest intervals. */
const LONGEST: Readonly<Record<string, number>> = { Second: 9_999_999, Minute: 72_000, Hour: 12_000 };
/** "Schedule and run recurring workflows with the Recurrence trigger": the others. */
const RECURRING: Readonly<Record<string, number>> = { ...LONGEST, Day: 500, Week: 71, Month: 16 };

function refuseTriggers(triggers: Readonly<Record<string, Trigger>>): Refusal {
  const all = Object.entries(triggers);
  if (all.length > MAX_TRIGGERS) return invalid("template", `it has more than ${MAX_TRIGGERS} triggers`);
  return firstRefusal(all, ([name, { type, recurrence = {} }]) => {
    const what = `template trigger '${name}'`;
    if (type === undefined) return invalid(what, "Required property 'type' not found in JSON. Path ''.");
    if (!TRIGGERS.has(type.toLowerCase())) return invalid(what, `The type '${type}' is not supported.`);
    const { frequency = "", interval = 0, startTime } = recurrence;
    const wrongTime = startTime !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(startTime);
    const wrong = wrongTime || interval < 1 || interval > (LONGEST[frequency] ?? 0);
    if (type === "Recurrence" && !isRecurring(recurrence)) {
      return invalid(what, `The recurrence is not valid: ${JSON.stringify(recurrence)}.`);
    }
    if (type !== "SlidingWindow" || !wrong) return undefined;
    return invalid(what, `The recurrence is not valid: ${JSON.stringify(recurrence)}.`);
  });
}

/** Expressions are known when it runs. */
function isRecurring({ frequency, interval }: Recurrence): boolean {
  if ([frequency, interval].some((value) => /^@/.test(String(value)))) return true;
  return Number(interval) >= 1 && Number(interval) <= (RECURRING[String(frequency)] ?? 0);
}

/** Same page: types, the order of actions, and what a call names. */
function refuseActions(actions: Readonly<Record<string, Action>>): Refusal {
  const all = Object.entries(actions);
  if (all.length > MAX_ACTIONS) return invalid("template", `it has more than ${MAX_ACTIONS} actions`);
  return firstRefusal(all, ([name, { type, inputs = {}, runAfter = {} }]) => {
    const what = `template action '${name}'`;
    if (type === undefined) return invalid(what, "Required property 'type' not found in JSON. Path ''.");
    if (!ACTIONS.has(type.toLowerCase())) return invalid(what, `The type '${type}' is not supported.`);
    const missing = ["method", "uri"].find((property) => type === "Http" && inputs[property] === undefined);
    if (missing) return invalid(what, `Required property '${missing}' not found in JSON. Path ''.`);
    const strange = Object.keys(runAfter).find((before) => before === name || !(before in actions));
    if (strange === undefined) return undefined;
    return invalid(what, `The 'runAfter' property contains '${strange}', which is not an action of the workflow.`);
  });
}

/** Same page: each action runs after others. */
function refuseCircle(actions: Readonly<Record<string, Action>>): Refusal {
  const done = new Set<string>();
  let left = Object.entries(actions);
  while (left.length > 0) {
    const ready = left.filter(([, { runAfter = {} }]) => Object.keys(runAfter).every((before) => done.has(before)));
    const [[name = ""] = []] = left;
    if (ready.length === 0)
      return invalid(`template action '${name}'`, "The actions run after each other in a circle.");
    for (const [key] of ready) done.add(key);
    left = left.filter(([key]) => !done.has(key));
  }
  return undefined;
}

/** Same page, Response action: an answer to the Request trigger. */
function refuseResponse(
  triggers: Readonly<Record<string, Trigger>>,
  actions: Readonly<Record<string, Action>>,
): Refusal {
  const [name] = Object.entries(actions).find(([, { type }]) => type?.toLowerCase() === "response") ?? [];
  const asked = Object.values(triggers).some(({ type }) => /^(request|manual|apimanagement)$/i.test(type ?? ""));
  if (name === undefined || asked) return undefined;
  return invalid(`template action '${name}'`, "A Response action needs a Request trigger.");
}

/** "Schema reference guide for the Workflow Definition Language", parameters: declared ones, each with a value. */
function refuseParameters(declared: NonNullable<Definition["parameters"]>, values: Props): Refusal {
  const strange = Object.keys(values).find((name) => !(name in declared));
  if (strange !== undefined) {
    return refusal(
      400,
      "InvalidTemplate",
      `The template validation failed: 'The workflow parameters '${strange}' are not valid. They are not declared in the definition.'.`,
    );
  }
  const missing = Object.entries(declared).find(
    ([name, { defaultValue }]) => defaultValue === undefined && values[name] === undefined,
  );
  if (!missing) return undefined;
  return refusal(
    400,
    "InvalidTemplate",
    `The template validation failed: 'The value for the workflow parameter '${missing[0]}' is not provided.'.`,
  );
}
