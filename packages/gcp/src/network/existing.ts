import type { Cidr } from "@isobar/core";
import type { ExistingNetworkSpec, NetworkParts, Scope } from "@isobar/core/driver";
import { getSubnetworkOutput } from "@pulumi/gcp/compute/getSubnetwork";
import { all, type Output, output } from "@pulumi/pulumi";
import { zonesUp } from "../zones";

/** A network that is there already. A subnetwork takes machines with and without a public address alike. */
export function existingNetwork(scope: Scope, spec: ExistingNetworkSpec): NetworkParts {
  const publicSubnetIds = firstFilled(spec.publicSubnets, spec.privateSubnets);
  const privateSubnetIds = firstFilled(spec.privateSubnets, spec.publicSubnets);
  return {
    id: spec.id,
    cidr: spec.cidr === undefined ? rangeOf(scope, spec) : output(spec.cidr),
    zones: zonesUp(scope),
    egressIps: output([]),
    publicSubnetIds,
    privateSubnetIds,
    prepareFor: (side) => ({ subnetIds: side === "public" ? publicSubnetIds : privateSubnetIds, ready: [] }),
  };
}

function firstFilled(ids: Output<string[]>, others: Output<string[]>): Output<string[]> {
  return all([ids, others]).apply(([own, other]) => (own.length > 0 ? own : other));
}

/** The range that the subnetworks have; several have no range in common that names them and nothing else. */
function rangeOf(scope: Scope, { publicSubnets, privateSubnets }: ExistingNetworkSpec): Output<Cidr> {
  return all([publicSubnets, privateSubnets]).apply(([publicIds, privateIds]) => {
    const ids = [...new Set([...publicIds, ...privateIds])];
    return all(ids.map((id) => subnetworkRange(scope, id))).apply((found) => {
      const [range, ...others] = new Set(found);
      if (range !== undefined && others.length === 0) return range;
      throw scope.plan.refusal("cidr", "is required, because the subnetworks have several ranges", {
        allowed: `a range for rules that name the network; the subnetworks have ${found.join(", ")}`,
      });
    });
  });
}

function subnetworkRange(scope: Scope, id: string): Output<Cidr> {
  const by = id.includes("/") ? { selfLink: id } : { name: id, region: scope.target.region };
  return getSubnetworkOutput(by, scope.invoke).ipCidrRange;
}
