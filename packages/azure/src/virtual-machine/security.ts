import { digest, legalName, type PeerSpec, type PortRange, type TrafficRule } from "@isobar/core/driver";
import type { network } from "@pulumi/azure-native/types/input";
import * as names from "../names";

type Rule = network.SecurityRuleArgs;

/** What a machine may be connected from and to. */
export interface Traffic {
  readonly ingress: readonly TrafficRule[];
  /** Everything if undefined. */
  readonly egress: readonly TrafficRule[] | undefined;
}

const PROTOCOLS: Readonly<Record<TrafficRule["protocol"], string>> = { tcp: "Tcp", udp: "Udp", icmp: "Icmp", all: "*" };

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

/**
 * Name resolution, metadata and the machine's agent work all the same, because rules that don't name their tags are not for
 * them ("Network security groups": Azure platform considerations; "What is IP address 168.63.129.16?").
 */
const DENY_OUTBOUND: Rule = {
  name: "deny-outbound",
  priority: LAST_PRIORITY,
  direction: "Outbound",
  access: "Deny",
  protocol: "*",
  sourceAddressPrefix: "*",
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

/** The rules of a machine's security group: one per rule and peer, because the addresses of one must not overlap. */
export function securityRules({ ingress, egress }: Traffic, where: string): Rule[] {
  const taken = new Set([ALLOW_PROBES, DENY_NETWORK, DENY_OUTBOUND].map(({ name }) => name as string));
  const inbound = each(ingress, ({ key }, peer) => ({
    // Names are those of both directions.
    name: ruleName(`${key}-${peer.key}`, [key, peer.key], taken, where),
    direction: "Inbound",
    ...sourceOf(peer),
    destinationAddressPrefix: "*",
  }));
  const outbound = each(egress ?? [], ({ key }, peer) => ({
    name: ruleName(`to-${key}-${peer.key}`, ["to", key, peer.key], taken, where),
    direction: "Outbound",
    sourceAddressPrefix: "*",
    ...destinationOf(peer),
  }));
  return [...inbound, ALLOW_PROBES, DENY_NETWORK, ...outbound, ...(egress ? [DENY_OUTBOUND] : [])];
}

type Direction = Omit<Rule, "access" | "priority" | "protocol">;

function each(rules: readonly TrafficRule[], direct: (rule: TrafficRule, peer: PeerSpec) => Direction): Rule[] {
  const pairs = rules.flatMap((rule) => rule.peers.map((peer) => ({ rule, peer })));
  return pairs.map(({ rule, peer }, i) => ({
    ...direct(rule, peer),
    priority: FIRST_PRIORITY + i,
    access: "Allow",
    protocol: PROTOCOLS[rule.protocol],
    sourcePortRange: "*",
    ...destinationPorts(rule),
  }));
}

function sourceOf(peer: PeerSpec): Partial<Rule> {
  if (peer.kind === "range") return { sourceAddressPrefix: peer.cidr };
  return { sourceApplicationSecurityGroups: [{ id: peer.peer }] };
}

function destinationOf(peer: PeerSpec): Partial<Rule> {
  if (peer.kind === "range") return { destinationAddressPrefix: peer.cidr };
  return { destinationApplicationSecurityGroups: [{ id: peer.peer }] };
}

function destinationPorts({ ports }: TrafficRule): Partial<Rule> {
  return ports.length === 0 ? { destinationPortRange: "*" } : { destinationPortRanges: ports.map(portRange) };
}

function portRange({ from, to }: PortRange): string {
  return from === to ? String(from) : `${from}-${to}`;
}

/** Unique within the group, whatever the case of letters; hyphens in keys make two pairs read alike. */
function ruleName(wished: string, identity: readonly string[], taken: Set<string>, where: string): string {
  const { pattern, maxLength } = names.securityRule;
  const asWished = pattern.test(wished) && wished.length <= maxLength && !taken.has(wished.toLowerCase());
  const name = asWished ? wished : legalName(wished, digest(...identity), names.securityRule, where);
  taken.add(name.toLowerCase());
  return name;
}
