import { Disk } from "@pulumi/azure-native/compute/disk";
import { PublicIPAddress } from "@pulumi/azure-native/network/publicIPAddress";
import { VirtualNetwork } from "@pulumi/azure-native/network/virtualNetwork";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup";
import { StorageAccount } from "@pulumi/azure-native/storage/storageAccount";
import { everything } from "../program.js";

const location = "westeurope";

/** All that Isobar makes on Azure, and what mistakes can be made with: a network apart, and what is free or elsewhere. */
export function program(): void {
  const { name: resourceGroupName } = new ResourceGroup("apart", { location });
  const place = { resourceGroupName, location };
  new VirtualNetwork("overlap", {
    ...place,
    addressSpace: { addressPrefixes: ["10.20.0.0/16"] },
    subnets: [{ name: "bare", addressPrefix: "10.20.0.0/24" }],
  });
  new PublicIPAddress("spare", {
    ...place,
    sku: { name: "Standard" },
    publicIPAllocationMethod: "Static",
    dnsSettings: { domainNameLabel: "taken" },
  });
  const disk = { ...place, diskSizeGB: 10, sku: { name: "Premium_LRS" }, creationData: { createOption: "Empty" } };
  new Disk("elsewhere", { ...disk, zones: ["2"] });
  new StorageAccount("elsewhere", {
    resourceGroupName,
    location: "northeurope",
    accountName: "elsewhere2026",
    kind: "StorageV2",
    sku: { name: "Standard_LRS" },
  });
  everything({ privateAccess: ["object-storage"], snapshots: false });
}
