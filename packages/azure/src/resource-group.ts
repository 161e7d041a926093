import type { Scope } from "@isobar/core/driver";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup";
import { type Output, output } from "@pulumi/pulumi";

/** Tags that are the same on everything in a stack. */
const STACK_TAGS = ["project", "stack", "owner", "team", "service"];

/** The name of the resource group of everything but data: the one in the config, else one made per target. */
export function groupOf(scope: Scope): Output<string> {
  const { target, plan } = scope;
  const { resourceGroup } = target.section;
  if (typeof resourceGroup === "string") return output(resourceGroup);
  return plan.deployment.once(target, "resource-group", () => makeGroup(scope)).name;
}

/** It has no parent, because it outlives whichever component needed it first. */
function makeGroup({ target, tags }: Scope): ResourceGroup {
  const name = target.name === "default" ? "isobar-group" : `isobar-group-${target.name}`;
  const shared = Object.fromEntries(Object.entries(tags).filter(([key]) => STACK_TAGS.includes(key)));
  return new ResourceGroup(name, { location: target.region, tags: shared }, { provider: target.provider });
}
