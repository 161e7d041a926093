import type { Effect, Props, ResourceWorld, StoredResource, World } from "@isobar/sandbox";
import { overlap } from "@isobar/sandbox/ranges";
import { armModel, oneAtATime, resourceId } from "../arm";
import { networkName } from "../naming";
import { NETWORK_ID, sameId, seek, typeOf } from "../references";
import { type Refusal, refusal } from "../refusal";
import { spaceOf } from "./virtual-network";

const TOKEN = "network:VirtualNetworkPeering";
const NETWORK = NETWORK_ID.arm;

/** "Azure subscription and service limits, quotas, and constraints". */
const MAX_PEERINGS = 500;

export const virtualNetworkPeering = armModel({
  token: TOKEN,
  arm: `${NETWORK}/virtualNetworkPeerings`,
  name: "virtualNetworkPeeringName",
  naming: networkName(),
  parents: [{ input: "virtualNetworkName", token: NETWORK_ID.token }],
  api: "2024-05-01",
  autoname: "copy",
  // "Create, change, or delete a virtual network peering": permissions.
  linked: { remoteVirtualNetwork: [`${NETWORK}/peer/action`] },
  references: { "remoteVirtualNetwork.id": { ...NETWORK_ID, anywhere: true } },
  refuse: (inputs, world, id) =>
    refuseNone(inputs) ??
    refuseSelf(inputs, world) ??
    refuseMove(inputs, world) ??
    refuseGateways(inputs, id) ??
    refuseSecond(inputs, world) ??
    refuseOverlap(inputs, world) ??
    refuseDisconnected(inputs, world),
  // Its counterpart has lost it, and stays so until it is made anew itself.
  afterDelete: ({ inputs }, world) => disconnected(reverseOf(inputs, world)),
  seconds: { create: 12, update: 12, delete: 12 },
  exclusive: (inputs, world) => oneAtATime(world, ends(inputs, world)),
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

function disconnected(peering: StoredResource | undefined): Effect[] {
  return peering ? [{ type: peering.type, id: peering.id, become: { peeringState: "Disconnected" } }] : [];
}

/** "Virtual Network Peerings - Create Or Update", remoteVirtualNetwork. */
function refuseNone({ remoteVirtualNetwork, virtualNetworkPeeringName }: Props): Refusal {
  if ((remoteVirtualNetwork as Props | undefined)?.id !== undefined) return undefined;
  return refusal(
    400,
    "RemoteVirtualNetworkNotSpecified",
    `Peering ${virtualNetworkPeeringName} must specify its remote virtual network.`,
  );
}

function refuseSelf(inputs: Props, world: World): Refusal {
  const [from, to] = ends(inputs, world);
  if (from !== to) return undefined;
  return refusal(
    400,
    "VnetCannotPeerWithItself",
    `Cannot create or update peering ${inputs.virtualNetworkPeeringName}. A virtual network cannot be peered with itself.`,
  );
}

/** The remote network can't be changed. */
function refuseMove(inputs: Props, { previous }: ResourceWorld): Refusal {
  if (Object.keys(previous).length === 0 || remoteOf(previous) === remoteOf(inputs)) return undefined;
  return refusal(
    400,
    "ChangingRemoteVirtualNetworkNotAllowed",
    `Changing the remote virtual network of peering ${inputs.virtualNetworkPeeringName} is not allowed.`,
  );
}

/** "Configure VPN gateway transit for virtual network peering": a network uses others' gateways or offers its own. */
function refuseGateways(inputs: Props, id: string): Refusal {
  const { allowGatewayTransit, useRemoteGateways, virtualNetworkPeeringName } = inputs;
  if (!useRemoteGateways) return undefined;
  // No network of this sandbox has any.
  if (!allowGatewayTransit) {
    return refusal(
      400,
      "RemoteVnetHasNoGateways",
      `Peering ${id} cannot have UseRemoteGateway flag set to true because remote virtual network ${remoteOf(inputs)} referenced by the peering does not have any gateways.`,
    );
  }
  return refusal(
    400,
    "PeeringGatewayTransitConflict",
    `Peering ${virtualNetworkPeeringName} cannot have both AllowGatewayTransit and UseRemoteGateways.`,
  );
}

function refuseSecond(inputs: Props, world: ResourceWorld): Refusal {
  const own = ends(inputs, world);
  const peerings = world.list(typeOf(TOKEN)).filter((peering) => ends(peering.inputs, world)[0] === own[0]);
  const other = peerings.find((peering) => joins(peering, world, own));
  if (other && !sameId(other.inputs.virtualNetworkPeeringName, inputs.virtualNetworkPeeringName)) {
    return refusal(
      400,
      "AnotherPeeringAlreadyReferencesRemoteVnet",
      `Peering ${other.id} already references remote virtual network ${own[1]}. Cannot add another peering referencing the same remote virtual network.`,
    );
  }
  if (peerings.length < MAX_PEERINGS) return undefined;
  return refusal(
    400,
    "VnetPeeringCountLimitReached",
    `Virtual network ${inputs.virtualNetworkName} cannot have more than ${MAX_PEERINGS} peerings.`,
  );
}

/** "Create, change, or delete a virtual network peering": requirements and constraints. */
function refuseOverlap(inputs: Props, world: ResourceWorld): Refusal {
  const [from, to] = ends(inputs, world);
  const peers = world.list(typeOf(TOKEN)).filter((peering) => ends(peering.inputs, world)[0] === from);
  const taken = [from, ...peers.map((peering) => ends(peering.inputs, world)[1])].filter((id) => id !== to);
  const clash = taken.find((id) => rangesOf(id, world).some((a) => rangesOf(to, world).some((b) => overlap(a, b))));
  if (clash === undefined) return undefined;
  const code = clash === from ? "VnetAddressSpacesOverlap" : "VnetAddressSpaceOverlapsWithAlreadyPeeredVnet";
  return refusal(
    400,
    code,
    `Cannot create or update peering ${inputs.virtualNetworkPeeringName}. Virtual networks cannot be peered because the address space of ${to} overlaps with that of ${clash}.`,
  );
}

function rangesOf(id: string, world: World) {
  return spaceOf(seek(world, NETWORK_ID.token, id)?.inputs ?? {});
}

/** A peering whose counterpart went is disconnected, until it is made anew itself. */
function refuseDisconnected(inputs: Props, world: ResourceWorld): Refusal {
  const reverse = Object.keys(world.previous).length === 0 ? reverseOf(inputs, world) : undefined;
  if (reverse?.outputs.peeringState !== "Disconnected") return undefined;
  return refusal(
    400,
    "RemotePeeringIsDisconnected",
    `Cannot create or update peering ${inputs.virtualNetworkPeeringName} because remote peering ${reverse.id} referencing parent virtual network is in Disconnected state. Update or re-create the remote peering to get it back to Initiated state.`,
  );
}
