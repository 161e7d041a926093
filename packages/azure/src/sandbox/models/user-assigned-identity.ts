import { armModel } from "../arm";
import { TENANT } from "../identities";
import { IDENTITY_NAME } from "../naming";
import { IDENTITY } from "../references";

export const userAssignedIdentity = armModel({
  token: IDENTITY.token,
  arm: IDENTITY.arm,
  name: "resourceName",
  naming: IDENTITY_NAME,
  api: "2023-01-31",
  autoname: "random",
  immutable: ["location"],
  seconds: { create: 3, update: 2, delete: 2 },
  outputs: ({ location }, world) => ({
    location: location ?? world.region,
    clientId: world.keep("clientId", () => world.uuid()),
    principalId: world.keep("principalId", () => world.uuid()),
    tenantId: TENANT,
  }),
});
