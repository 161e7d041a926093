import type { FunctionModel } from "@isobar/sandbox";
import { iamArn } from "../aws";

export const getCallerIdentity: FunctionModel = {
  token: "aws:index/getCallerIdentity:getCallerIdentity",
  // "GetCallerIdentity": no permissions are required.
  permissions: [],
  call: (_, world) => ({
    accountId: world.account,
    arn: iamArn(world, "user/sandbox"),
    id: world.account,
    userId: "AIDASANDBOXSANDBOXSAN",
  }),
};
