import type { Model } from "@isobar/sandbox";
import { groupId, locked } from "../arm";
import { armPermissions } from "../permissions";

export const resourceGroup: Model = {
  type: "azure-native:resources:ResourceGroup",
  // "Azure Resource Manager resource group and resource deletion": no rights are needed on what is in it.
  permissions: armPermissions({ arm: "Microsoft.Resources/subscriptions/resourceGroups" }),
  autoname: { property: "resourceGroupName", separator: "", digits: 8 },
  immutable: ["resourceGroupName", "location"],
  id: (inputs, world) => groupId(world, inputs.resourceGroupName),
  outputs: ({ resourceGroupName, location }, world) => ({
    azureApiVersion: "2024-03-01",
    name: resourceGroupName,
    type: "Microsoft.Resources/resourceGroups",
    location: location ?? world.region,
    properties: { provisioningState: "Succeeded" },
  }),
  refuseDelete: ({ id }, world) => locked(world, id) ?? lockedInside(id, world.list(LOCK)),
};

const LOCK = "azure-native:authorization:ManagementLockByScope";

/** "Lock your resources to protect your infrastructure": a lock inside keeps the whole group. */
function lockedInside(id: string, locks: readonly { readonly inputs: Record<string, unknown> }[]): string | undefined {
  const inside = locks.find(({ inputs }) => String(inputs.scope).toLowerCase().startsWith(`${id.toLowerCase()}/`));
  if (!inside) return undefined;
  return `Status=409 Code="ScopeLocked" Message="The scope '${id}' cannot perform delete operation because following scope(s) are locked: '${inside.inputs.scope}'. Please remove the lock and try again."`;
}
