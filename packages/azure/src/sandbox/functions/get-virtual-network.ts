import { lookup } from "./lookup";

export const getVirtualNetwork = lookup("network:getVirtualNetwork", {
  resource: "network:VirtualNetwork",
  arm: "Microsoft.Network/virtualNetworks",
  names: ["virtualNetworkName"],
  invented: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
});
