import { armModel, missing, networkOutputs } from "../arm";

export const natGateway = armModel({
  token: "network:NatGateway",
  arm: "Microsoft.Network/natGateways",
  name: "natGatewayName",
  api: "2024-05-01",
  autoname: "random",
  linked: {
    publicIpAddresses: ["Microsoft.Network/publicIPAddresses/join/action"],
    publicIpPrefixes: ["Microsoft.Network/publicIPPrefixes/join/action"],
  },
  usedBy: ["network:Subnet"],
  refuse: (inputs, world) =>
    missing(inputs.publicIpAddresses, world, "network:PublicIPAddress", "Microsoft.Network/publicIPAddresses"),
  outputs: ({ location }, world) => ({ ...networkOutputs(world), location: location ?? world.region, subnets: [] }),
});
