import type { Model } from "@isobar/sandbox";

/** Users are made by people, so the sandbox does not ask whether one exists. */
export const userPolicy: Model = {
  type: "aws:iam/userPolicy:UserPolicy",
  autoname: { property: "name", maxLength: 255 },
  immutable: ["name", "namePrefix", "user"],
  id: ({ user, name }) => `${user}:${name}`,
};
