import type { MachineSpec, PeerSpec, Scope, TrafficRule } from "@isobar/core/driver";
import { Firewall, type FirewallArgs } from "@pulumi/gcp/compute/firewall";
import { interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { firewallName } from "../names";
import { allowed, MOVES, ofMachine, PRIORITY } from "./firewall";

const EVERYWHERE = "0.0.0.0/0";

/**
 * Lets the machine connect to what its rules name, and to nothing else. "VPC firewall rules": the metadata server, which
 * resolves names too, can always be reached. The denial comes last and goes first, so that no allowed connection is ever
 * cut.
 *
 * @returns What must exist before the machine boots.
 */
export function limitEgress(scope: Scope, spec: MachineSpec, email: Output<string>): Resource[] {
  if (spec.egress === undefined) return [];
  const allows = spec.egress.map((rule) =>
    scope.child("egress", Firewall, egressArgs(scope, spec, rule, email), { key: rule.key, ...MOVES }),
  );
  const args: FirewallArgs = {
    name: scope.physicalName(firewallName, "egress-denial"),
    ...ofMachine(scope, spec, email, "EGRESS"),
    // Right after the rules that allow, so that it comes before others of a network that is not Isobar's.
    priority: PRIORITY + 1,
    destinationRanges: [EVERYWHERE],
    denies: [{ protocol: "all" }],
  };
  return [...allows, scope.child("egressDenial", Firewall, args, { ...MOVES, dependsOn: allows })];
}

function egressArgs(scope: Scope, spec: MachineSpec, rule: TrafficRule, email: Output<string>): FirewallArgs {
  return {
    name: scope.physicalName(firewallName, `egress-${rule.key}`),
    ...ofMachine(scope, spec, email, "EGRESS"),
    priority: PRIORITY,
    destinationRanges: rule.peers.map(destination),
    allows: allowed(rule),
  };
}

/** "VPC firewall rules": a destination is a range, never a service account. */
function destination(peer: PeerSpec): Output<string> {
  return peer.kind === "range" ? peer.cidr : interpolate`${peer.privateIp}/32`;
}
