import type { Model, Props, StoredResource, World } from "@isobar/sandbox";
import { freeInternalAddress, publicAddress } from "../addresses";
import { regionOfZone } from "../catalogue";
import {
  common,
  fingerprint,
  inUse,
  LABEL_SECRETS,
  labelOutputs,
  list,
  numericId,
  pathOf,
  projectOf,
  props,
  regionOf,
  selfLink,
} from "../cloud";
import { inProject, inProjectOf, verbs, WAIT } from "../permissions";
import { immutableBut, sameResource } from "../references";
import { addressFaults, isInternal, refuseInternalAddress } from "../rules/address";
import { labelFaults } from "../rules/labels";
import { placeFaults } from "../rules/places";
import { invalid } from "../words";

/** Machines that have an external address. */
export function machinesWith(address: unknown, world: World): StoredResource[] {
  const has = (config: unknown) => props(config).natIp === address;
  return world
    .list("gcp:compute/instance:Instance")
    .filter(({ outputs }) => list(outputs.networkInterfaces).some((nic) => list(props(nic).accessConfigs).some(has)));
}

/** Gateways that a reserved address is for. */
export function gatewaysWith(path: string, world: World): StoredResource[] {
  const names = (nat: StoredResource) => (reference: unknown) =>
    pathOf(reference, String(nat.outputs.project), `regions/${nat.outputs.region}/addresses`) === path;
  return world.list("gcp:compute/routerNat:RouterNat").filter((nat) => list(nat.outputs.natIps).some(names(nat)));
}

/** Path of the subnetwork whose address it is; the provider names that of the default network if none is given. */
function subnetworkOf(inputs: Props, world: World): string {
  const collection = `regions/${regionOf(inputs, world)}/subnetworks`;
  return pathOf(inputs.subnetwork ?? "default", projectOf(inputs, world), collection);
}

function freeAddressFor(inputs: Props, world: World): unknown {
  if (!isInternal(inputs)) return publicAddress(world);
  const path = subnetworkOf(inputs, world);
  const range = world.find("gcp:compute/subnetwork:Subnetwork", path)?.outputs.ipCidrRange;
  return freeInternalAddress(path, range, world);
}

/** The machine that has a reserved internal address. */
function machineInside({ address, subnetwork }: Props, world: World): StoredResource | undefined {
  const has = (nic: unknown) => props(nic).networkIp === address && props(nic).subnetwork === subnetwork;
  const machines = world.list("gcp:compute/instance:Instance");
  return machines.find(({ outputs }) => list(outputs.networkInterfaces).some(has));
}

/** A static regional address. */
export const address: Model = {
  type: "gcp:compute/address:Address",
  // "Method: addresses.insert": an internal one takes part of a subnetwork.
  permissions: (inputs) => [
    inProject(inputs.project, [
      ...verbs("compute.addresses", "create", "delete", "get", "setLabels"),
      ...(isInternal(inputs) ? verbs("compute.addresses", "createInternal", "deleteInternal") : []),
      WAIT.region,
    ]),
    ...(isInternal(inputs) ? [inProjectOf(inputs.subnetwork, ["compute.subnetworks.use"])] : []),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: immutableBut(
    [
      ...["name", "project", "region", "address", "addressType", "description", "ipCollection", "ipVersion", "network"],
      ...["ipv6EndpointType", "networkTier", "prefixLength", "purpose", "subnetwork"],
    ],
    { network: sameResource, region: sameResource, subnetwork: sameResource },
  ),
  secrets: [...LABEL_SECRETS],
  check: (inputs, world) => [
    ...placeFaults({ region: inputs.region }, world),
    ...labelFaults(inputs, world),
    ...addressFaults(inputs),
  ],
  id: (inputs, world) =>
    `projects/${projectOf(inputs, world)}/regions/${regionOf(inputs, world)}/addresses/${inputs.name}`,
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    ...labelOutputs(inputs, world),
    region: regionOf(inputs, world),
    address: inputs.address || world.keep("address", () => freeAddressFor(inputs, world)),
    addressId: world.keep("addressId", () => numericId(world)),
    labelFingerprint: world.keep("labelFingerprint", () => fingerprint(world)),
    addressType: inputs.addressType ?? "EXTERNAL",
    networkTier: inputs.networkTier ?? "PREMIUM",
    prefixLength: 0,
    purpose: isInternal(inputs) ? (inputs.purpose ?? "GCE_ENDPOINT") : "",
    subnetwork: isInternal(inputs) ? selfLink(subnetworkOf(inputs, world)) : "",
    users: [],
  }),
  // "Configure static external IP addresses": of one's choice only what a machine of the region has already.
  refuse(inputs, world) {
    if (isInternal(inputs)) return refuseInternalAddress(inputs, subnetworkOf(inputs, world), world);
    const { address } = inputs;
    if (address == null || world.previous.address === address) return undefined;
    const has = ({ outputs }: StoredResource) => regionOfZone(String(outputs.zone)) === regionOf(inputs, world);
    if (machinesWith(address, world).some(has)) return undefined;
    const words = "The specified address is not allocated to the project or does not belong to the specified scope.";
    return invalid("address", address, words);
  },
  refuseDelete({ id, inputs, outputs }, world) {
    if (isInternal(inputs)) {
      const machine = machineInside(outputs, world);
      return machine && inUse(id, machine.id);
    }
    const user = [...machinesWith(outputs.address, world), ...gatewaysWith(id, world)][0];
    return user && inUse(id, user.id);
  },
  seconds: { create: 12, update: 6, delete: 12 },
};
