import { armModel, networkOutputs } from "../arm";

export const virtualNetwork = armModel({
  token: "network:VirtualNetwork",
  arm: "Microsoft.Network/virtualNetworks",
  name: "virtualNetworkName",
  api: "2024-05-01",
  autoname: "random",
  immutable: ["location"],
  outputs: ({ location }, world) => ({ ...networkOutputs(world), location: location ?? world.region, subnets: [] }),
});
