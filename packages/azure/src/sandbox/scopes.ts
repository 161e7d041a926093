import type { World } from "@isobar/sandbox";
import { armOf, seek } from "./references";
import { type Refusal, refusal } from "./refusal";

/** Types in the sandbox of what locks and role assignments are on, by namespace and types in lower case. */
const TOKENS: Readonly<Record<string, string>> = {
  "microsoft.compute/disks": "compute:Disk",
  "microsoft.compute/virtualmachines": "compute:VirtualMachine",
  "microsoft.managedidentity/userassignedidentities": "managedidentity:UserAssignedIdentity",
  "microsoft.network/virtualnetworks": "network:VirtualNetwork",
  "microsoft.network/virtualnetworks/subnets": "network:Subnet",
  "microsoft.storage/storageaccounts": "storage:StorageAccount",
  "microsoft.storage/storageaccounts/blobservices/containers": "storage:BlobContainer",
};

const FORM =
  /^\/(subscriptions\/[^/]+(\/resourceGroups\/[^/]+(\/providers\/[^/]+(\/[^/]+\/[^/]+)+)?)?|providers\/.+)?$/i;
const GROUP = /^\/subscriptions\/[^/]+\/resourceGroups\/([^/]+)$/i;

/** "Understand scope for Azure RBAC": an id of what is there. */
export function refuseScope(given: unknown, world: World): Refusal {
  const scope = String(given);
  if (!FORM.test(scope)) {
    return refusal(400, "InvalidScope", `The scope '${scope}' is not valid.`);
  }
  const [, group] = GROUP.exec(scope) ?? [];
  if (group !== undefined) {
    if (seek(world, "resources:ResourceGroup", scope)) return undefined;
    return refusal(404, "ResourceGroupNotFound", `Resource group '${group}' could not be found.`);
  }
  const token = scope.includes("/providers/") ? TOKENS[armOf(scope)] : undefined;
  if (token === undefined || seek(world, token, scope)) return undefined;
  const [, inGroup = "", resource = ""] = /\/resourceGroups\/([^/]+)\/providers\/(.+)$/i.exec(scope) ?? [];
  return refusal(
    404,
    "ResourceNotFound",
    `The Resource '${resource}' under resource group '${inGroup}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}
