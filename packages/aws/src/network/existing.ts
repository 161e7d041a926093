import type { ExistingNetworkSpec, NetworkParts, Scope, Side } from "@isobar/core/driver";
import { getSubnetOutput } from "@pulumi/aws/ec2/getSubnet";
import { getVpcOutput } from "@pulumi/aws/ec2/getVpc";
import { all, type Output, output } from "@pulumi/pulumi";

interface FoundSubnet {
  readonly id: string;
  readonly zone: string;
}

/** A VPC that something else made: only asked about. */
export function existingNetwork(scope: Scope, spec: ExistingNetworkSpec): NetworkParts {
  const open = look(scope, spec.id, spec.publicSubnets);
  const closed = look(scope, spec.id, spec.privateSubnets);
  const zones = all([open, closed]).apply(([a, b]) => commonZones(a, b));
  const cidr =
    spec.cidr === undefined ? spec.id.apply((id) => getVpcOutput({ id }, scope.invoke).cidrBlock) : spec.cidr;
  return {
    id: spec.id,
    cidr: output(cidr),
    zones,
    egressIps: output([]),
    publicSubnetIds: spec.publicSubnets,
    privateSubnetIds: spec.privateSubnets,
    routeTableIds: spec.routeTables,
    prepareFor(side) {
      const subnets = side === "public" ? open : closed;
      const subnetIds = all([subnets, zones]).apply(([found, names]) => inZones(scope, side, found, names));
      return { subnetIds, ready: [] };
    },
  };
}

function look(scope: Scope, network: Output<string>, ids: Output<string[]>): Output<FoundSubnet[]> {
  const found = ids.apply((known) => all(known.map((id) => getSubnetOutput({ id }, scope.invoke))));
  return all([network, found]).apply(([vpc, subnets]) =>
    subnets.map(({ id, availabilityZone, vpcId }) => {
      if (vpcId === vpc) return { id, zone: availabilityZone };
      throw scope.plan.refusal("id", "a subnet belongs to another VPC", { given: `${id} in ${vpcId}`, allowed: vpc });
    }),
  );
}

/** The zones that have subnets on both sides; all zones where one side has none, or no zone has both. */
function commonZones(open: readonly FoundSubnet[], closed: readonly FoundSubnet[]): string[] {
  const [a, b] = [open, closed].map((subnets) => subnets.map(({ zone }) => zone)) as [string[], string[]];
  const every = [...new Set([...a, ...b])];
  const common = every.filter((zone) => a.includes(zone) && b.includes(zone));
  return common.length > 0 ? common : every;
}

/** The first subnet in each zone, empty for a zone that has none on that side. */
function inZones(scope: Scope, side: Side, subnets: readonly FoundSubnet[], zones: readonly string[]): string[] {
  if (subnets.length === 0) {
    throw scope.plan.refusal(
      `${side}Subnets`,
      `is needed, because a machine ${side === "public" ? "with" : "without"} a public address joins the network`,
      {
        allowed: "ids of its subnets",
      },
    );
  }
  return zones.map((zone) => subnets.find((subnet) => subnet.zone === zone)?.id ?? "");
}
