import type { Effect, Props, ResourceWorld, StoredResource, World } from "@isobar/sandbox";
import { refuseProfile } from "../administrators";
import { armModel } from "../arm";
import { refuseDisks } from "../attachments";
import { refuseSettings, systemOf } from "../machine-settings";
import { computeName } from "../naming";
import { refuseSize } from "../offers";
import { refuseManyZones } from "../places";
import { deallocated, instanceView } from "../power";
import { DISK, IDENTITY, INTERFACE, mentions, sameId, seek, typeOf } from "../references";
import { firstRefusal, type Refusal, refusal, valuesAt } from "../refusal";
import { refuseSpot } from "../spot";

const TOKEN = "compute:VirtualMachine";
const ARM = "Microsoft.Compute/virtualMachines";
const ATTACH = ["Microsoft.Compute/disks/read", "Microsoft.Compute/disks/write"];
const IMAGES = ["Microsoft.Compute/galleries/images/versions/read", "Microsoft.Compute/images/read"];

export const virtualMachine = armModel({
  token: TOKEN,
  arm: ARM,
  name: "vmName",
  naming: computeName("vm.name", /^(?!_)[^\\/"[\]:|<>+=;,?*@&\s]{0,63}[^\\/"[\]:|<>+=;,?*@&\s.-]$/),
  api: "2024-11-01",
  autoname: "random",
  immutable: ["location"],
  linked: {
    // "Configure managed identities on Azure virtual machines (VMs)": Managed Identity Operator.
    "identity.userAssignedIdentities": [`${IDENTITY.arm}/assign/action`],
    "networkProfile.networkInterfaces": ["Microsoft.Network/networkInterfaces/join/action"],
    "storageProfile.dataDisks": ATTACH,
    "storageProfile.imageReference.id": IMAGES,
    // "Azure built-in roles for Compute", Virtual Machine Contributor: disks that come and go with the machine.
    "storageProfile.osDisk": [...ATTACH, "Microsoft.Compute/disks/delete"],
    "storageProfile.osDisk.managedDisk.diskEncryptionSet": ["Microsoft.Compute/diskEncryptionSets/read"],
  },
  references: {
    "networkProfile.networkInterfaces.id": INTERFACE,
    "identity.userAssignedIdentities": IDENTITY,
    "storageProfile.dataDisks.managedDisk.id": DISK,
  },
  children: ["compute:VirtualMachineRunCommandByVirtualMachine"],
  // The provider reads a machine without its instance view, so that it doesn't see what runs.
  hidden: ["instanceView"],
  refuse: (inputs, world, id) =>
    refuseManyZones(inputs, "vm") ??
    refuseInterfaces(inputs, world, id) ??
    refuseSettings(inputs) ??
    refuseDisks(inputs, world, id) ??
    refuseSize(inputs, world) ??
    refuseProfile(inputs) ??
    refuseSpot(inputs, world) ??
    refuseChange(inputs, world),
  afterDelete: goneWith,
  reclaim: evicted,
  // "Virtual machines: frequently asked questions" and what is usual: under a minute to start, longer to go.
  seconds: { create: 45, update: 20, delete: 45 },
  outputs: (inputs, world) => ({
    location: inputs.location ?? world.region,
    provisioningState: "Succeeded",
    vmId: world.keep("vmId", () => world.uuid()),
    timeCreated: world.keep("timeCreated", () => world.now().toISOString()),
    instanceView: world.keep("instanceView", () => instanceView("running")),
    storageProfile: withDisk(String(inputs.vmName), (inputs.storageProfile ?? {}) as Props, systemOf(inputs), world),
  }),
});

/** Azure names the disk; the id is that of the group, in capitals. */
function withDisk(vm: string, profile: Props, osType = "Linux", { previous, hex }: ResourceWorld): Props {
  const before = at(previous, "storageProfile.osDisk.name");
  return {
    ...profile,
    osDisk: { ...(profile.osDisk as Props), name: before ?? `${vm}_OsDisk_1_${hex(32)}`, osType },
  };
}

/** "Create and manage a Linux virtual machine that has multiple network interface cards in Azure". */
function refuseInterfaces(inputs: Props, world: ResourceWorld, own: string): Refusal {
  const interfaces = valuesAt(inputs, "networkProfile.networkInterfaces") as { id?: string; primary?: boolean }[];
  const [created] = valuesAt(inputs, "networkProfile.networkInterfaceConfigurations");
  if (interfaces.length === 0 && created === undefined) {
    return refusal(400, "InvalidParameter", "Required parameter 'networkProfile.networkInterfaces' is missing (null).");
  }
  if (interfaces.length > 1 && interfaces.filter(({ primary }) => primary).length !== 1) {
    return refusal(
      400,
      "VirtualMachineMustHaveOneNetworkInterfaceAsPrimary",
      `Virtual machine ${own} must have one network interface set as the primary.`,
    );
  }
  return firstRefusal(interfaces, ({ id = "" }) => {
    const user = world
      .list(typeOf(TOKEN))
      .find((other) => !sameId(other.id, own) && mentions(other.inputs.networkProfile, id));
    if (!user) return undefined;
    return refusal(400, "NicInUse", `Network Interface ${id} is used by existing resource ${user.id}.`);
  });
}

const FIXED = [
  "evictionPolicy",
  "networkProfile.networkInterfaces",
  "priority",
  "osProfile.adminUsername",
  "osProfile.computerName",
  "osProfile.customData",
  "osProfile.linuxConfiguration.disablePasswordAuthentication",
  "osProfile.linuxConfiguration.ssh.publicKeys",
  "storageProfile.diskControllerType",
  "storageProfile.imageReference",
  "zones",
];

/** The provider would update all of this in place, and Azure refuses it. */
function refuseChange(inputs: Props, { previous }: ResourceWorld): Refusal {
  if (Object.keys(previous).length === 0) return undefined;
  const differs = (path: string) => JSON.stringify(at(previous, path)) !== JSON.stringify(at(inputs, path));
  if (differs("storageProfile.osDisk.managedDisk.storageAccountType")) {
    return refusal(
      409,
      "OperationNotAllowed",
      `Managed disk storage account type change through Virtual Machine '${inputs.vmName}' is not allowed. Please update disk resource at ${at(previous, "storageProfile.osDisk.name")}.`,
    );
  }
  const changed = FIXED.find(differs);
  if (changed === undefined) return undefined;
  return refusal(409, "PropertyChangeNotAllowed", `Changing property '${changed}' is not allowed.`);
}

/** "Delete a VM and attached resources": what has the delete option. */
function goneWith({ inputs }: StoredResource, world: World): Effect[] {
  const marked = (path: string) =>
    (valuesAt(inputs, path) as { deleteOption?: string }[]).filter(({ deleteOption }) => deleteOption === "Delete");
  const disks = marked("storageProfile.dataDisks").flatMap((disk) => valuesAt(disk, "managedDisk.id"));
  const interfaces = marked("networkProfile.networkInterfaces").flatMap((it) => valuesAt(it, "id"));
  return [
    ...disks.map((id) => seek(world, DISK.token, id)),
    ...interfaces.map((id) => seek(world, INTERFACE.token, id)),
  ].flatMap((found) => (found ? [{ type: found.type, id: found.id, become: "gone" as const }] : []));
}

/** "Use Azure Spot Virtual Machines", eviction policy: deleted machines take their disks with them. */
function evicted(machine: StoredResource, world: World): Effect[] | undefined {
  const { type, id, inputs } = machine;
  if (inputs.priority !== "Spot") return undefined;
  if (inputs.evictionPolicy !== "Delete") return [deallocated(machine)];
  const disks = valuesAt(inputs, "storageProfile.dataDisks.managedDisk.id").map((it) => seek(world, DISK.token, it));
  return [
    { type, id, become: "gone" },
    ...disks.flatMap((disk) => (disk ? [{ type: disk.type, id: disk.id, become: "gone" as const }] : [])),
  ];
}

function at(value: Props, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, key) => (inner as Props | undefined)?.[key], value);
}
