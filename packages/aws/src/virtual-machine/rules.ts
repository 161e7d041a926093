import type { PeerSpec, PortRange, Scope, TrafficRule } from "@isobar/core/driver";
import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";

/** The key of the rule that every protocol from or to everywhere makes. */
export const EVERYTHING = "all-internet";

type RuleArgs = Pick<
  SecurityGroupIngressRuleArgs,
  "ipProtocol" | "fromPort" | "toPort" | "cidrIpv4" | "referencedSecurityGroupId"
>;

/** A rule as EC2 has it: one range of ports and one peer. */
export interface NativeRule {
  readonly key: string;
  readonly args: RuleArgs;
}

/**
 * The native rules of all rules of one side. EC2 refuses the same one twice (InvalidPermission.Duplicate), so each is named
 * after what it lets through: a renamed rule of the user's would else be made before the old one is gone.
 */
export function nativeRules(scope: Scope, side: "ingress" | "egress", rules: readonly TrafficRule[]): NativeRule[] {
  const owners = new Map<string, string>();
  return rules.flatMap(({ key, protocol, ports, peers }) =>
    matched(protocol, ports).flatMap((match) =>
      peers.map((peer) => {
        const what = `${match.key}-${peer.key}`;
        const owner = owners.get(what);
        if (owner !== undefined) {
          const fault = `lets ${side === "ingress" ? "in" : "out"} what ${side}.${owner} lets through already`;
          throw scope.plan.refusal(`${side}.${key}`, fault, { given: what });
        }
        owners.set(what, key);
        return { key: what, args: { ...match.args, ...peerArgs(peer) } };
      }),
    ),
  );
}

interface Match {
  readonly key: string;
  readonly args: Pick<RuleArgs, "ipProtocol" | "fromPort" | "toPort">;
}

/** "IpPermission": -1 stands for every protocol, which has no ports, and for every type and code of ICMP. */
function matched(protocol: TrafficRule["protocol"], ports: readonly PortRange[]): Match[] {
  if (protocol === "all") return [{ key: protocol, args: { ipProtocol: "-1" } }];
  if (protocol === "icmp") return [{ key: protocol, args: { ipProtocol: protocol, fromPort: -1, toPort: -1 } }];
  return ports.map(({ from, to }) => ({
    key: `${protocol}-${from === to ? from : `${from}to${to}`}`,
    args: { ipProtocol: protocol, fromPort: from, toPort: to },
  }));
}

function peerArgs(peer: PeerSpec): Pick<RuleArgs, "cidrIpv4" | "referencedSecurityGroupId"> {
  return peer.kind === "range" ? { cidrIpv4: peer.cidr } : { referencedSecurityGroupId: peer.peer };
}
