import type { Props } from "@isobar/sandbox";
import { armModel } from "../arm";
import { WORKFLOW_NAME } from "../naming";
import { IDENTITY } from "../references";
import { firstRefusal, type Refusal, refusal } from "../refusal";
import { runDue } from "../workflow-runs";

/** "Limits and configuration reference for Azure Logic Apps". */
const MAX_ACTIONS = 500;
const MAX_TRIGGERS = 10;

interface Trigger {
  readonly type?: string;
  readonly recurrence?: { readonly frequency?: string; readonly interval?: number; readonly startTime?: string };
}

interface Action {
  readonly type?: string;
  readonly runAfter?: Readonly<Record<string, readonly string[]>>;
}

interface Definition {
  readonly $schema?: string;
  readonly triggers?: Readonly<Record<string, Trigger>>;
  readonly actions?: Readonly<Record<string, Action>>;
}

export const workflow = armModel({
  token: "logic:Workflow",
  arm: "Microsoft.Logic/workflows",
  name: "workflowName",
  naming: WORKFLOW_NAME,
  api: "2019-05-01",
  autoname: "random",
  immutable: ["location"],
  linked: { "identity.userAssignedIdentities": [`${IDENTITY.arm}/assign/action`] },
  references: { "identity.userAssignedIdentities": IDENTITY },
  // When it last ran, of which its resource tells nothing.
  hidden: ["lastRun"],
  refuse: (inputs) => {
    const definition = (inputs.definition ?? {}) as Definition;
    return refuseTriggers(definition) ?? refuseActions(definition) ?? refuseIdentity(inputs);
  },
  tick: runDue,
  seconds: { create: 3, update: 3, delete: 3 },
  outputs: ({ location, state }, world) => ({
    location: location ?? world.region,
    provisioningState: "Succeeded",
    state: state ?? "Enabled",
    createdTime: world.keep("createdTime", () => world.now().toISOString()),
    changedTime: world.now().toISOString(),
    version: `${world.hex(20)}`,
    accessEndpoint: world.keep(
      "accessEndpoint",
      () => `https://prod-00.${world.region}.logic.azure.com:443/workflows/${world.hex(32)}`,
    ),
  }),
});

const invalid = (message: string) => refusal(400, "InvalidTemplate", message);

/** "Schedule tasks to handle contiguous data": the longest intervals. */
const LONGEST: Readonly<Record<string, number>> = { Second: 9_999_999, Minute: 72_000, Hour: 12_000 };

function refuseTriggers({ triggers = {} }: Definition): Refusal {
  const all = Object.values(triggers);
  if (all.length > MAX_TRIGGERS) return invalid(`A workflow cannot have more than ${MAX_TRIGGERS} triggers.`);
  return firstRefusal(all, ({ type, recurrence }) => {
    if (type === undefined) return invalid("A trigger of the workflow has no type.");
    const { frequency = "", interval = 0, startTime } = recurrence ?? {};
    const wrongTime = startTime !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(startTime);
    const wrong = wrongTime || interval < 1 || interval > (LONGEST[frequency] ?? 0);
    if (type !== "SlidingWindow" || !wrong) return undefined;
    return invalid(`The recurrence of trigger 'SlidingWindow' is not valid: ${JSON.stringify(recurrence)}.`);
  });
}

/** "Schema reference guide for trigger and action types in Azure Logic Apps": types and the order of actions. */
function refuseActions({ actions = {} }: Definition): Refusal {
  const all = Object.entries(actions);
  if (all.length > MAX_ACTIONS) return invalid(`A workflow cannot have more than ${MAX_ACTIONS} actions.`);
  return firstRefusal(all, ([name, { type, runAfter = {} }]) => {
    if (type === undefined) return invalid(`Action '${name}' of the workflow has no type.`);
    const strange = Object.keys(runAfter).find((before) => before === name || !(before in actions));
    if (strange === undefined) return undefined;
    return invalid(
      `The 'runAfter' property of action '${name}' contains '${strange}', which is not an action of the workflow.`,
    );
  });
}

/** "Authenticate access and connections to Azure resources with managed identities in Azure Logic Apps". */
function refuseIdentity({ definition, identity }: Props): Refusal {
  const { userAssignedIdentities = [] } = (identity ?? {}) as { readonly userAssignedIdentities?: readonly string[] };
  const used = [...JSON.stringify(definition ?? {}).matchAll(/"identity":"(\/subscriptions[^"]*)"/g)].map(
    ([, id = ""]) => id,
  );
  const own = userAssignedIdentities.map((id) => id.toLowerCase());
  const strange = used.find((id) => !own.includes(id.toLowerCase()));
  if (strange === undefined) return undefined;
  return refusal(
    400,
    "InvalidWorkflowManagedIdentity",
    `The workflow is not configured with the managed identity '${strange}' that an action of it uses.`,
  );
}
