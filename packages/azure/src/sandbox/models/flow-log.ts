import type { Model, Props, ResourceWorld, World } from "@isobar/sandbox";
import { alreadyThere, resourceId } from "../arm";
import { refuseChoices } from "../choices";
import { networkName, refuseName } from "../naming";
import { armPermissions } from "../permissions";
import { regionName } from "../places";
import { armOf, INTERFACE, NETWORK_ID, refuseReferences, SUBNET, sameId, seek, typeOf } from "../references";
import { type Refusal, refusal, valuesAt } from "../refusal";
import { refuseTags } from "../tagging";

const TOKEN = "network:FlowLog";
const ARM = "Microsoft.Network/networkWatchers/flowLogs";
const ACCOUNT = { token: "storage:StorageAccount", arm: "Microsoft.Storage/storageAccounts" };

/** What there can be one on ("Virtual network flow logs"). */
const TARGETS = [NETWORK_ID, SUBNET, INTERFACE];

/** It lies in the region's Network Watcher, which Azure made by itself: "Enable or disable Azure Network Watcher". */
export const flowLog: Model = {
  type: typeOf(TOKEN),
  // "Azure RBAC permissions required to use Network Watcher capabilities".
  permissions: armPermissions({
    arm: ARM,
    linked: {
      storageId: [
        `${ACCOUNT.arm}/listServiceSas/action`,
        `${ACCOUNT.arm}/listAccountSas/action`,
        `${ACCOUNT.arm}/listKeys/action`,
        "Microsoft.Network/networkWatchers/configureFlowLog/action",
      ],
    },
  }),
  autoname: { property: "flowLogName", separator: "", digits: 0 },
  deleteBeforeReplace: true,
  immutable: ["resourceGroupName", "networkWatcherName", "flowLogName"],
  id,
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
    refuseSame(inputs, world) ??
    refuseWatcher(inputs, world) ??
    refuseTags(inputs.tags, ARM) ??
    refuseName(inputs.flowLogName, networkName()) ??
    refuseReferences({ storageId: ACCOUNT, targetResourceId: targetOf(inputs) }, inputs, id(inputs, world), world) ??
    refuseChoices(TOKEN, inputs) ??
    refuseSettings(inputs) ??
    refuseAnalytics(inputs) ??
    refuseAccount(inputs, world) ??
    refuseMove(inputs, world) ??
    refuseSecond(inputs, world),
  seconds: { create: 12, update: 12, delete: 12 },
};

function id(inputs: Props, world: World): string {
  return resourceId(world, inputs.resourceGroupName, ARM, [inputs.networkWatcherName, inputs.flowLogName]);
}

function targetOf({ targetResourceId }: Props) {
  return TARGETS.find(({ arm }) => arm.toLowerCase() === armOf(String(targetResourceId))) ?? NETWORK_ID;
}

function refuseSame(inputs: Props, world: ResourceWorld): Refusal {
  const isNew = Object.keys(world.previous).length === 0;
  return isNew && seek(world, TOKEN, id(inputs, world)) ? alreadyThere(id(inputs, world)) : undefined;
}

function refuseWatcher({ resourceGroupName, networkWatcherName }: Props, { region }: ResourceWorld): Refusal {
  const made = `NetworkWatcherRG/NetworkWatcher_${regionName(region)}`.toLowerCase();
  if (`${resourceGroupName}/${networkWatcherName}`.toLowerCase() === made) return undefined;
  return refusal(
    404,
    "ParentResourceNotFound",
    `Failed to perform 'write' on resource(s) of type 'networkWatchers/flowLogs', because the parent resource '${networkWatcherName}' could not be found.`,
  );
}

/** "Flow Logs - Create Or Update": format and retention. */
function refuseSettings({ flowLogName, format, retentionPolicy }: Props): Refusal {
  const { version = 2 } = (format ?? {}) as { readonly version?: number };
  const { days = 0 } = (retentionPolicy ?? {}) as { readonly days?: number };
  if (![1, 2].includes(version)) {
    return refusal(
      400,
      "FlowLogFormatVersionInvalid",
      `Flow log ${flowLogName} cannot be of format version ${version}.`,
    );
  }
  if (Number.isInteger(days) && days >= 0 && days <= 365) return undefined;
  return refusal(
    400,
    "FlowLogRetentionInvalid",
    `The retention of flow log ${flowLogName} must be between 0 and 365 days. Given: ${days}.`,
  );
}

/** "Traffic analytics": every 10 minutes or every hour, in a workspace. */
function refuseAnalytics(inputs: Props): Refusal {
  const settings = "flowAnalyticsConfiguration.networkWatcherFlowAnalyticsConfiguration";
  const [analytics] = valuesAt(inputs, settings) as Props[];
  if (analytics?.enabled !== true) return undefined;
  const { trafficAnalyticsInterval: interval = 60, workspaceResourceId } = analytics;
  const wrong =
    (![10, 60].includes(Number(interval)) && `an interval of 10 or 60 minutes. Given: ${interval}`) ||
    (workspaceResourceId === undefined && "the id of a Log Analytics workspace");
  if (!wrong) return undefined;
  return refusal(
    400,
    "FlowLogTrafficAnalyticsInvalid",
    `Traffic analytics of flow log ${inputs.flowLogName} must have ${wrong}.`,
  );
}

/** "Virtual network flow logs": location, performance tier and keys of the account. */
function refuseAccount({ storageId }: Props, world: ResourceWorld): Refusal {
  const { inputs = {} } = seek(world, ACCOUNT.token, storageId) ?? {};
  const premium = String((inputs.sku as Props | undefined)?.name).startsWith("Premium");
  if (!premium && inputs.allowSharedKeyAccess !== false) return undefined;
  return refusal(
    400,
    "FlowLogStorageAccountNotSupported",
    `Storage account ${storageId} cannot be used for flow logs: it must be of a standard tier and allow its keys.`,
  );
}

function refuseMove({ targetResourceId }: Props, { previous }: ResourceWorld): Refusal {
  const before = previous.targetResourceId;
  if (before === undefined || sameId(before, targetResourceId)) return undefined;
  return refusal(
    400,
    "FlowLogTargetResourceCannotBeChanged",
    `The target resource of a flow log cannot be changed from ${before} to ${targetResourceId}.`,
  );
}

function refuseSecond({ flowLogName, targetResourceId }: Props, world: ResourceWorld): Refusal {
  const other = world
    .list(typeOf(TOKEN))
    .find(
      ({ inputs }) => sameId(inputs.targetResourceId, targetResourceId) && !sameId(inputs.flowLogName, flowLogName),
    );
  if (!other) return undefined;
  return refusal(
    400,
    "TargetResourceAlreadyHasFlowLog",
    `Only one flow log can be created per target resource. ${targetResourceId} has ${other.id}.`,
  );
}
