import type { NetworkPeeringDriver, NetworkPeeringSpec, PeeredNetwork, Scope } from "@isobar/core/driver";
import { VirtualNetworkPeering } from "@pulumi/azure-native/network/virtualNetworkPeering";
import { all, type Output } from "@pulumi/pulumi";
import { isOfType, parseResourceId, type ResourceId, sameId } from "./ids";
import * as names from "./names";
import { inTurn } from "./network/changes";

const TYPE = "Microsoft.Network/virtualNetworks";

/** A peering is one in each network, each of which tells of the other ("Virtual network peering"). It brings its routes. */
export const driver: NetworkPeeringDriver = {
  children: ["peering"],
  features: { existing: true },
  create,
};

/** One of the two directions: in a network, to the other one. */
interface Direction {
  readonly key: string;
  readonly from: PeeredNetwork;
  readonly to: PeeredNetwork;
}

/** In the order of their names, so that it does not matter which network the user names first. */
function create(scope: Scope, { networks }: NetworkPeeringSpec): void {
  const [one, other] = [...networks].sort((a, b) => (a.name < b.name ? -1 : 1)) as [PeeredNetwork, PeeredNetwork];
  const ids = all([one.id, other.id]).apply(([a, b]) => {
    const [first, second] = [parsed(scope, a), parsed(scope, b)] as const;
    refuseForeign(scope, first, second);
    return { first, second };
  });
  const key = one.name === other.name ? `${other.name}-2` : other.name;
  const there = direction(scope, { key: one.name, from: one, to: other }, ids.first);
  // A peering can't be made anew while its counterpart is there and has lost it (RemotePeeringIsDisconnected). That the
  // second one's group seems to come from the first makes the engine delete the second before the first, whenever it must.
  const second = all([ids.second, there.id]).apply(([id]) => id);
  direction(scope, { key, from: other, to: one }, second);
}

function direction(scope: Scope, { key, from, to }: Direction, place: Output<ResourceId>): VirtualNetworkPeering {
  return inTurn(scope, [from.name, to.name], (dependsOn) =>
    scope.child(
      "peering",
      VirtualNetworkPeering,
      {
        virtualNetworkPeeringName: scope.physicalName(names.virtualNetworkPeering, key),
        resourceGroupName: place.resourceGroup,
        virtualNetworkName: place.apply(({ names: [name = ""] }) => name),
        remoteVirtualNetwork: { id: to.id },
        allowVirtualNetworkAccess: true,
        // What others than the two networks send stays out, as on every cloud.
        allowForwardedTraffic: false,
        allowGatewayTransit: false,
        useRemoteGateways: false,
      },
      // It never changes the other network ("Create, change, or delete a virtual network peering").
      { suffix: "", key, dependsOn, replacementTrigger: to.id.apply(sameId), deleteBeforeReplace: true },
    ),
  );
}

function parsed(scope: Scope, id: string): ResourceId {
  const found = parseResourceId(id);
  if (isOfType(found, TYPE)) return found;
  throw scope.plan.refusal("networks", "has one that is no virtual network", {
    given: id,
    allowed: "resource ids /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/…",
  });
}

function refuseForeign(scope: Scope, one: ResourceId, other: ResourceId): void {
  if (sameId(one.subscription) === sameId(other.subscription)) return;
  throw scope.plan.refusal("networks", "belong to two subscriptions, and a target deploys to one", {
    given: `${one.subscription} and ${other.subscription}`,
    allowed: "two networks of one subscription",
  });
}
