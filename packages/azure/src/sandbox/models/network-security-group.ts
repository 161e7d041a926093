import type { Props } from "@isobar/sandbox";
import { armModel, missing, networkOutputs, repeated } from "../arm";

const JOIN_RULE = ["Microsoft.Network/applicationSecurityGroups/joinNetworkSecurityRule/action"];

export const networkSecurityGroup = armModel({
  token: "network:NetworkSecurityGroup",
  arm: "Microsoft.Network/networkSecurityGroups",
  name: "networkSecurityGroupName",
  api: "2024-05-01",
  autoname: "random",
  // "Create, change, or delete a network security group": permissions.
  linked: {
    "securityRules.destinationApplicationSecurityGroups": JOIN_RULE,
    "securityRules.sourceApplicationSecurityGroups": JOIN_RULE,
  },
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
  const portless = rules.find(({ protocol, ...rule }) => /^(Icmp|Esp|Ah)$/i.test(String(protocol)) && hasPorts(rule));
  if (portless) {
    return `Status=400 Code="SecurityRuleInvalidPortRange" Message="Security rule ${portless.name} has invalid port range. Rules of protocol ${portless.protocol} must have * as port range."`;
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

/** "Security Rules - Create Or Update": Icmp, Esp and Ah know no ports. */
function hasPorts({ destinationPortRange, destinationPortRanges, sourcePortRange, sourcePortRanges }: Props): boolean {
  const given = [destinationPortRange, destinationPortRanges, sourcePortRange, sourcePortRanges].flat();
  return given.some((range) => range !== undefined && range !== "*");
}
