import { type Input, output } from "@pulumi/pulumi";
import { cidrFault } from "../cidr";
import { Network } from "../network/network";
import type { Plan } from "../plan";
import type { IngressRule, Peer, Ports } from "./args";
import type { IngressSpec, PeerSpec, PortRange } from "./driver";
import { peerOf } from "./peers";

const EVERYWHERE = "0.0.0.0/0";
const SSH: { readonly key: string; readonly ports: Ports } = { key: "ssh", ports: 22 };

/** Every rule of what may connect, SSH among them where it is opened. */
export function ingressOf(
  plan: Plan,
  rules: Readonly<Record<string, IngressRule>>,
  sshFrom: readonly Peer[],
): IngressSpec[] {
  const specs = Object.entries(rules).map(([key, rule]) => ingressSpec(plan, key, rule, `ingress.${key}.from`));
  if (sshFrom.length === 0) return specs;
  if (SSH.key in rules) {
    throw plan.refusal(`ingress.${SSH.key}`, "the name is kept for ssh.from", {
      fix: "rename the rule, or drop ssh.from",
    });
  }
  return [...specs, ingressSpec(plan, SSH.key, { ports: SSH.ports, from: [...sshFrom] }, "ssh.from")];
}

function ingressSpec(plan: Plan, key: string, rule: IngressRule, path: string): IngressSpec {
  const peers = asList(rule.from).map((peer) => peerSpec(plan, peer, path));
  const twice = peers.find((peer, i) => peers.findIndex((other) => other.key === peer.key) < i);
  if (twice) throw plan.refusal(path, "names a peer twice", { given: twice.key });
  return { key, protocol: rule.protocol ?? "tcp", ports: asList(rule.ports).map(portRange), peers };
}

function peerSpec(plan: Plan, peer: Peer, path: string): PeerSpec {
  if (peer === "internet" || peer === EVERYWHERE) return range("internet", EVERYWHERE);
  if (typeof peer === "string") {
    const fault = cidrFault(peer);
    if (fault) throw plan.refusal(path, "is no peer", { given: peer, allowed: `"internet", or ${fault}` });
    return range(peer.replace(/[./]/g, "-"), peer);
  }
  const name = (peer as unknown as { readonly __name: string }).__name;
  if (peer instanceof Network) return range(name, peer.cidr);
  const machine = peerOf(peer);
  if (!machine) throw plan.refusal(path, "is neither a network nor a machine", { given: name });
  if (machine.target.provider !== plan.target.provider) {
    throw plan.refusal(path, `names a machine of another target`, {
      given: `${name} in ${machine.target.backend.name}/${machine.target.region}`,
      allowed: `machines in ${plan.target.backend.name}/${plan.target.region}`,
    });
  }
  return { kind: "machine", key: name, peer: machine.peer };
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
