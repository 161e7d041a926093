import type { Model, StoredResource, World } from "@isobar/sandbox";
import { publicAddress } from "../addresses";
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
} from "../cloud";
import { inProject, verbs, WAIT } from "../permissions";
import { labelFaults } from "../rules/labels";
import { placeFaults } from "../rules/places";
import { faultIf, invalid } from "../words";

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

/** A static regional address; only external ones are simulated. */
export const address: Model = {
  type: "gcp:compute/address:Address",
  permissions: ({ project }) => [
    inProject(project, [...verbs("compute.addresses", "create", "delete", "get", "setLabels"), WAIT.region]),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: [
    ...["name", "project", "region", "address", "addressType", "description", "ipCollection", "ipVersion", "network"],
    ...["ipv6EndpointType", "networkTier", "prefixLength", "purpose", "subnetwork"],
  ],
  secrets: [...LABEL_SECRETS],
  check(inputs, world) {
    const alone = "It is for internal addresses only.";
    const internal = "internal addresses are not simulated by the sandbox";
    return [
      ...placeFaults({ region: inputs.region }, world),
      ...labelFaults(inputs, world),
      // "REST Resource: addresses".
      ...["purpose", "subnetwork", "network"].flatMap((property) =>
        faultIf(inputs.addressType !== "INTERNAL" && inputs[property] != null, property, inputs[property], alone),
      ),
      ...(inputs.addressType === "INTERNAL" ? [{ property: "addressType", reason: internal }] : []),
    ];
  },
  id: (inputs, world) =>
    `projects/${projectOf(inputs, world)}/regions/${regionOf(inputs, world)}/addresses/${inputs.name}`,
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    ...labelOutputs(inputs, world),
    region: regionOf(inputs, world),
    address: inputs.address ?? world.keep("address", () => publicAddress(world)),
    addressId: world.keep("addressId", () => numericId(world)),
    labelFingerprint: world.keep("labelFingerprint", () => fingerprint(world)),
    addressType: inputs.addressType ?? "EXTERNAL",
    networkTier: inputs.networkTier ?? "PREMIUM",
    prefixLength: 0,
    purpose: "",
    subnetwork: "",
    users: [],
  }),
  // "Configure static external IP addresses": of one's choice only what a machine of the region has already.
  refuse(inputs, world) {
    const { address } = inputs;
    if (address == null || world.previous.address === address) return undefined;
    const has = ({ outputs }: StoredResource) => regionOfZone(String(outputs.zone)) === regionOf(inputs, world);
    if (machinesWith(address, world).some(has)) return undefined;
    const words = "The specified address is not allocated to the project or does not belong to the specified scope.";
    return invalid("address", address, words);
  },
  refuseDelete({ id, outputs }, world) {
    const user = [...machinesWith(outputs.address, world), ...gatewaysWith(id, world)][0];
    return user && inUse(id, user.id);
  },
  seconds: { create: 12, update: 6, delete: 12 },
};
