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
export function refuseDefinition(definition: unknown): Refusal {
  const { triggers = {}, actions = {} } = (definition ?? {}) as Definition;
  return refuseTriggers(triggers) ?? refuseActions(actions);
}

/** In the words of nihaue/TRex#15. */
function invalid(what: string, reason: string): string {
  return refusal(400, "InvalidTemplate", `The template validation failed: 'The ${what} is not valid: "${reason}".'.`);
}

/** "Schedule tasks to handle contiguous data": the longest intervals. */
const LONGEST: Readonly<Record<string, number>> = { Second: 9_999_999, Minute: 72_000, Hour: 12_000 };

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
    if (type !== "SlidingWindow" || !wrong) return undefined;
    return invalid(what, `The recurrence is not valid: ${JSON.stringify(recurrence)}.`);
  });
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
