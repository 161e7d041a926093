import type { FaultText } from "@isobar/sandbox";
import { refusal } from "../refusal";
import { SUBSCRIPTION } from "./scope";

const STORAGE = ["azure-native:storage:*"];

/** Everything of Microsoft.Storage. */
export const STORAGE_FAULTS: readonly FaultText[] = [
  {
    kind: "quota",
    tokens: ["azure-native:storage:StorageAccount"],
    operations: ["create"],
    code: "MaxStorageAccountsCountPerSubscriptionExceeded",
    text: ({ region }) =>
      refusal(
        409,
        "MaxStorageAccountsCountPerSubscriptionExceeded",
        `Subscription ${SUBSCRIPTION} already contains 250 storage accounts with Standard Dns endpoints in location ${region} and the maximum allowed is 250.`,
      ),
    source: "Azure/azure-sdk-for-cpp#3959",
  },
  {
    kind: "conflict",
    tokens: STORAGE,
    operations: ["create", "update", "delete"],
    code: "StorageAccountOperationInProgress",
    text: () =>
      refusal(
        409,
        "StorageAccountOperationInProgress",
        "An operation is currently performing on this storage account that requires exclusive access.",
      ),
    source: "Azure/ARO-RP#1197, pulumi/pulumi-azure-native#4497",
  },
  {
    kind: "throttled",
    tokens: STORAGE,
    operations: ["read", "call"],
    code: "TooManyRequests",
    text: () => throttled("Read_ObservationWindow_00:05:00"),
    source: "microsoft/onefuzz#2100",
  },
  {
    kind: "throttled",
    tokens: STORAGE,
    operations: ["create", "update", "delete"],
    code: "TooManyRequests",
    text: () => throttled("Write_ObservationWindow_00:00:01"),
    source: "velero-io/velero#4282",
  },
];

function throttled(operation: string): string {
  return refusal(
    429,
    "TooManyRequests",
    `The request is being throttled as the limit has been reached for operation type - ${operation}. For more information, see - https://aka.ms/srpthrottlinglimits`,
  );
}
