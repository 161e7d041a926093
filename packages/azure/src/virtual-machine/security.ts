import { digest, type IngressSpec, legalName, type PeerSpec, type PortRange } from "@isobar/core/driver";
import type { network } from "@pulumi/azure-native/types/input";
import * as names from "../names";

type Rule = network.SecurityRuleArgs;

const FIRST_PRIORITY = 100;
const LAST_PRIORITY = 4096;

/**
 * The tag VirtualNetwork holds the host's address too ("Virtual network service tags"), from which load balancers ask how
 * machines are: Azure's own rule for them must not fall to the refusal below.
 */
const ALLOW_PROBES: Rule = {
  name: "allow-load-balancer",
  priority: LAST_PRIORITY - 1,
  direction: "Inbound",
  access: "Allow",
  protocol: "*",
  sourceAddressPrefix: "AzureLoadBalancer",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "*",
};

/** Azure's own rules let everybody in who is in the network ("Network security groups"): ours end by refusing them. */
const DENY_NETWORK: Rule = {
  name: "deny-network",
  priority: LAST_PRIORITY,
  direction: "Inbound",
  access: "Deny",
  protocol: "*",
  sourceAddressPrefix: "VirtualNetwork",
  sourcePortRange: "*",
  destinationAddressPrefix: "*",
  destinationPortRange: "*",
};

/** The rules of a machine's security group: one per rule and peer, because the sources of one must not overlap. */
export function securityRules(ingress: readonly IngressSpec[], where: string): Rule[] {
  const pairs = ingress.flatMap((wish) => wish.peers.map((peer) => ({ wish, peer })));
  const taken = new Set([ALLOW_PROBES.name, DENY_NETWORK.name] as string[]);
  const allowed = pairs.map(({ wish, peer }, i) => {
    const name = ruleName(wish.key, peer.key, taken, where);
    return { name, priority: FIRST_PRIORITY + i, ...allow(wish, peer) };
  });
  return [...allowed, ALLOW_PROBES, DENY_NETWORK];
}

function allow({ protocol, ports }: IngressSpec, peer: PeerSpec) {
  return {
    direction: "Inbound",
    access: "Allow",
    protocol: protocol === "tcp" ? "Tcp" : "Udp",
    ...sourceOf(peer),
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRanges: ports.map(portRange),
  };
}

function sourceOf(peer: PeerSpec): Pick<Rule, "sourceAddressPrefix" | "sourceApplicationSecurityGroups"> {
  if (peer.kind === "range") return { sourceAddressPrefix: peer.cidr };
  return { sourceApplicationSecurityGroups: [{ id: peer.peer }] };
}

function portRange({ from, to }: PortRange): string {
  return from === to ? String(from) : `${from}-${to}`;
}

/** Unique within the group, whatever the case of letters; hyphens in keys make two pairs read alike. */
function ruleName(key: string, peer: string, taken: Set<string>, where: string): string {
  const { pattern, maxLength } = names.securityRule;
  const wished = `${key}-${peer}`;
  const asWished = pattern.test(wished) && wished.length <= maxLength && !taken.has(wished.toLowerCase());
  const name = asWished ? wished : legalName(wished, digest(key, peer), names.securityRule, where);
  taken.add(name.toLowerCase());
  return name;
}
