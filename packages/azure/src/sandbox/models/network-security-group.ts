import type { Props } from "@isobar/sandbox";
import { armModel, networkOutputs } from "../arm";
import { networkName } from "../naming";
import { PEERS } from "../references";
import { refusal } from "../refusal";
import { refuseRules } from "../security-rules";

const ARM = "Microsoft.Network/networkSecurityGroups";

/** "Network security groups", default security rules. */
const DEFAULTS: readonly Props[] = [
  byDefault("AllowVnetInBound", 65_000, "VirtualNetwork", "VirtualNetwork"),
  byDefault("AllowAzureLoadBalancerInBound", 65_001, "AzureLoadBalancer", "*"),
  byDefault("DenyAllInBound", 65_500, "*", "*"),
  byDefault("AllowVnetOutBound", 65_000, "VirtualNetwork", "VirtualNetwork"),
  byDefault("AllowInternetOutBound", 65_001, "*", "Internet"),
  byDefault("DenyAllOutBound", 65_500, "*", "*"),
];

function byDefault(name: string, priority: number, from: string, to: string): Props {
  return {
    name,
    priority,
    access: name.startsWith("Allow") ? "Allow" : "Deny",
    direction: name.endsWith("InBound") ? "Inbound" : "Outbound",
    protocol: "*",
    sourceAddressPrefix: from,
    sourcePortRange: "*",
    destinationAddressPrefix: to,
    destinationPortRange: "*",
  };
}

const JOIN_RULE = ["Microsoft.Network/applicationSecurityGroups/joinNetworkSecurityRule/action"];

export const networkSecurityGroup = armModel({
  token: "network:NetworkSecurityGroup",
  arm: ARM,
  name: "networkSecurityGroupName",
  naming: networkName(),
  api: "2024-05-01",
  autoname: "random",
  immutable: ["location"],
  // "Create, change, or delete a network security group": permissions.
  linked: {
    "securityRules.destinationApplicationSecurityGroups": JOIN_RULE,
    "securityRules.sourceApplicationSecurityGroups": JOIN_RULE,
  },
  references: {
    "securityRules.destinationApplicationSecurityGroups.id": PEERS,
    "securityRules.sourceApplicationSecurityGroups.id": PEERS,
  },
  usedBy: ["network:NetworkInterface", "network:Subnet", "network:VirtualNetwork"],
  inUse: ({ id }, user) =>
    refusal(
      400,
      "InUseNetworkSecurityGroupCannotBeDeleted",
      `Network security group ${id} cannot be deleted because it is in use by the following resources: ${user.id}. In order to delete the Network security group, remove the association with the resource(s). To learn how to do this, see aka.ms/deletensg.`,
    ),
  refuse: ({ securityRules }, _, id) => refuseRules((securityRules ?? []) as Props[], id),
  seconds: { create: 3, update: 3, delete: 11 },
  outputs: ({ location, securityRules }, world) => {
    const made = (kind: string) => (rule: Props) => ({
      ...rule,
      id: `${world.id}/${kind}/${rule.name}`,
      type: `${ARM}/${kind}`,
      provisioningState: "Succeeded",
    });
    return {
      ...networkOutputs(world),
      location: location ?? world.region,
      securityRules: ((securityRules ?? []) as Props[]).map(made("securityRules")),
      defaultSecurityRules: DEFAULTS.map(made("defaultSecurityRules")),
    };
  },
});
