import type { Model, Props, ResourceWorld } from "@isobar/sandbox";
import { missing, resourceId, typeOf } from "../arm";
import { armPermissions } from "../permissions";

const TOKEN = "network:FlowLog";
const ARM = "Microsoft.Network/networkWatchers/flowLogs";
const ACCOUNT = "Microsoft.Storage/storageAccounts";

/** It lies in the region's Network Watcher, which Azure made by itself: "Enable or disable Azure Network Watcher". */
export const flowLog: Model = {
  type: typeOf(TOKEN),
  // "Azure RBAC permissions required to use Network Watcher capabilities".
  permissions: armPermissions({
    arm: ARM,
    linked: {
      storageId: [
        `${ACCOUNT}/listServiceSas/action`,
        `${ACCOUNT}/listAccountSas/action`,
        `${ACCOUNT}/listKeys/action`,
        "Microsoft.Network/networkWatchers/configureFlowLog/action",
      ],
    },
  }),
  autoname: { property: "flowLogName", separator: "", digits: 0 },
  deleteBeforeReplace: true,
  immutable: ["resourceGroupName", "networkWatcherName", "flowLogName"],
  id: (inputs, world) =>
    resourceId(world, inputs.resourceGroupName, ARM, [inputs.networkWatcherName, inputs.flowLogName]),
  outputs: ({ flowLogName, location }, world) => ({
    azureApiVersion: "2024-05-01",
    name: flowLogName,
    type: ARM,
    etag: `W/"${world.uuid()}"`,
    provisioningState: "Succeeded",
    location: location ?? world.region,
    targetResourceGuid: world.keep("targetResourceGuid", () => world.uuid()),
  }),
  refuse: (inputs, world) =>
    refuseWatcher(inputs, world) ??
    missing(inputs.storageId, world, "storage:StorageAccount", ACCOUNT) ??
    missing(inputs.targetResourceId, world, "network:VirtualNetwork", "Microsoft.Network/virtualNetworks") ??
    refuseAccount(inputs, world) ??
    refuseMove(inputs, world) ??
    refuseSecond(inputs, world),
};

function refuseWatcher({ resourceGroupName, networkWatcherName }: Props, { region }: ResourceWorld) {
  const made = `NetworkWatcherRG/NetworkWatcher_${region}`.toLowerCase();
  if (`${resourceGroupName}/${networkWatcherName}`.toLowerCase() === made) return undefined;
  return `Status=404 Code="ParentResourceNotFound" Message="Failed to perform 'write' on resource(s) of type 'networkWatchers/flowLogs', because the parent resource '${networkWatcherName}' could not be found."`;
}

/** "Virtual network flow logs": location, performance tier and keys of the account. */
function refuseAccount({ storageId }: Props, world: ResourceWorld): string | undefined {
  const { inputs = {} } = world.find(typeOf("storage:StorageAccount"), String(storageId)) ?? {};
  const premium = String((inputs.sku as Props | undefined)?.name).startsWith("Premium");
  if (!premium && inputs.allowSharedKeyAccess !== false) return undefined;
  return `Status=400 Code="FlowLogStorageAccountNotSupported" Message="Storage account ${storageId} cannot be used for flow logs: it must be of a standard tier and allow its keys."`;
}

function refuseMove({ targetResourceId }: Props, { previous }: ResourceWorld): string | undefined {
  const before = previous.targetResourceId;
  if (before === undefined || String(before).toLowerCase() === String(targetResourceId).toLowerCase()) return undefined;
  return `Status=400 Code="FlowLogTargetResourceCannotBeChanged" Message="The target resource of a flow log cannot be changed from ${before} to ${targetResourceId}."`;
}

function refuseSecond({ flowLogName, targetResourceId }: Props, world: ResourceWorld): string | undefined {
  const target = String(targetResourceId).toLowerCase();
  const other = world
    .list(typeOf(TOKEN))
    .find(
      ({ inputs }) => String(inputs.targetResourceId).toLowerCase() === target && inputs.flowLogName !== flowLogName,
    );
  if (!other) return undefined;
  return `Status=400 Code="TargetResourceAlreadyHasFlowLog" Message="Only one flow log can be created per target resource. ${targetResourceId} has ${other.id}."`;
}
