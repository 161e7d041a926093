import { lookup } from "./lookup";

export const getSubnet = lookup("network:getSubnet", {
  resource: "network:Subnet",
  arm: "Microsoft.Network/virtualNetworks/subnets",
  names: ["virtualNetworkName", "subnetName"],
  invented: { addressPrefix: "10.0.0.0/24" },
});
