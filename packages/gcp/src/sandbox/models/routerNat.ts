import type { Model, Props, World } from "@isobar/sandbox";
import { list, nameOf, notFound, pathOf, projectOf, regionOf } from "../cloud";
import { forGiven, inProject, verbs, WAIT } from "../permissions";

function inRegion(inputs: Props, world: World, reference: unknown, collection: string): string {
  return pathOf(reference, projectOf(inputs, world), `regions/${regionOf(inputs, world)}/${collection}`);
}

function isPowerOf2(value: unknown): boolean {
  return typeof value !== "number" || Number.isInteger(Math.log2(value));
}

export const routerNat: Model = {
  type: "gcp:compute/routerNat:RouterNat",
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
  immutable: ["name", "project", "router", "region", "endpointTypes", "initialNatIps", "type"],
  check({ natIpAllocateOption, natIps, enableDynamicPortAllocation, enableEndpointIndependentMapping, ...inputs }) {
    const failures = [];
    // "Cloud NAT overview": addresses belong to manual allocation, and only to it.
    if (natIpAllocateOption === "AUTO_ONLY" && list(natIps).length > 0) {
      failures.push({ property: "natIps", reason: "natIps can only be set with natIpAllocateOption MANUAL_ONLY" });
    }
    // "IP addresses and ports" of Cloud NAT.
    if (enableDynamicPortAllocation === true && enableEndpointIndependentMapping === true) {
      const reason = "endpoint-independent mapping can't be enabled with dynamic port allocation";
      failures.push({ property: "enableEndpointIndependentMapping", reason });
    }
    for (const property of enableDynamicPortAllocation === true ? ["minPortsPerVm", "maxPortsPerVm"] : []) {
      if (!isPowerOf2(inputs[property])) failures.push({ property, reason: "must be a power of 2" });
    }
    return failures;
  },
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
    const router = inRegion(inputs, world, inputs.router, "routers");
    if (!world.find("gcp:compute/router:Router", router)) return notFound(router);
    const missing = list(inputs.natIps)
      .map((address) => inRegion(inputs, world, address, "addresses"))
      .find((path) => !world.find("gcp:compute/address:Address", path));
    return missing === undefined ? undefined : notFound(missing);
  },
};
