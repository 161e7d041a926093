import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, missing, resourceId } from "../arm";
import { refuseAttachment } from "../attachments";
import { refuseOffer } from "../offers";

const ARM = "Microsoft.Compute/virtualMachines";
const IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities";
const ATTACH = ["Microsoft.Compute/disks/read", "Microsoft.Compute/disks/write"];
const IMAGES = ["Microsoft.Compute/galleries/images/versions/read", "Microsoft.Compute/images/read"];

export const virtualMachine = armModel({
  token: "compute:VirtualMachine",
  arm: ARM,
  name: "vmName",
  api: "2024-11-01",
  autoname: "random",
  immutable: ["location"],
  linked: {
    // "Configure managed identities on Azure virtual machines (VMs)": Managed Identity Operator.
    "identity.userAssignedIdentities": [`${IDENTITIES}/assign/action`],
    "networkProfile.networkInterfaces": ["Microsoft.Network/networkInterfaces/join/action"],
    "storageProfile.dataDisks": ATTACH,
    "storageProfile.imageReference.id": IMAGES,
    // "Azure built-in roles for Compute", Virtual Machine Contributor: disks that come and go with the machine.
    "storageProfile.osDisk": [...ATTACH, "Microsoft.Compute/disks/delete"],
    "storageProfile.osDisk.managedDisk.diskEncryptionSet": ["Microsoft.Compute/diskEncryptionSets/read"],
  },
  refuse: (inputs, world) =>
    missing(inputs.networkProfile, world, "network:NetworkInterface", "Microsoft.Network/networkInterfaces") ??
    missing(inputs.identity, world, "managedidentity:UserAssignedIdentity", IDENTITIES) ??
    refuseAttachment(inputs, world, resourceId(world, inputs.resourceGroupName, ARM, [inputs.vmName])) ??
    refuseOffer(inputs, world) ??
    refuseAdministrator(inputs) ??
    refuseSpot(inputs) ??
    refuseChange(inputs, world),
  outputs: ({ location, vmName, storageProfile }, world) => ({
    location: location ?? world.region,
    provisioningState: "Succeeded",
    vmId: world.keep("vmId", () => world.uuid()),
    timeCreated: world.keep("timeCreated", () => new Date().toISOString()),
    storageProfile: withDisk(String(vmName), (storageProfile ?? {}) as Props, world),
  }),
});

/** Azure names the disk; the id is that of the group, in capitals. */
function withDisk(vm: string, profile: Props, { previous, hex }: ResourceWorld): Props {
  const before = at(previous, "storageProfile.osDisk.name");
  return {
    ...profile,
    osDisk: { ...(profile.osDisk as Props), name: before ?? `${vm}_OsDisk_1_${hex(32)}`, osType: "Linux" },
  };
}

/** "Virtual Machines - Create Or Update", adminUsername and linuxConfiguration. */
function refuseAdministrator({ osProfile }: Props): string | undefined {
  const user = at({ osProfile }, "osProfile.adminUsername");
  if (["admin", "administrator", "root", "user", "test", "guest"].includes(String(user))) {
    return `Status=400 Code="InvalidParameter" Message="The Admin Username specified is not allowed."`;
  }
  const keys = at({ osProfile }, "osProfile.linuxConfiguration.ssh.publicKeys");
  const password = at({ osProfile }, "osProfile.adminPassword");
  if (!osProfile || password || (Array.isArray(keys) && keys.length > 0)) return undefined;
  return `Status=400 Code="InvalidParameter" Message="Authentication using either SSH or by user name and password must be enabled in Linux profile."`;
}

/** "Use Azure Spot Virtual Machines", limitations; "Virtual Machines - Create Or Update", evictionPolicy. */
function refuseSpot({ priority, evictionPolicy, billingProfile, hardwareProfile }: Props): string | undefined {
  const size = String((hardwareProfile as Props | undefined)?.vmSize ?? "");
  if (priority !== "Spot") {
    const alone = Object.entries({ evictionPolicy, billingProfile }).find(([, value]) => value !== undefined)?.[0];
    if (alone === undefined) return undefined;
    return `Status=400 Code="InvalidParameter" Message="${alone} can be set only on Azure Spot Virtual Machines."`;
  }
  if (!/^Standard_B\d|_Promo$/i.test(size)) return undefined;
  return `Status=409 Code="OperationNotAllowed" Message="The VM size '${size}' cannot be used with Azure Spot."`;
}

const FIXED = [
  "billingProfile",
  "evictionPolicy",
  "networkProfile.networkInterfaces",
  "priority",
  "osProfile.adminUsername",
  "osProfile.computerName",
  "osProfile.customData",
  "osProfile.linuxConfiguration.ssh.publicKeys",
  "storageProfile.diskControllerType",
  "storageProfile.imageReference",
  "storageProfile.osDisk.managedDisk.storageAccountType",
  "zones",
];

/** The provider would update all of this in place, and Azure refuses it. */
function refuseChange(inputs: Props, { previous }: ResourceWorld): string | undefined {
  if (Object.keys(previous).length === 0) return undefined;
  const changed = FIXED.find((path) => JSON.stringify(at(previous, path)) !== JSON.stringify(at(inputs, path)));
  if (changed === undefined) return undefined;
  return `Status=409 Code="PropertyChangeNotAllowed" Message="Changing property '${changed}' is not allowed."`;
}

function at(value: Props, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, key) => (inner as Props | undefined)?.[key], value);
}
