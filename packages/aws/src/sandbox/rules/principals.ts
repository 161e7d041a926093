import type { World } from "@isobar/sandbox";
import { object } from "../known";
import { types } from "../types";
import { listOf, statementsOf } from "./policies";

/** A role of an account, without those that AWS itself makes. */
const ROLE = /^arn:[^:]+:iam::(\d{12}):role\/(?!aws-service-role\/|aws-reserved\/)(?:.+\/)?([^/]+)$/;

/**
 * A role of the own account that a policy names and that isn't there: "AWS JSON policy elements: Principal". Users are made by
 * people, so the sandbox does not ask whether one exists.
 *
 * @param world Of the resource that has the policy, which may be the role itself.
 */
export function missingPrincipal(policy: unknown, world: World & { readonly id?: string }): string | undefined {
  const named = statementsOf(policy).flatMap(({ Principal }) => listOf(object(Principal).AWS));
  const gone = named.find((arn) => {
    const [, account, name = ""] = ROLE.exec(arn) ?? [];
    return account === world.account && name !== world.id && world.find(types.role, name) === undefined;
  });
  return gone === undefined ? undefined : `Invalid principal in policy: "AWS":"${gone}"`;
}
