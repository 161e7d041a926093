import { type Input, Resource } from "@pulumi/pulumi";
import { digest } from "../names";
import type { Access, Principal, PrincipalRef } from "../refs";

/** The logical name of a grant: `<resource>-<to>-<access>`, with the prefix behind it where there is one. */
export function grantName(
  resource: string,
  to: Principal | Input<PrincipalRef>,
  access: Access,
  prefix: string | undefined,
): string {
  const base = `${resource}-${principalName(to)}-${access}`;
  return typeof prefix === "string" && prefix
    ? `${base}-${prefix.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "")}-${digest(prefix)}`
    : base;
}

/** The name by which people know a principal, without waiting for outputs. */
function principalName(to: Principal | Input<PrincipalRef>): string {
  if (Resource.isInstance(to)) return (to as unknown as { readonly __name: string }).__name;
  const id = (to as Partial<PrincipalRef> | null | undefined)?.id;
  return typeof id === "string" ? (id.split(/[/:@]/).filter(Boolean).at(-1) ?? "principal") : "principal";
}
