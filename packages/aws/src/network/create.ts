import type { Attachment, NetworkParts, NetworkSpec, Scope } from "@isobar/core/driver";
import { DefaultSecurityGroup, type DefaultSecurityGroupArgs } from "@pulumi/aws/ec2/defaultSecurityGroup";
import { Vpc, type VpcArgs } from "@pulumi/aws/ec2/vpc";
import { all, type Output, output } from "@pulumi/pulumi";
import { named } from "../tags";
import { makeEndpoints } from "./endpoints";
import { makeFlowLogs } from "./flow-logs";
import { makeOutbound, type Outbound } from "./outbound";
import { privateSubnets, publicSubnets, type Subnets } from "./subnets";

/** A VPC with a public and a private subnet in each zone. */
export function createNetwork(scope: Scope, spec: NetworkSpec): NetworkParts {
  const vpc = makeVpc(scope, spec);
  const open = publicSubnets(scope, vpc, spec);
  const closed = privateSubnets(scope, vpc, spec);
  const endpoints = makeEndpoints(scope, vpc, spec, open, closed);
  if (spec.flowLogs) makeFlowLogs(scope, vpc);
  let made: Outbound | undefined;
  const outbound = () => {
    made ??= makeOutbound(scope, spec, open, closed);
    return made;
  };
  const egressIps: Output<string[]> = spec.outboundOnDemand ? output([]) : all([...outbound().addresses]);
  return {
    id: vpc.id,
    cidr: vpc.cidrBlock,
    zones: spec.zones,
    egressIps,
    publicSubnetIds: idsOf(open),
    privateSubnetIds: idsOf(closed),
    routeTableIds: [...open.routeTables, ...closed.routeTables].map(({ id }) => id),
    prepareFor(side): Attachment {
      if (side === "public") return { subnetIds: idsOf(open), ready: [...open.ready, ...endpoints.shared] };
      const ready = [...closed.ready, ...endpoints.shared, ...endpoints.closed, ...outbound().ready];
      return { subnetIds: idsOf(closed), ready };
    },
  };
}

function makeVpc(scope: Scope, { cidr }: NetworkSpec): Vpc {
  const vpc = scope.child(
    "vpc",
    Vpc,
    { cidrBlock: cidr, enableDnsSupport: true, enableDnsHostnames: true, tags: named(scope) } satisfies VpcArgs,
    { suffix: "" },
  );
  // Every VPC has one, which lets its members talk to each other: adopted, its rules are removed.
  scope.child("defaultSecurityGroup", DefaultSecurityGroup, {
    vpcId: vpc.id,
    ingress: [],
    egress: [],
    tags: named(scope, "default-security-group"),
  } satisfies DefaultSecurityGroupArgs);
  return vpc;
}

function idsOf({ subnets }: Subnets) {
  return all(subnets.map((subnet) => subnet.id));
}
