import { digest, legalName, type Scope } from "@isobar/core/driver";
import { FlowLog } from "@pulumi/azure-native/network/flowLog";
import { StorageAccount } from "@pulumi/azure-native/storage/storageAccount";
import { runtime } from "@pulumi/pulumi";
import { sameId } from "../ids";
import * as names from "../names";
import { inTurn } from "./changes";
import type { Making } from "./subnet";

const RETENTION_DAYS = 30;

/** Records the connections of a network in a storage account of its own for 30 days. */
export function makeFlowLogs({ scope, group, network }: Making): void {
  const account = scope.child("flowLogAccount", StorageAccount, {
    accountName: scope.physicalName(names.storageAccount, "flow-log-account"),
    resourceGroupName: group,
    location: scope.target.region,
    kind: "StorageV2",
    // Premium accounts are refused ("Virtual network flow logs").
    sku: { name: "Standard_LRS" },
    minimumTlsVersion: "TLS1_2",
    enableHttpsTrafficOnly: true,
    allowBlobPublicAccess: false,
    // Network Watcher signs in with the account's keys ("Virtual network flow logs": self-managed key rotation).
    allowSharedKeyAccess: true,
    networkRuleSet: { defaultAction: "Allow", bypass: "AzureServices" },
    tags: scope.tags,
  });
  inTurn(scope, [scope.name], (dependsOn) =>
    scope.child(
      "flowLog",
      FlowLog,
      {
        flowLogName: flowLogName(scope),
        // Azure makes it with the region's first network, by these names ("Enable or disable Azure Network Watcher").
        resourceGroupName: "NetworkWatcherRG",
        networkWatcherName: `NetworkWatcher_${scope.target.region}`,
        location: scope.target.region,
        targetResourceId: network.id,
        storageId: account.id,
        enabled: true,
        format: { type: "JSON", version: 2 },
        retentionPolicy: { enabled: true, days: RETENTION_DAYS },
        tags: scope.tags,
      },
      // It never changes its network, and its name is the same again.
      { dependsOn, replacementTrigger: network.id.apply(sameId), deleteBeforeReplace: true },
    ),
  );
}

/** All stacks of a subscription share the region's Network Watcher, in which the name must be unique. */
function flowLogName({ name, plan }: Scope): string {
  const identity = digest(runtime.getProject(), runtime.getStack(), name);
  return legalName(name, identity, names.flowLog, plan.label);
}
