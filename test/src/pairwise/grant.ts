import type { Access } from "@isobar/core";
import type { Factors, Value } from "./factor.js";

export interface GrantChoice {
  readonly way?: "component" | "method" | "plain data";
  readonly access?: Access;
  readonly prefix?: string;
}

function access(wish: Access): Value<GrantChoice> {
  return { args: { access: wish }, declared: ({ grant }) => grant.bucket.access.includes(wish) };
}

/** A grant of the bucket to the machine. */
export const GRANT: Factors<GrantChoice> = {
  grantWay: {
    where: "Grant",
    values: {
      component: { args: { way: "component" } },
      method: { args: { way: "method" } },
      data: { args: { way: "plain data" } },
    },
  },
  grantAccess: {
    where: 'Grant "[a-z0-9-]+": access',
    values: { read: access("read"), write: access("write"), readWrite: access("read-write") },
  },
  grantPrefix: {
    where: 'Grant "[a-z0-9-]+": prefix',
    values: { none: {}, logs: { args: { prefix: "logs/" }, declared: ({ grant }) => grant.bucket.prefix } },
  },
};
