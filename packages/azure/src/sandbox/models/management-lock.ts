import type { Model } from "@isobar/sandbox";
import { armPermissions } from "../permissions";

export const managementLock: Model = {
  type: "azure-native:authorization:ManagementLockByScope",
  permissions: armPermissions({ arm: "Microsoft.Authorization/locks" }),
  autoname: { property: "lockName", separator: "", digits: 0 },
  immutable: ["scope", "lockName"],
  deleteBeforeReplace: true,
  id: ({ scope, lockName }) => `${scope}/providers/Microsoft.Authorization/locks/${lockName}`,
  outputs: ({ lockName }) => ({
    azureApiVersion: "2020-05-01",
    name: lockName,
    type: "Microsoft.Authorization/locks",
  }),
};
