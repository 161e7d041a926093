import { lookup } from "./lookup";

export const getVirtualNetwork = lookup(
  "network:getVirtualNetwork",
  "network:VirtualNetwork",
  "Microsoft.Network/virtualNetworks",
  "virtualNetworkName",
);
