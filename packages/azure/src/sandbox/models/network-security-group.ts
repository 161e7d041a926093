import type { Props } from "@isobar/sandbox";
import { armModel, missing, networkOutputs, repeated } from "../arm";

export const networkSecurityGroup = armModel({
  token: "network:NetworkSecurityGroup",
  arm: "Microsoft.Network/networkSecurityGroups",
  name: "networkSecurityGroupName",
  api: "2024-05-01",
  autoname: "random",
  usedBy: ["network:NetworkInterface", "network:Subnet"],
  refuse: ({ securityRules }, world) =>
    missing(securityRules, world, "network:ApplicationSecurityGroup", "Microsoft.Network/applicationSecurityGroups") ??
    refuseRules((securityRules ?? []) as Props[]),
  outputs: ({ location }, world) => ({ ...networkOutputs(world), location: location ?? world.region }),
});

/** "Network security groups": a unique name, and a priority from 100 to 4096, once per direction. */
function refuseRules(rules: readonly Props[]): string | undefined {
  const outside = rules.find(({ priority }) => Number(priority) < 100 || Number(priority) > 4096);
  if (outside) {
    return `Status=400 Code="SecurityRuleInvalidPriority" Message="Security rule has invalid Priority. Value provided: ${outside.priority} Allowed range 100-4096."`;
  }
  const name = repeated(rules.map((rule) => rule.name));
  if (name !== undefined) {
    return `Status=400 Code="InvalidRequestFormat" Message="Cannot parse the request. Additional details: Duplicate resource name ${name}."`;
  }
  const slot = ({ direction, priority }: Props) => `${direction} ${priority}`;
  const second = rules.find((rule, i) => rules.findIndex((other) => slot(other) === slot(rule)) < i);
  if (!second) return undefined;
  return `Status=400 Code="SecurityRuleConflict" Message="Security rule ${second.name} conflicts with another rule. Rules cannot have the same Priority and Direction."`;
}
