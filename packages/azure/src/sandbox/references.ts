import type { Props, StoredResource, World } from "@isobar/sandbox";
import { regionName } from "./places";
import { firstRefusal, type Refusal, refusal, valuesAt } from "./refusal";

/** What an id in the inputs has to be. */
export interface Target {
  /** Module and name of its type: `network:Subnet`. */
  readonly token: string;
  /** Namespace and types, as ids have them. */
  readonly arm: string;
  /** Whether it may be in another region. */
  readonly anywhere?: boolean;
}

/** Targets by the paths of inputs at which their ids are. */
export type References = Readonly<Record<string, Target>>;

const NETWORK = "Microsoft.Network";

export const NETWORK_ID: Target = { token: "network:VirtualNetwork", arm: `${NETWORK}/virtualNetworks` };
export const SUBNET: Target = { token: "network:Subnet", arm: `${NETWORK}/virtualNetworks/subnets` };
export const ADDRESS: Target = { token: "network:PublicIPAddress", arm: `${NETWORK}/publicIPAddresses` };
export const INTERFACE: Target = { token: "network:NetworkInterface", arm: `${NETWORK}/networkInterfaces` };
export const NAT: Target = { token: "network:NatGateway", arm: `${NETWORK}/natGateways` };
export const SECURITY_GROUP: Target = {
  token: "network:NetworkSecurityGroup",
  arm: `${NETWORK}/networkSecurityGroups`,
};
export const PEERS: Target = {
  token: "network:ApplicationSecurityGroup",
  arm: `${NETWORK}/applicationSecurityGroups`,
};
export const DISK: Target = { token: "compute:Disk", arm: "Microsoft.Compute/disks" };
export const IDENTITY: Target = {
  token: "managedidentity:UserAssignedIdentity",
  arm: "Microsoft.ManagedIdentity/userAssignedIdentities",
  anywhere: true,
};

export function typeOf(token: string): string {
  return `azure-native:${token}`;
}

export function sameId(one: unknown, other: unknown): boolean {
  return one === other || String(one).toLowerCase() === String(other).toLowerCase();
}

/** A resource by its id, whatever the case of its letters. */
export function seek(world: World, token: string, id: unknown): StoredResource | undefined {
  const type = typeOf(token);
  const found = world.find(type, String(id)) ?? world.list(type, ["id", id])[0];
  return found ?? (token === SUBNET.token ? seekInline(world, String(id)) : undefined);
}

function seekInline(world: World, id: string): StoredResource | undefined {
  const network = seek(world, NETWORK_ID.token, networkOf(id));
  const all = (network?.outputs.subnets ?? []) as readonly Props[];
  const found = all.find((subnet) => sameId(subnet.id, id));
  return network && found && inlineSubnet(network, found);
}

/** A subnet of a network's own inputs, as one that was made by itself. */
export function inlineSubnet(network: StoredResource, subnet: Props): StoredResource {
  const { resourceGroupName, virtualNetworkName } = network.inputs;
  const inputs = { ...subnet, resourceGroupName, virtualNetworkName, subnetName: subnet.name };
  return { type: typeOf(SUBNET.token), id: String(subnet.id), urn: network.urn, inputs, outputs: subnet };
}

/** Whether a value holds this id anywhere. */
export function mentions(value: unknown, id: string): boolean {
  if (typeof value === "string") return sameId(value, id);
  return typeof value === "object" && value !== null && Object.values(value).some((item) => mentions(item, id));
}

/** The virtual network of a subnet, by their ids. */
export function networkOf(subnet: unknown): string {
  return String(subnet).toLowerCase().split("/subnets/")[0] ?? "";
}

/** Ids that are none, of another type, of nothing, or of something in another region. */
export function refuseReferences(references: References, inputs: Props, own: string, world: World): Refusal {
  return firstRefusal(Object.entries(references), ([path, target]) =>
    firstRefusal(valuesAt(inputs, path), (id) => refuseReference({ id: String(id), path, target, own }, world)),
  );
}

interface Reference {
  readonly id: string;
  readonly path: string;
  readonly target: Target;
  /** The resource that holds the reference. */
  readonly own: string;
}

function refuseReference({ id, path, target, own }: Reference, world: World): Refusal {
  if (!/^\/(subscriptions|providers)\//i.test(id)) {
    return refusal(
      400,
      "LinkedInvalidPropertyId",
      `Property id '${id}' at path 'properties.${path}' is invalid. Expect fully qualified resource Id that start with '/subscriptions/{subscriptionId}' or '/providers/{resourceProviderNamespace}/'.`,
    );
  }
  if (armOf(id) !== target.arm.toLowerCase()) {
    const types = target.arm.slice(target.arm.indexOf("/") + 1);
    return refusal(
      400,
      "InvalidJsonReferenceWrongType",
      `Reference Id ${id} is referencing resource of a wrong type. The Id is expected to reference resources of type ${types}. Path properties.${path}.`,
    );
  }
  const found = seek(world, target.token, id);
  if (found && (target.anywhere || inRegion(found, world))) return undefined;
  if (!found && own.includes("/providers/Microsoft.Compute/")) {
    return refusal(404, "NotFound", `Resource ${id} not found.`);
  }
  return refusal(
    400,
    "InvalidResourceReference",
    `Resource ${id} referenced by resource ${own} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );
}

/** Namespace and types of an id, in lower case. */
export function armOf(id: string): string {
  const [namespace = "", ...path] = (id.toLowerCase().split("/providers/").at(-1) ?? "").split("/");
  return [namespace, ...path.filter((_, i) => i % 2 === 0)].join("/");
}

/** Where a resource is known to be: subnets are where their network is. */
export function locationOf(resource: StoredResource, world: World): string {
  const { type, id, inputs, outputs } = resource;
  if (type === typeOf(SUBNET.token)) {
    const network = seek(world, NETWORK_ID.token, networkOf(id));
    return network ? locationOf(network, world) : "";
  }
  return regionName(outputs.location ?? inputs.location);
}

function inRegion(found: StoredResource, world: World): boolean {
  const [there, here] = [locationOf(found, world), regionName(world.region)];
  return there === "" || here === "" || there === here;
}
