import { of, type Table } from "../mutation.js";

const API = "Azure REST API: Virtual Machines - Create Or Update";
const SIZES = "Azure Virtual Machines: Sizes for virtual machines in Azure";
const ERRORS = "Azure Resource Manager: Resolve errors for SKU not available";
const FAQ = "Azure Virtual Machines: Frequently asked questions about Linux virtual machines";
const CUSTOM_DATA = "Azure Virtual Machines: Custom data and cloud-init on Azure Virtual Machines";
const SPOT = "Azure Virtual Machines: Use Azure Spot Virtual Machines";
const DISKS = "Azure Virtual Machines: Azure managed disk types";
const ATTACH = "Azure Virtual Machines: Attach a data disk to a Linux VM";
const ZONES = "Azure Virtual Machines: Availability options for Azure Virtual Machines";
const IDENTITIES = "Managed identities for Azure resources: Configure managed identities on Azure virtual machines";
const KEYS = "Azure Virtual Machines: Detailed steps: Create and manage SSH keys";
const RULES = "Azure Resource Manager: Naming rules and restrictions for Azure resources";
const RUN_COMMAND = "Azure Virtual Machines: Run scripts in your Linux VM by using managed Run Commands";
const LOCKS = "Azure Resource Manager: Lock your resources to protect your infrastructure";
const DISK_API = "Azure REST API: Disks - Create Or Update";
const EXPAND = "Azure Virtual Machines: Expand virtual hard disks on a Linux VM";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const SSH_KEY = "osProfile.linuxConfiguration.ssh.publicKeys[0]";
const MISSING = "/subscriptions/3f1a0c52-7d9e-4b86-9c41-5a0e8d2b6f17/resourceGroups/missing/providers/Microsoft.";

/** Mistakes in machines and disks. */
export const machines: Table = {
  "compute:VirtualMachine db": [
    {
      what: "a size that isn't there",
      set: { "hardwareProfile.vmSize": "Standard_D99_v5" },
      why: ERRORS,
    },
    {
      what: "an arm64 size with an amd64 image",
      set: { "hardwareProfile.vmSize": "Standard_D2pls_v5" },
      why: "Azure Virtual Machines: Dplsv5 size series",
    },
    {
      what: "a premium disk with a size that has none",
      set: { "hardwareProfile.vmSize": "Standard_D2_v5" },
      why: DISKS,
    },
    { what: "no size", missed: true, set: { hardwareProfile: undefined }, why: API },
    { what: "an administrator called admin", set: { "osProfile.adminUsername": "admin" }, why: FAQ },
    { what: "an administrator called root", set: { "osProfile.adminUsername": "root" }, why: FAQ },
    {
      what: "an administrator with a name of 65 characters",
      set: {
        "osProfile.adminUsername": "a".repeat(65),
        [`${SSH_KEY}.path`]: `/home/${"a".repeat(65)}/.ssh/authorized_keys`,
      },
      why: API,
    },
    { what: "neither key nor password", set: { "osProfile.linuxConfiguration.ssh": undefined }, why: API },
    { what: "a key that is none", set: { [`${SSH_KEY}.keyData`]: "my key" }, why: KEYS },
    {
      what: "a key in another place",
      set: { [`${SSH_KEY}.path`]: "/etc/ssh/authorized_keys" },
      why: "Azure REST API: SshPublicKey",
    },
    {
      what: "custom data that is not base64",
      set: { "osProfile.customData": "#!/bin/sh" },
      why: CUSTOM_DATA,
    },
    {
      what: "custom data of 65,536 bytes",
      set: { "osProfile.customData": base64("x".repeat(65_536)) },
      why: CUSTOM_DATA,
    },
    {
      what: "an interface that isn't there",
      set: { "networkProfile.networkInterfaces[0].id": `${MISSING}Network/networkInterfaces/missing` },
      why: API,
    },
    { what: "no interface", set: { "networkProfile.networkInterfaces": [] }, why: API },
    {
      what: "a subnet for an interface",
      set: { "networkProfile.networkInterfaces[0].id": of("network:Subnet net-private") },
      why: API,
    },
    { what: "zone 4", set: { zones: ["4"] }, why: ZONES },
    { what: "two zones", set: { zones: ["1", "2"] }, why: ZONES },
    {
      what: "another location than its interface's",
      set: { location: "northeurope" },
      why: "Azure Virtual Network: Create, change, or delete an Azure network interface",
    },
    {
      what: "an identity that isn't there",
      set: { "identity.userAssignedIdentities": [`${MISSING}ManagedIdentity/userAssignedIdentities/missing`] },
      why: IDENTITIES,
    },
    { what: "a kind of identity that is none", set: { "identity.type": "Assigned" }, why: API },
    {
      what: "an image that isn't there",
      missed: true,
      set: { "storageProfile.imageReference.sku": "server-3000" },
      why: "Azure Virtual Machines: Find Azure Marketplace image information",
    },
    { what: "no image", set: { "storageProfile.imageReference": undefined }, why: API },
    {
      what: "a boot disk smaller than its image",
      set: { "storageProfile.osDisk.diskSizeGB": 20 },
      why: API,
    },
    {
      what: "a boot disk of 5,000 GiB",
      set: { "storageProfile.osDisk.diskSizeGB": 5000 },
      why: "Azure Virtual Machines: Azure managed disks overview",
    },
    {
      what: "a disk type that is none",
      set: { "storageProfile.osDisk.managedDisk.storageAccountType": "Fast_LRS" },
      why: API,
    },
    {
      what: "an ultra disk to boot from",
      set: { "storageProfile.osDisk.managedDisk.storageAccountType": "UltraSSD_LRS" },
      why: DISKS,
    },
    { what: "an end that is none", set: { "storageProfile.osDisk.deleteOption": "Remove" }, why: API },
    { what: "an eviction of capacity that isn't taken back", set: { evictionPolicy: "Deallocate" }, why: SPOT },
    { what: "a price of capacity that isn't taken back", set: { billingProfile: { maxPrice: 0.5 } }, why: SPOT },
    {
      what: "a computer's name of 65 characters",
      set: { "osProfile.computerName": "c".repeat(65) },
      why: RULES,
    },
    {
      what: "a computer's name with an underscore",
      set: { "osProfile.computerName": "db_1" },
      why: RULES,
    },
    { what: "a name of 65 characters", set: { vmName: "v".repeat(65) }, why: RULES },
    {
      what: "a controller that its size hasn't",
      set: { "storageProfile.diskControllerType": "NVMe" },
      why: "Azure Virtual Machines: Enable NVMe interface",
    },
    { what: "a cache that is none", set: { "storageProfile.osDisk.caching": "Sometimes" }, why: API },
    { what: "a priority that is none", set: { priority: "Cheap" }, why: API },
    {
      what: "the same name again",
      at: "again",
      why: "pulumi/pulumi-azure-nextgen#94: Cannot create already existing resource",
    },
    { what: "another administrator", at: "update", set: { "osProfile.adminUsername": "ada" }, why: API },
    { what: "other custom data", at: "update", set: { "osProfile.customData": base64("#!/bin/sh") }, why: CUSTOM_DATA },
    { what: "another zone", at: "change", set: { zones: ["2"] }, why: ZONES },
    {
      what: "a smaller boot disk",
      at: "update",
      set: { "storageProfile.osDisk.diskSizeGB": 20 },
      why: EXPAND,
    },
    {
      what: "a zone and an availability set",
      set: { availabilitySet: { id: `${MISSING}Compute/availabilitySets/missing` } },
      why: ZONES,
    },
    { what: "user data that is not in Base64", set: { userData: "#!/bin/sh" }, why: API },
    {
      what: "an image's version that is none",
      set: { "storageProfile.imageReference.version": "newest" },
      why: API,
    },
    { what: "extensions that have five minutes", set: { extensionsTimeBudget: "PT5M" }, why: API },
    {
      what: "told of its end for an hour",
      set: { scheduledEventsProfile: { terminateNotificationProfile: { enable: true, notBeforeTimeout: "PT1H" } } },
      why: API,
    },
    { what: "a licence of Windows", set: { licenseType: "Windows_Server" }, why: API },
    { what: "settings of Windows", set: { "osProfile.windowsConfiguration": {} }, why: API },
    {
      what: "patched by the platform without an agent",
      set: {
        "osProfile.linuxConfiguration.provisionVMAgent": false,
        "osProfile.linuxConfiguration.patchSettings": { patchMode: "AutomaticByPlatform" },
      },
      why: API,
    },
    {
      what: "patched as Windows is",
      set: { "osProfile.linuxConfiguration.patchSettings": { patchMode: "AutomaticByOS" } },
      why: API,
    },
    {
      what: "confidential, of a size that has no encrypted memory",
      set: { securityProfile: { securityType: "ConfidentialVM" } },
      why: "Azure Confidential Computing: About Azure confidential VMs",
    },
    {
      what: "a boot disk that goes with it, written through a cache",
      set: {
        "storageProfile.osDisk.diffDiskSettings": { option: "Local" },
        "storageProfile.osDisk.caching": "ReadWrite",
      },
      why: "Azure Virtual Machines: Ephemeral OS disks for Azure VMs",
    },
    {
      what: "users' identities of the type of its own",
      set: { "identity.type": "SystemAssigned" },
      why: IDENTITIES,
    },
    { what: "users' identities that are not named", set: { identity: { type: "UserAssigned" } }, why: IDENTITIES },
  ],
  "compute:VirtualMachine train": [
    { what: "a price of nothing", set: { "billingProfile.maxPrice": 0 }, why: SPOT },
    { what: "spot capacity of a size that has none", set: { "hardwareProfile.vmSize": "Standard_B2s" }, why: SPOT },
    { what: "an eviction that is none", set: { evictionPolicy: "Stop" }, why: SPOT },
  ],
  "compute:VirtualMachine web": [
    { what: "two disks in one place", set: { "storageProfile.dataDisks[1].lun": 0 }, why: ATTACH },
    { what: "a place that isn't there", set: { "storageProfile.dataDisks[1].lun": 64 }, why: API },
    {
      what: "one disk twice",
      set: { "storageProfile.dataDisks[1].managedDisk.id": of("compute:Disk web-disk-data") },
      why: ATTACH,
    },
    {
      what: "a disk that isn't there",
      set: { "storageProfile.dataDisks[1].managedDisk.id": `${MISSING}Compute/disks/missing` },
      why: API,
    },
    {
      what: "a disk of another zone",
      set: { "storageProfile.dataDisks[1].managedDisk.id": of("compute:Disk elsewhere") },
      why: ATTACH,
    },
    { what: "another zone than its disks'", set: { zones: ["2"] }, why: ATTACH },
    {
      what: "an origin that is none",
      set: { "storageProfile.dataDisks[1].createOption": "Link" },
      why: API,
    },
    { what: "a cache that is none", set: { "storageProfile.dataDisks[1].caching": "Write" }, why: API },
    {
      what: "more disks than its size takes",
      missed: true,
      set: { "storageProfile.dataDisks": disks(33) },
      why: SIZES,
    },
    {
      what: "an interface that is in use",
      at: "again",
      set: { vmName: "second", "storageProfile.dataDisks": [] },
      why: "Azure Virtual Network: Create, change, or delete an Azure network interface",
    },
    {
      what: "a new disk without a size",
      set: { "storageProfile.dataDisks[1]": { lun: 1, createOption: "Empty" } },
      why: API,
    },
    {
      what: "an attached disk without a name",
      set: { "storageProfile.dataDisks[1]": { lun: 1, createOption: "Attach" } },
      why: API,
    },
    {
      what: "faster writes in a size that has none",
      set: { "storageProfile.dataDisks[1]": { ...disks(1)[0], lun: 1, writeAcceleratorEnabled: true } },
      why: "Azure Virtual Machines: Enable Write Accelerator",
    },
  ],
  "compute:VirtualMachine kept": [{ what: "while it is locked", at: "delete", why: LOCKS }],
  "compute:VirtualMachineRunCommandByVirtualMachine web-ready": [
    { what: "a machine that isn't there", set: { vmName: "missing" }, why: RUN_COMMAND },
    { what: "no machine", set: { vmName: undefined }, why: RUN_COMMAND },
    {
      what: "two sources",
      set: { "source.scriptUri": "https://example.com/ready.sh" },
      why: "Azure REST API: Virtual Machine Run Commands - Create Or Update",
    },
    { what: "words written to no address", set: { outputBlobUri: "logs/ready" }, why: RUN_COMMAND },
  ],
  "compute:Disk web-disk-data": [
    { what: "32,768 GiB", set: { diskSizeGB: 32_768 }, why: DISKS },
    { what: "no size", set: { diskSizeGB: undefined }, why: DISK_API },
    { what: "a type that is none", set: { "sku.name": "Premium" }, why: DISK_API },
    {
      what: "zone-redundant, in one zone",
      set: { "sku.name": "Premium_ZRS" },
      why: "Azure Virtual Machines: Deploy a managed disk that uses zone-redundant storage",
    },
    { what: "zone 4", set: { zones: ["4"] }, why: DISK_API },
    { what: "two zones", set: { zones: ["1", "2"] }, why: DISK_API },
    { what: "an origin that is none", set: { "creationData.createOption": "Blank" }, why: DISK_API },
    { what: "a copy of nothing", set: { "creationData.createOption": "Copy" }, why: DISK_API },
    {
      what: "a tier that is none",
      set: { tier: "P99" },
      why: "Azure Virtual Machines: Performance tiers for managed disks",
    },
    { what: "a chosen speed of a premium disk", set: { diskIOPSReadWrite: 5000 }, why: DISK_API },
    {
      what: "private access through nothing",
      set: { networkAccessPolicy: "AllowPrivate" },
      why: DISK_API,
    },
    { what: "a name of 81 characters", set: { diskName: "d".repeat(81) }, why: RULES },
    { what: "a name with a space", set: { diskName: "data disk" }, why: RULES },
    { what: "a location that isn't there", set: { location: "mars" }, why: "Azure: Regions list" },
    {
      what: "a resource group that isn't there",
      set: { resourceGroupName: "missing" },
      why: "Azure Resource Manager: Troubleshoot common Azure deployment errors",
    },
    { what: "a smaller size", at: "update", set: { diskSizeGB: 50 }, why: EXPAND },
    {
      what: "while a machine has it",
      at: "delete",
      why: "Azure Virtual Machines: Find and delete unattached Azure managed and unmanaged disks",
    },
    {
      what: "a tier below its size",
      set: { tier: "P4" },
      why: "Azure Virtual Machines: Performance tiers for managed disks",
    },
    {
      what: "bursts of a disk that is too small",
      set: { burstingEnabled: true },
      why: "Azure Virtual Machines: Enable on-demand bursting",
    },
    {
      what: "own keys in no set",
      set: { encryption: { type: "EncryptionAtRestWithCustomerKey" } },
      why: "Azure Virtual Machines: Server-side encryption of Azure Disk Storage",
    },
    {
      what: "sectors of choice of a premium disk",
      set: { "creationData.logicalSectorSize": 512 },
      why: DISK_API,
    },
    {
      what: "a type of its own kind",
      at: "update",
      set: { "sku.name": "UltraSSD_LRS" },
      why: "Azure Virtual Machines: Change the disk type of an Azure managed disk",
    },
  ],
};

function disks(count: number) {
  return Array.from({ length: count }, (_, lun) => ({ lun, createOption: "Empty", diskSizeGB: 10 }));
}
