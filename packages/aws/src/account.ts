import type { Scope } from "@isobar/core/driver";
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { type Output, output, type ProviderResource } from "@pulumi/pulumi";

const accounts = new WeakMap<ProviderResource, Output<string>>();

/** The id of the account that a scope deploys to: the one that the credentials are held to, else asked once. */
export function accountOf({ target, provider }: Scope): Output<string> {
  if (target.account !== undefined) return output(target.account);
  const known = accounts.get(provider);
  if (known) return known;
  const asked = getCallerIdentityOutput({}, { provider }).accountId;
  accounts.set(provider, asked);
  return asked;
}
