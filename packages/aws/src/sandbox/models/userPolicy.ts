import type { Model } from "@isobar/sandbox";
import { iamPattern, on } from "../permissions";

/** Users are made by people, so the sandbox does not ask whether one exists. */
export const userPolicy: Model = {
  type: "aws:iam/userPolicy:UserPolicy",
  permissions: ({ user }) => [
    on(
      [iamPattern("user", user), iamPattern("user", user, "/*/")],
      "iam:DeleteUserPolicy",
      "iam:GetUserPolicy",
      "iam:PutUserPolicy",
    ),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: ["name", "namePrefix", "user"],
  id: ({ user, name }) => `${user}:${name}`,
};
