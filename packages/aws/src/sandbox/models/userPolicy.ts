import type { Model } from "@isobar/sandbox";
import { refusing } from "../failure";
import { iamPattern, on } from "../permissions";
import { checkName, refuseInline, refuseUserName } from "../rules/iam";
import { checkJson, writtenOut } from "../rules/policies";
import { types } from "../types";

/** Users are made by people, so the sandbox does not ask whether one exists. */
export const userPolicy: Model = {
  type: types.userPolicy,
  permissions: ({ user }) => [
    on(
      [iamPattern("user", user), iamPattern("user", user, "/*/")],
      "iam:DeleteUserPolicy",
      "iam:GetUserPolicy",
      "iam:PutUserPolicy",
    ),
  ],
  autoname: { property: "name", maxLength: 255 },
  fill: writtenOut("policy"),
  immutable: ["name", "namePrefix", "user"],
  check: ({ name, policy }) => [...checkName(name, 128), ...checkJson("policy", policy)],
  id: ({ user, name }) => `${user}:${name}`,
  refuse: (inputs, world) => {
    const fail = refusing(types.userPolicy, inputs, world);
    return refuseUserName(inputs, fail) ?? refuseInline("user", types.userPolicy, inputs, world, fail);
  },
};
