import type { Model, Props, ResourceWorld, StoredResource, World } from "@isobar/sandbox";
import { inUse, list, nameOf, notFound, pathOf, projectOf, props, regionOf } from "../cloud";
import { forGiven, inProject, verbs, WAIT } from "../permissions";
import { immutableBut, sameResource } from "../references";
import { placeFaults } from "../rules/places";
import { natFaults, servesAll } from "../rules/router-nat";
import { invalid } from "../words";
import { gatewaysWith, machinesWith } from "./address";

const TYPE = "gcp:compute/routerNat:RouterNat";

function inRegion(inputs: Props, world: World, reference: unknown, collection: string): string {
  return pathOf(reference, projectOf(inputs, world), `regions/${regionOf(inputs, world)}/${collection}`);
}

function routerOf(inputs: Props, world: World): StoredResource | undefined {
  return world.find("gcp:compute/router:Router", inRegion(inputs, world, inputs.router, "routers"));
}

/** "Cloud NAT overview": addresses are reserved in the gateway's region, and for it alone. */
function refuseAddresses(inputs: Props, world: ResourceWorld): string | undefined {
  for (const reference of list(inputs.natIps)) {
    const path = inRegion(inputs, world, reference, "addresses");
    const address = world.find("gcp:compute/address:Address", path);
    if (!address) return notFound(path);
    const user = [...machinesWith(address.outputs.address, world), ...gatewaysWith(path, world)][0];
    if (user) return inUse(path, user.id);
  }
  return undefined;
}

/** "Cloud NAT overview": a subnetwork of the router's network and region is served by one gateway. */
function refuseSubnetworks(inputs: Props, network: unknown, world: ResourceWorld): string | undefined {
  for (const [index, one] of list(inputs.subnetworks).map(props).entries()) {
    const path = inRegion(inputs, world, one.name, "subnetworks");
    const found = world.find("gcp:compute/subnetwork:Subnetwork", path);
    if (!found) return notFound(path);
    if (found.outputs.network === network && found.outputs.region === regionOf(inputs, world)) continue;
    const words = "The subnetwork must be in the router's region and network.";
    return invalid(`nats[0].subnetworks[${index}].name`, path, words);
  }
  const others = world.list(TYPE).filter(({ outputs }) => outputs.region === regionOf(inputs, world));
  const same = others.filter(({ outputs }) => routerOf(outputs, world)?.outputs.network === network);
  const all = same.find(({ outputs }) => servesAll(outputs));
  if (!all && !(servesAll(inputs) && same.length > 0)) return undefined;
  const { sourceSubnetworkIpRangesToNat: given } = inputs;
  const option = all ? all.outputs.sourceSubnetworkIpRangesToNat : "LIST_OF_SUBNETWORKS";
  const words = `Can not create new Nats since a Nat with option ${option} exists.`;
  return invalid("nats[0].sourceSubnetworkIpRangesToNat", given, words);
}

export const routerNat: Model = {
  type: TYPE,
  // A gateway is a part of its router.
  permissions: (inputs) => [
    inProject(inputs.project, [
      ...verbs("compute.routers", "get", "update"),
      "compute.networks.updatePolicy",
      ...forGiven(inputs, { natIps: ["compute.addresses.use"], subnetworks: ["compute.subnetworks.use"] }),
      WAIT.region,
    ]),
  ],
  autoname: { property: "name", maxLength: 63, lowerCase: true },
  immutable: immutableBut(["name", "project", "router", "region", "endpointTypes", "initialNatIps", "type"], {
    ...{ router: sameResource, region: sameResource },
  }),
  check: (inputs, world) => [...placeFaults({ region: inputs.region }, world), ...natFaults(inputs)],
  id: (inputs, world) =>
    [projectOf(inputs, world), regionOf(inputs, world), nameOf(inputs.router), inputs.name].join("/"),
  outputs: (inputs, world) => ({
    project: projectOf(inputs, world),
    region: regionOf(inputs, world),
    router: nameOf(inputs.router),
    deletionPolicy: inputs.deletionPolicy ?? "DELETE",
    natIps: inputs.natIps ?? [],
    drainNatIps: inputs.drainNatIps ?? [],
    endpointTypes: inputs.endpointTypes ?? ["ENDPOINT_TYPE_VM"],
    minPortsPerVm: inputs.minPortsPerVm ?? 0,
    enableDynamicPortAllocation: inputs.enableDynamicPortAllocation ?? false,
    enableEndpointIndependentMapping: inputs.enableEndpointIndependentMapping ?? false,
    autoNetworkTier: inputs.autoNetworkTier ?? "PREMIUM",
  }),
  refuse(inputs, world) {
    const path = inRegion(inputs, world, inputs.router, "routers");
    const router = world.find("gcp:compute/router:Router", path);
    if (!router) return notFound(path);
    const drained = list(inputs.drainNatIps).map(nameOf);
    if (world.id === undefined && drained.length > 0) {
      return `New RouterNat cannot have drain_nat_ips, got values [${drained.join(" ")}]`;
    }
    return refuseAddresses(inputs, world) ?? refuseSubnetworks(inputs, router.outputs.network, world);
  },
  seconds: { create: 12, update: 12, delete: 12 },
};
