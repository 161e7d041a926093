import type { IngressSpec, MachineSpec, PeerSpec, PortRange, Scope } from "@isobar/core/driver";
import { SecurityGroup, type SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup";
import { SecurityGroupEgressRule, type SecurityGroupEgressRuleArgs } from "@pulumi/aws/vpc/securityGroupEgressRule";
import { SecurityGroupIngressRule, type SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";
import { names } from "../names";
import { named } from "../tags";

/** The key of the range that "internet" stands for. */
const EVERYWHERE = "0-0-0-0-0";

/** A machine's security group, and the rule without which it reaches nothing. */
export interface Firewall {
  readonly group: SecurityGroup;
  readonly egress: SecurityGroupEgressRule;
}

/**
 * A security group whose rules are resources of their own, because rules inside it would fight with them. Its name and
 * description never change: both replace it, which hangs while a machine uses it.
 */
export function makeFirewall(scope: Scope, { networkId, ingress }: MachineSpec): Firewall {
  const group = scope.child("securityGroup", SecurityGroup, {
    name: scope.physicalName(names.securityGroup, "security-group"),
    description: "Virtual machine",
    vpcId: networkId,
    tags: named(scope, "security-group"),
  } satisfies SecurityGroupArgs);
  // The provider removes the rule that a new group has for everything outbound.
  const egress = scope.child("egress", SecurityGroupEgressRule, {
    securityGroupId: group.id,
    ipProtocol: "-1",
    cidrIpv4: "0.0.0.0/0",
    tags: named(scope, "egress"),
  } satisfies SecurityGroupEgressRuleArgs);
  for (const rule of ingressRules(scope, ingress)) {
    const args: SecurityGroupIngressRuleArgs = {
      securityGroupId: group.id,
      ipProtocol: rule.protocol,
      fromPort: rule.ports.from,
      toPort: rule.ports.to,
      ...(rule.peer.kind === "range" ? { cidrIpv4: rule.peer.cidr } : { referencedSecurityGroupId: rule.peer.peer }),
      tags: named(scope, "ingress", rule.key),
    };
    scope.child("ingress", SecurityGroupIngressRule, args, { key: rule.key });
  }
  return { group, egress };
}

interface Rule {
  readonly key: string;
  readonly protocol: IngressSpec["protocol"];
  readonly ports: PortRange;
  readonly peer: PeerSpec;
}

/**
 * One native rule for each range of ports and each peer. EC2 refuses the same one twice (InvalidPermission.Duplicate), so
 * it is named after what it lets in: a renamed rule of the user's would else be made before the old one is gone.
 */
function ingressRules(scope: Scope, specs: readonly IngressSpec[]): Rule[] {
  const owners = new Map<string, string>();
  return specs.flatMap(({ key, protocol, ports, peers }) =>
    ports.flatMap((range) =>
      peers.map((peer) => {
        const what = `${protocol}-${portsKey(range)}-${peer.key === EVERYWHERE ? "internet" : peer.key}`;
        const owner = owners.get(what);
        if (owner !== undefined) {
          throw scope.plan.refusal(`ingress.${key}`, `lets in what ingress.${owner} lets in already`, { given: what });
        }
        owners.set(what, key);
        return { key: what, protocol, ports: range, peer };
      }),
    ),
  );
}

function portsKey({ from, to }: PortRange): string {
  return from === to ? String(from) : `${from}to${to}`;
}
