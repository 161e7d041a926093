import type { ChildOptions, MachineSpec, Scope, TrafficRule } from "@isobar/core/driver";
import type { FirewallArgs } from "@pulumi/gcp/compute/firewall";
import type { Output } from "@pulumi/pulumi";

/** "Use VPC firewall rules": a rule stays in its network, so a machine that moves to another one gets new rules. */
export const MOVES: ChildOptions = { replaceOnChanges: ["network"], deleteBeforeReplace: true };

/** "VPC firewall rules": of the rules that match, the one with the lowest number counts. */
export const PRIORITY = 1000;

/** What every firewall rule of a machine has. Rules by service accounts and rules by tags don't go together. */
export function ofMachine(
  scope: Scope,
  { networkId }: MachineSpec,
  email: Output<string>,
  direction: "INGRESS" | "EGRESS",
): FirewallArgs {
  return {
    network: networkId,
    project: networkId.apply((id) => hostProject(scope, id)),
    direction,
    targetServiceAccounts: [email],
  };
}

/** "Shared VPC": the rules of a shared network belong to its host project, which is not the machine's. */
function hostProject({ target }: Scope, network: string): string | undefined {
  const [, project] = /(?:^|\/)projects\/([^/]+)\//.exec(network) ?? [];
  return project === target.account ? undefined : project;
}

/** "VPC firewall rules": only protocols that have ports may name some. */
export function allowed({ protocol, ports }: TrafficRule): NonNullable<FirewallArgs["allows"]> {
  const named = ports.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
  return [{ protocol, ...(named.length > 0 ? { ports: named } : {}) }];
}
