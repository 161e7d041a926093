import type { Props } from "@isobar/sandbox";
import { armModel, missing } from "../arm";

const IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities";

interface Trigger {
  readonly type?: string;
  readonly recurrence?: { readonly frequency?: string; readonly interval?: number; readonly startTime?: string };
}

export const workflow = armModel({
  token: "logic:Workflow",
  arm: "Microsoft.Logic/workflows",
  name: "workflowName",
  api: "2019-05-01",
  autoname: "random",
  immutable: ["location"],
  linked: { "identity.userAssignedIdentities": [`${IDENTITIES}/assign/action`] },
  refuse: (inputs, world) =>
    missing(inputs.identity, world, "managedidentity:UserAssignedIdentity", IDENTITIES) ??
    refuseName(inputs) ??
    refuseTriggers(inputs),
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

/** "Naming rules and restrictions for Azure resources". */
function refuseName({ workflowName }: Props): string | undefined {
  if (/^[\w.()-]{1,80}$/.test(String(workflowName))) return undefined;
  return `Status=400 Code="InvalidResourceName" Message="Resource name ${workflowName} is invalid."`;
}

/** "Schedule tasks to handle contiguous data": the longest intervals. */
const LONGEST: Readonly<Record<string, number>> = { Second: 9_999_999, Minute: 72_000, Hour: 12_000 };

function triggersOf({ definition }: Props): Trigger[] {
  const { triggers = {} } = (definition ?? {}) as { readonly triggers?: Readonly<Record<string, Trigger>> };
  return Object.values(triggers);
}

function refuseTriggers(inputs: Props): string | undefined {
  const bad = triggersOf(inputs).find(({ type, recurrence }) => {
    const { frequency = "", interval = 0, startTime } = recurrence ?? {};
    const wrongTime = startTime !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(startTime);
    return type === "SlidingWindow" && (wrongTime || interval < 1 || interval > (LONGEST[frequency] ?? 0));
  });
  if (!bad) return undefined;
  return `Status=400 Code="InvalidTemplate" Message="The recurrence of trigger 'SlidingWindow' is not valid: ${JSON.stringify(bad.recurrence)}."`;
}
