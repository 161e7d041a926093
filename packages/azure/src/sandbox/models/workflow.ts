import type { Props } from "@isobar/sandbox";
import { armModel } from "../arm";
import { WORKFLOW_NAME } from "../naming";
import { IDENTITY } from "../references";
import { type Refusal, refusal } from "../refusal";
import { refuseDefinition } from "../workflow-definitions";
import { runDue } from "../workflow-runs";

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
  refuse: (inputs) => refuseDefinition(inputs.definition, inputs.parameters) ?? refuseIdentity(inputs),
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
