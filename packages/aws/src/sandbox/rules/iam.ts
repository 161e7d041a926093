import type { CheckFailure, Props, World } from "@isobar/sandbox";
import type { Fail } from "../failure";
import { checkLength, known } from "../known";
import { faultOfIdentityPolicy, sizeOf } from "./policies";

const NAME = /^[\w+=,.@-]+$/;

/** Names in IAM: "IAM and AWS STS quotas". */
export function checkName(name: unknown, maxLength: number): CheckFailure[] {
  const text = known(name);
  if (text === undefined) return [];
  return NAME.test(text)
    ? checkLength("name", name, 1, maxLength)
    : [{ property: "name", reason: "invalid value for name (must match [\\w+=,.@-])" }];
}

/** "PutUserPolicy". */
export function refuseUserName({ user }: Props, fail: Fail): string | undefined {
  return NAME.test(String(user))
    ? undefined
    : fail(
        "ValidationError",
        "The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
      );
}

/** "IAM identifiers". */
export function refusePath({ path = "/" }: Props, fail: Fail): string | undefined {
  return /^\/([!-~]+\/)*$/.test(String(path))
    ? undefined
    : fail(
        "ValidationError",
        "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
      );
}

/** Names are told apart without regard to case: "IAM identifiers". */
export function refuseTwin(type: string, what: string, name: unknown, world: World, fail: Fail): string | undefined {
  const twin = world.list(type).some(({ id }) => id.toLowerCase() === String(name).toLowerCase());
  return twin ? fail("EntityAlreadyExists", `${what} with name ${name} already exists.`, 409) : undefined;
}

/** The size of all inline policies of one role or user together: "IAM and AWS STS quotas". */
const MAX_INLINE = { role: 10_240, user: 2048 } as const;

/** Refuses an inline policy that is none, or that is too much beside the others of its owner. */
export function refuseInline(
  of: keyof typeof MAX_INLINE,
  type: string,
  inputs: Props,
  world: World,
  fail: Fail,
): string | undefined {
  const fault = faultOfIdentityPolicy(inputs.policy, world.region);
  if (fault) return fail("MalformedPolicyDocument", fault);
  const owner = inputs[of];
  const others = world.list(type).filter((other) => other.inputs[of] === owner);
  const size = others.reduce((sum, other) => sum + sizeOf(other.inputs.policy), sizeOf(inputs.policy));
  const most = MAX_INLINE[of];
  return size > most
    ? fail("LimitExceeded", `Maximum policy size of ${most} bytes exceeded for ${of} ${owner}`, 409)
    : undefined;
}
