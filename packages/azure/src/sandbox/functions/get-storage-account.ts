import { lookup } from "./lookup";

export const getStorageAccount = lookup("storage:getStorageAccount", {
  resource: "storage:StorageAccount",
  arm: "Microsoft.Storage/storageAccounts",
  names: ["accountName"],
  invented: { primaryEndpoints: { blob: "https://example.blob.core.windows.net/" } },
});
