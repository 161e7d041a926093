import { armModel } from "../arm";

export const blobContainer = armModel({
  token: "storage:BlobContainer",
  arm: "Microsoft.Storage/storageAccounts/blobServices/containers",
  name: "containerName",
  parents: [
    { input: "accountName", token: "storage:StorageAccount" },
    { input: "", fixed: "default" },
  ],
  api: "2024-01-01",
  autoname: "copy",
  outputs: (_, world) => ({
    etag: `"0x${world.hex(15).toUpperCase()}"`,
    deleted: false,
    hasImmutabilityPolicy: false,
    hasLegalHold: false,
    leaseState: "Available",
    leaseStatus: "Unlocked",
  }),
});
