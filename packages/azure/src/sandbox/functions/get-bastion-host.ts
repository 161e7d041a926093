import { lookup } from "./lookup";

export const getBastionHost = lookup("network:getBastionHost", {
  resource: "network:BastionHost",
  arm: "Microsoft.Network/bastionHosts",
  names: ["bastionHostName"],
});
