import { lookup } from "./lookup";

export const getStorageAccount = lookup(
  "storage:getStorageAccount",
  "storage:StorageAccount",
  "Microsoft.Storage/storageAccounts",
  "accountName",
);
