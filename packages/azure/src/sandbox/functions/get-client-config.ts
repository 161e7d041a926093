import type { FunctionModel } from "@isobar/sandbox";
import { subscriptionOf } from "../arm";
import { CLIENT } from "../faults/scope";

export const getClientConfig: FunctionModel = {
  token: "azure-native:authorization:getClientConfig",
  // It tells of the credentials themselves and asks nobody.
  permissions: [],
  call: (_, world) => ({
    clientId: CLIENT,
    objectId: CLIENT,
    subscriptionId: subscriptionOf(world),
    tenantId: "5b0c3a7e-2f48-4d19-8a6c-9e1d7f3b2c50",
  }),
};
