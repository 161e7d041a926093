import type { MachineSpec, Plan, Scope, TrafficRule } from "@isobar/core/driver";
import { Firewall, type FirewallArgs } from "@pulumi/gcp/compute/firewall";
import type { Output } from "@pulumi/pulumi";
import { firewallName } from "../names";
import { connectsDirectly } from "./connect";
import { allowed, MOVES, ofMachine, PRIORITY } from "./firewall";

/** "Using IAP for TCP forwarding": where all of its connections come from. */
const IAP_RANGE = "35.235.240.0/20";
/** "VPC firewall rules": the most service accounts of one rule. */
const MAX_SOURCE_ACCOUNTS = 10;

/**
 * Lets in what the machine's rules name, and Google's tunnel where it is the way to a shell. Nothing else may connect.
 */
export function openIngress(scope: Scope, spec: MachineSpec, email: Output<string>): void {
  for (const rule of spec.ingress) {
    scope.child("ingress", Firewall, ingressArgs(scope, spec, rule, email), { key: rule.key, ...MOVES });
  }
  if (connectsDirectly(spec)) return;
  const args: FirewallArgs = {
    name: scope.physicalName(firewallName, "iap-ingress"),
    ...ofMachine(scope, spec, email, "INGRESS"),
    priority: PRIORITY,
    sourceRanges: [IAP_RANGE],
    allows: [{ protocol: "tcp", ports: ["22"] }],
  };
  scope.child("iapIngress", Firewall, args, MOVES);
}

/**
 * "VPC firewall rules": of ranges and service accounts in one rule either is enough; neither goes together with tags.
 */
function ingressArgs(scope: Scope, spec: MachineSpec, rule: TrafficRule, email: Output<string>): FirewallArgs {
  const ranges = rule.peers.flatMap((peer) => (peer.kind === "range" ? [peer.cidr] : []));
  const accounts = rule.peers.flatMap((peer) => (peer.kind === "machine" ? [peer.peer] : []));
  return {
    name: scope.physicalName(firewallName, `ingress-${rule.key}`),
    ...ofMachine(scope, spec, email, "INGRESS"),
    priority: PRIORITY,
    ...(ranges.length > 0 ? { sourceRanges: ranges } : {}),
    ...(accounts.length > 0 ? { sourceServiceAccounts: accounts } : {}),
    allows: allowed(rule),
  };
}

/** Refuses a rule that names more machines than one firewall rule takes. */
export function refuseTooManyPeers(plan: Plan, { key, peers }: TrafficRule): void {
  const machines = peers.filter(({ kind }) => kind === "machine").length;
  if (machines <= MAX_SOURCE_ACCOUNTS) return;
  throw plan.refusal(`ingress.${key}.from`, "names more machines than one firewall rule of GCP can", {
    given: `${machines} machines`,
    allowed: `at most ${MAX_SOURCE_ACCOUNTS}`,
    fix: "name their network instead, or divide them among several rules",
  });
}
