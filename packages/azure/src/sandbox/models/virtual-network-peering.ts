import type { DeletedResource, Props, ResourceWorld, StoredResource, World } from "@isobar/sandbox";
import { armModel, missing, resourceId, typeOf } from "../arm";
import { overlap, rangeOf } from "../ranges";

const TOKEN = "network:VirtualNetworkPeering";
const NETWORK = "Microsoft.Network/virtualNetworks";

export const virtualNetworkPeering = armModel({
  token: TOKEN,
  arm: `${NETWORK}/virtualNetworkPeerings`,
  name: "virtualNetworkPeeringName",
  parents: [{ input: "virtualNetworkName", token: "network:VirtualNetwork" }],
  api: "2024-05-01",
  autoname: "copy",
  // "Create, change, or delete a virtual network peering": permissions.
  linked: { remoteVirtualNetwork: [`${NETWORK}/peer/action`] },
  refuse: (inputs, world) =>
    missing(inputs.remoteVirtualNetwork, world, "network:VirtualNetwork", NETWORK) ??
    refuseMove(inputs, world) ??
    refuseSecond(inputs, world) ??
    refuseOverlap(inputs, world) ??
    refuseDisconnected(inputs, world),
  outputs: (inputs, world) => ({
    etag: `W/"${world.uuid()}"`,
    peeringState: world.keep("peeringState", () => (reverseOf(inputs, world) ? "Connected" : "Initiated")),
    peeringSyncLevel: "FullyInSync",
    provisioningState: "Succeeded",
    resourceGuid: world.keep("resourceGuid", () => world.uuid()),
  }),
});

/** The two networks of a peering, by their ids. */
function ends(inputs: Props, world: World): readonly [from: string, to: string] {
  const from = resourceId(world, inputs.resourceGroupName, NETWORK, [inputs.virtualNetworkName]);
  return [from.toLowerCase(), remoteOf(inputs)];
}

function remoteOf({ remoteVirtualNetwork }: Props): string {
  return String((remoteVirtualNetwork as Props | undefined)?.id).toLowerCase();
}

function joins(peering: StoredResource, world: World, [from, to]: readonly [string, string]): boolean {
  const [its, remote] = ends(peering.inputs, world);
  return its === from && remote === to;
}

function reverseOf(inputs: Props, world: World): StoredResource | undefined {
  const [from, to] = ends(inputs, world);
  return world.list(typeOf(TOKEN)).find((other) => joins(other, world, [to, from]));
}

/** The remote network can't be changed. */
function refuseMove(inputs: Props, { previous }: ResourceWorld): string | undefined {
  if (Object.keys(previous).length === 0 || remoteOf(previous) === remoteOf(inputs)) return undefined;
  return `Status=400 Code="ChangingRemoteVirtualNetworkNotAllowed" Message="Changing the remote virtual network of peering ${inputs.virtualNetworkPeeringName} is not allowed."`;
}

function refuseSecond(inputs: Props, world: ResourceWorld): string | undefined {
  const own = ends(inputs, world);
  const other = world.list(typeOf(TOKEN)).find((peering) => joins(peering, world, own));
  if (!other || other.inputs.virtualNetworkPeeringName === inputs.virtualNetworkPeeringName) return undefined;
  return `Status=400 Code="AnotherPeeringAlreadyReferencesRemoteVnet" Message="Peering ${other.id} already references remote virtual network ${own[1]}. Cannot add another peering referencing the same remote virtual network."`;
}

/** "Create, change, or delete a virtual network peering": requirements and constraints. */
function refuseOverlap(inputs: Props, world: ResourceWorld): string | undefined {
  const [from, to] = ends(inputs, world);
  const peers = world.list(typeOf(TOKEN)).filter((peering) => ends(peering.inputs, world)[0] === from);
  const taken = [from, ...peers.map((peering) => ends(peering.inputs, world)[1])].filter((id) => id !== to);
  const clash = taken.find((id) => rangesOf(id, world).some((a) => rangesOf(to, world).some((b) => overlap(a, b))));
  if (clash === undefined) return undefined;
  const code = clash === from ? "VnetAddressSpacesOverlap" : "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet";
  return `Status=400 Code="${code}" Message="Cannot create or update peering ${inputs.virtualNetworkPeeringName}. Virtual networks cannot be peered because the address space of ${to} overlaps with that of ${clash}."`;
}

function rangesOf(id: string, world: World) {
  const network = world.list(typeOf("network:VirtualNetwork")).find((it) => it.id.toLowerCase() === id);
  const { addressPrefixes = [] } = (network?.inputs.addressSpace ?? {}) as { readonly addressPrefixes?: string[] };
  return addressPrefixes.map(rangeOf);
}

/** A peering whose counterpart went is disconnected, until it is made anew itself. */
function refuseDisconnected(inputs: Props, world: ResourceWorld): string | undefined {
  const reverse = Object.keys(world.previous).length === 0 ? reverseOf(inputs, world) : undefined;
  if (!reverse || !hasLostOne(reverse, inputs, world)) return undefined;
  return `Status=400 Code="RemotePeeringIsDisconnected" Message="Cannot create or update peering ${inputs.virtualNetworkPeeringName} because remote peering ${reverse.id} referencing parent virtual network is in Disconnected state. Update or re-create the remote peering to get it back to Initiated state."`;
}

function hasLostOne(reverse: StoredResource, inputs: Props, world: ResourceWorld): boolean {
  if (reverse.outputs.peeringState === "Connected") return true;
  const [from, to] = ends(inputs, world);
  const gone = (pair: readonly [string, string]): DeletedResource | undefined =>
    world.deleted(typeOf(TOKEN)).find((it) => joins(it, world, pair));
  const [lost, before] = [gone([from, to]), gone([to, from])];
  return lost?.outputs.peeringState === "Connected" && !(before && before.deletedAt >= lost.deletedAt);
}
