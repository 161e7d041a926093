import { armModel } from "../arm";

export const blobServiceProperties = armModel({
  token: "storage:BlobServiceProperties",
  arm: "Microsoft.Storage/storageAccounts/blobServices",
  name: "blobServicesName",
  parents: [{ input: "accountName", token: "storage:StorageAccount" }],
  api: "2024-01-01",
  lasting: true,
});
