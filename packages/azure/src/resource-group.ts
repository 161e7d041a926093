import { digest, legalName, type Scope } from "@isobar/core/driver";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup";
import { type Output, output, runtime } from "@pulumi/pulumi";
import * as names from "./names";

/** Tags that are the same on everything in a stack. */
const STACK_TAGS = ["project", "stack", "owner", "team", "service"];

/** What the provider adds to a name of its own. */
const AUTOMATIC_DIGITS = 8;

/** The name of the resource group of everything but data: the one in the config, else one made per target. */
export function groupOf(scope: Scope): Output<string> {
  const { target, plan } = scope;
  const { resourceGroup } = target.section;
  if (typeof resourceGroup === "string") return output(resourceGroup);
  return plan.deployment.once(target, "resource-group", () => makeGroup(scope)).name;
}

/** It has no parent, because it outlives whichever component needed it first. */
function makeGroup({ target, tags, plan }: Scope): ResourceGroup {
  const name = target.name === "default" ? "isobar-group" : `isobar-group-${target.name}`;
  const shared = Object.fromEntries(Object.entries(tags).filter(([key]) => STACK_TAGS.includes(key)));
  const resourceGroupName = groupName(name, plan.label);
  return new ResourceGroup(
    name,
    { ...(resourceGroupName && { resourceGroupName }), location: target.region, tags: shared },
    { provider: target.provider },
  );
}

/** Undefined where an automatic name is legal: targets may have any name. */
function groupName(name: string, where: string): string | undefined {
  const { pattern, maxLength } = names.resourceGroup;
  if (pattern.test(name) && name.length + AUTOMATIC_DIGITS <= maxLength) return undefined;
  return legalName(name, digest(runtime.getProject(), runtime.getStack(), name), names.resourceGroup, where);
}
