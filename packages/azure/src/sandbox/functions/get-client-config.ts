import type { FunctionModel } from "@isobar/sandbox";
import { subscriptionOf } from "../arm";
import { CLIENT } from "../faults/scope";
import { TENANT } from "../identities";

export const getClientConfig: FunctionModel = {
  token: "azure-native:authorization:getClientConfig",
  // It tells of the credentials themselves and asks nobody.
  permissions: [],
  call: (_, world) => ({
    clientId: CLIENT,
    objectId: CLIENT,
    subscriptionId: subscriptionOf(world),
    tenantId: TENANT,
  }),
};
