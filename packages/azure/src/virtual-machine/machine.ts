import { legalName, type MachineSpec, type Scope } from "@isobar/core/driver";
import { VirtualMachine, type VirtualMachineArgs } from "@pulumi/azure-native/compute/virtualMachine";
import type { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import type { NetworkInterface } from "@pulumi/azure-native/network/networkInterface";
import type { compute } from "@pulumi/azure-native/types/input";
import { all, type Input, type Output } from "@pulumi/pulumi";
import * as names from "../names";
import { type Boot, diskController, keptBoot, refuseFirstGeneration } from "./boot";
import { withLinks } from "./disk-links";
import { imageReference } from "./image";
import { SPOT_PROPERTIES, spotProfile } from "./spot";
import { ADMINISTRATOR } from "./users";

/** What Azure refuses to update ("Changing property … is not allowed") and the provider would try to. */
const REPLACING = [
  "osProfile.adminUsername",
  "osProfile.computerName",
  "osProfile.customData",
  "osProfile.linuxConfiguration.disablePasswordAuthentication",
  "osProfile.linuxConfiguration.ssh",
  "storageProfile.imageReference",
  "storageProfile.osDisk.managedDisk.storageAccountType",
  "zones",
  ...SPOT_PROPERTIES,
];

export interface Parts {
  readonly group: Input<string>;
  readonly identity: UserAssignedIdentity;
  readonly networkInterface: NetworkInterface;
  readonly dataDisks: readonly compute.DataDiskArgs[];
}

export function makeMachine(scope: Scope, spec: MachineSpec, parts: Parts): VirtualMachine {
  const boot = keptBoot(scope, spec);
  return scope.child(
    "virtualMachine",
    VirtualMachine,
    {
      vmName: scope.physicalName(names.virtualMachine),
      resourceGroupName: parts.group,
      location: scope.target.region,
      hardwareProfile: { vmSize: spec.type },
      storageProfile: storageProfile(scope, spec, boot, parts.dataDisks),
      osProfile: osProfile(scope, spec, boot),
      // Detached, not deleted, with the machine: the next one takes it over.
      networkProfile: { networkInterfaces: [{ id: parts.networkInterface.id, primary: true, deleteOption: "Detach" }] },
      identity: { type: "UserAssigned", userAssignedIdentities: [parts.identity.id] },
      // Kept by Azure itself: without it neither screen nor console of a machine that doesn't boot can be seen.
      diagnosticsProfile: { bootDiagnostics: { enabled: true } },
      zones: spec.zone.apply((zone) => (zone ? [zone] : undefined)),
      ...spotProfile(spec.spot),
      tags: scope.tags,
    },
    {
      suffix: "",
      dependsOn: [...spec.after],
      deleteBeforeReplace: true,
      replaceOnChanges: REPLACING,
      replaceWith: [parts.networkInterface],
    },
  );
}

function storageProfile(
  scope: Scope,
  spec: MachineSpec,
  boot: Output<Boot>,
  dataDisks: readonly compute.DataDiskArgs[],
): VirtualMachineArgs["storageProfile"] {
  return {
    imageReference: all([spec.type, spec.image]).apply(([size, image]) => {
      refuseFirstGeneration(scope, size, image);
      return imageReference(image);
    }),
    diskControllerType: spec.type.apply((size) => diskController(scope, size)),
    osDisk: {
      createOption: "FromImage",
      deleteOption: "Delete",
      diskSizeGB: spec.bootDisk.sizeGib,
      managedDisk: { storageAccountType: boot.diskType },
    },
    // Attached here, because the provider has no resource for it; also if there are none, so that the last is detached.
    dataDisks: [...dataDisks],
  };
}

function osProfile(scope: Scope, { firstBoot }: MachineSpec, boot: Output<Boot>): VirtualMachineArgs["osProfile"] {
  const keyData = boot.adminKey;
  return {
    computerName: legalName(scope.name, "", names.computerName, scope.plan.label),
    adminUsername: ADMINISTRATOR,
    linuxConfiguration: {
      disablePasswordAuthentication: true,
      ssh: { publicKeys: [{ path: `/home/${ADMINISTRATOR}/.ssh/authorized_keys`, keyData }] },
    },
    customData: firstBoot.apply((text) =>
      text === undefined ? undefined : Buffer.from(withLinks(text)).toString("base64"),
    ),
  };
}
