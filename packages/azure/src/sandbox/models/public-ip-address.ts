import type { ResourceWorld } from "@isobar/sandbox";
import { armModel, networkOutputs } from "../arm";

export const publicIpAddress = armModel({
  token: "network:PublicIPAddress",
  arm: "Microsoft.Network/publicIPAddresses",
  name: "publicIpAddressName",
  api: "2024-05-01",
  autoname: "random",
  immutable: ["location", "publicIPAddressVersion", "publicIPPrefix", "sku"],
  linked: { publicIPPrefix: ["Microsoft.Network/publicIPPrefixes/join/action"] },
  usedBy: ["network:NetworkInterface", "network:NatGateway", "network:BastionHost"],
  refuse: ({ sku, publicIPAllocationMethod }) => {
    const standard = (sku as { readonly name?: string } | undefined)?.name === "Standard";
    if (!standard || publicIPAllocationMethod === "Static") return undefined;
    return `Status=400 Code="StandardSkuPublicIPAddressesMustBeStatic" Message="Standard sku publicIp must have AllocationMethod set to Static."`;
  },
  outputs: ({ location }, world) => ({
    ...networkOutputs(world),
    location: location ?? world.region,
    ipAddress: world.keep("ipAddress", () => address(world)),
  }),
});

/** One of Azure's own ranges (20.0.0.0/8). */
function address({ hex }: ResourceWorld): string {
  return ["20", ...[0, 0, 0].map(() => 1 + (Number.parseInt(hex(4), 16) % 254))].join(".");
}
