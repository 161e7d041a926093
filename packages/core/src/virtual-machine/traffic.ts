import { type Input, output } from "@pulumi/pulumi";
import { cidrFault } from "../cidr";
import { Network, partsOf } from "../network/network";
import type { Plan } from "../plan";
import type { EgressRule, IngressRule, Peer, Ports } from "./args";
import type { PeerSpec, PortRange, TrafficRule, VirtualMachineDriver } from "./driver";
import { peerOf } from "./peers";
import type { CheckedArgs } from "./schema";

const EVERYWHERE = "0.0.0.0/0";
const SSH = "ssh";

type Checking = Plan<VirtualMachineDriver>;
/** Undefined for the target's default network. */
type GivenNetwork = Network | undefined;

/** Every rule of what may connect, SSH among them where it is opened. */
export function ingressOf(plan: Checking, args: CheckedArgs): TrafficRule[] {
  const rules = Object.entries(args.ingress as Readonly<Record<string, IngressRule>>);
  const network = args.network as GivenNetwork;
  const specs = rules.map(([key, rule]) => trafficRule(plan, network, key, rule, rule.from, `ingress.${key}`, "from"));
  const sshFrom = args.ssh.from as Peer[];
  if (sshFrom.length === 0) return specs;
  if (SSH in args.ingress) {
    throw plan.refusal(`ingress.${SSH}`, "the name is kept for ssh.from", {
      fix: "rename the rule, or drop ssh.from",
    });
  }
  return [...specs, trafficRule(plan, network, SSH, { ports: 22 }, sshFrom, "ssh", "from")];
}

/** Every rule of what the machine may connect to, or undefined where that is everything. */
export function egressOf(plan: Checking, args: CheckedArgs): TrafficRule[] | undefined {
  if (args.egress === undefined) return undefined;
  plan.requireFeature(plan.driver.features.egress, "egress", Object.keys(args.egress));
  const rules = Object.entries(args.egress as Readonly<Record<string, EgressRule>>);
  const network = args.network as GivenNetwork;
  return rules.map(([key, rule]) => trafficRule(plan, network, key, rule, rule.to, `egress.${key}`, "to"));
}

function trafficRule(
  plan: Checking,
  network: GivenNetwork,
  key: string,
  rule: Omit<IngressRule, "from">,
  named: Peer | readonly Peer[],
  path: string,
  side: "from" | "to",
): TrafficRule {
  const { protocol = "tcp" } = rule;
  const { protocols } = plan.driver.features;
  plan.requireFeature(protocols.includes(protocol), `${path}.protocol`, protocol, protocols);
  const peers = asList(named).map((peer) => peerSpec(plan, network, peer, `${path}.${side}`));
  const twice = peers.find((peer, i) => peers.findIndex((other) => other.key === peer.key) < i);
  if (twice) throw plan.refusal(`${path}.${side}`, "names a peer twice", { given: twice.key });
  return { key, protocol, ports: portsOf(plan, protocol, rule.ports, `${path}.ports`), peers };
}

function portsOf(plan: Plan, protocol: TrafficRule["protocol"], ports: IngressRule["ports"], path: string) {
  const has = protocol === "tcp" || protocol === "udp";
  if (has && ports === undefined) throw plan.refusal(path, `required with protocol "${protocol}"`);
  if (!has && ports !== undefined) {
    throw plan.refusal(path, `protocol "${protocol}" has no ports`, { fix: "leave them out" });
  }
  return ports === undefined ? [] : asList(ports).map(portRange);
}

function peerSpec(plan: Plan, network: GivenNetwork, peer: Peer, path: string): PeerSpec {
  if (peer === "internet" || peer === EVERYWHERE) return range("internet", EVERYWHERE);
  if (typeof peer === "string") {
    const fault = cidrFault(peer);
    if (fault) throw plan.refusal(path, "is no peer", { given: peer, allowed: `"internet", or ${fault}` });
    return range(keyOf(peer), peer);
  }
  const name = (peer as unknown as { readonly __name: string }).__name;
  if (peer instanceof Network) {
    // Under the range's own name, because clouds refuse a second rule for the same range.
    const { knownCidr } = partsOf(peer);
    return range(knownCidr === undefined ? name : keyOf(knownCidr), peer.cidr);
  }
  const machine = peerOf(peer);
  if (!machine) throw plan.refusal(path, "is neither a network nor a machine", { given: name });
  if (machine.target.provider !== plan.target.provider) {
    throw plan.refusal(path, "names a machine of another target", {
      given: `${name} in ${machine.target.backend.name}/${machine.target.region}`,
      allowed: `machines in ${plan.target.backend.name}/${plan.target.region}`,
    });
  }
  if (machine.network !== network) {
    throw plan.refusal(path, "names a machine of another network", {
      given: name,
      allowed: "machines of the same network",
      fix: "name the other network or a range of it, and connect the two by a NetworkPeering",
    });
  }
  return { kind: "machine", key: name, peer: machine.peer, privateIp: machine.privateIp };
}

function keyOf(cidr: string): string {
  return cidr.replace(/[./]/g, "-");
}

function range(key: string, cidr: Input<string>): PeerSpec {
  return { kind: "range", key, cidr: output(cidr) };
}

function portRange(ports: Ports): PortRange {
  const [from = 0, to = from] = String(ports).split("-").map(Number);
  return { from, to };
}

function asList<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? value : [value as T];
}
