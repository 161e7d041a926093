import { armModel } from "../arm";

export const userAssignedIdentity = armModel({
  token: "managedidentity:UserAssignedIdentity",
  arm: "Microsoft.ManagedIdentity/userAssignedIdentities",
  name: "resourceName",
  api: "2023-01-31",
  autoname: "random",
  immutable: ["location"],
  outputs: ({ location }, world) => ({
    location: location ?? world.region,
    clientId: world.keep("clientId", () => world.uuid()),
    principalId: world.keep("principalId", () => world.uuid()),
    tenantId: world.keep("tenantId", () => world.uuid()),
  }),
});
