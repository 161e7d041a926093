import { digest, type IngressSpec, legalName, type PeerSpec, type PortRange } from "@isobar/core/driver";
import type { network } from "@pulumi/azure-native/types/input";
import * as names from "../names";

type Rule = network.SecurityRuleArgs;

const FIRST_PRIORITY = 100;
const LAST_PRIORITY = 4096;

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
  const allowed = pairs.map(({ wish, peer }, i) => allow(wish, peer, FIRST_PRIORITY + i, where));
  return [...allowed, DENY_NETWORK];
}

function allow({ key, protocol, ports }: IngressSpec, peer: PeerSpec, priority: number, where: string): Rule {
  return {
    name: ruleName(`${key}-${peer.key}`, where),
    priority,
    direction: "Inbound",
    access: "Allow",
    protocol: protocol === "tcp" ? "Tcp" : "Udp",
    ...sourceOf(peer),
    sourcePortRange: "*",
    destinationAddressPrefix: "*",
    destinationPortRanges: ports.map(portRange),
  };
}

function sourceOf(peer: PeerSpec): Partial<Rule> {
  if (peer.kind === "range") return { sourceAddressPrefix: peer.cidr };
  return { sourceApplicationSecurityGroups: [{ id: peer.peer }] };
}

function portRange({ from, to }: PortRange): string {
  return from === to ? String(from) : `${from}-${to}`;
}

function ruleName(wished: string, where: string): string {
  const { pattern, maxLength } = names.securityRule;
  if (pattern.test(wished) && wished.length <= maxLength) return wished;
  return legalName(wished, digest(wished), names.securityRule, where);
}
