import type { Scope } from "@isobar/core/driver";
import type { Resource } from "@pulumi/pulumi";

/**
 * Makes what changes networks after all that changed them before: changes of one network at the same time end in
 * AnotherOperationInProgress or ReferencedResourceNotProvisioned.
 *
 * @param networks The networks' logical names.
 */
export function inTurn<R extends Resource>(
  { plan, target }: Scope,
  networks: readonly string[],
  make: (dependsOn: Resource[]) => R,
): R {
  const last = plan.deployment.once(target, "changes of networks", () => new Map<string, Resource>());
  const before = networks.flatMap((name) => last.get(name) ?? []);
  const made = make([...new Set(before)]);
  for (const name of networks) last.set(name, made);
  return made;
}
