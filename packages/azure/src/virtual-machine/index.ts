import type {
  EarlySpec,
  MachineParts,
  MachineSpec,
  MachineStart,
  Scope,
  VirtualMachineDriver,
} from "@isobar/core/driver";
import { ManagementLockByScope } from "@pulumi/azure-native/authorization/managementLockByScope";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import { all, type Output, output, type Resource } from "@pulumi/pulumi";
import { subscriptionOf } from "../ids";
import * as names from "../names";
import { groupOf } from "../resource-group";
import { check } from "./check";
import { type DataDisks, makeDataDisks } from "./data-disks";
import { MAKE_LINKS } from "./disk-links";
import { EXPIRY_MAX_DAYS, endMachine } from "./expiry";
import { resolveImage } from "./image";
import { makeMachine } from "./machine";
import { connect } from "./network-interface";
import { askReadiness, watchReadiness } from "./readiness";
import { connectCommand } from "./shell";
import { createUser, REFUSED_USERS } from "./users";

export const driver: VirtualMachineDriver = {
  children: [
    "identity",
    "applicationSecurityGroup",
    "networkSecurityGroup",
    "publicAddress",
    "networkInterface",
    "diskGroup",
    "dataDisk",
    "virtualMachine",
    "readyWatch",
    "expiryIdentity",
    "expiryRole",
    "expiry",
    "lock",
  ],
  features: {
    dataDisks: {
      // The largest sizes take so many, small ones 2 or 4 ("Sizes for virtual machines in Azure").
      maxCount: 64,
      // "Azure managed disk types".
      sizeGib: { min: 1, max: 32_767 },
      onDelete: ["retain", "delete"],
      snapshots: false,
    },
    gpu: true,
    spot: { maxPrice: true, onInterruption: ["stop", "delete"] },
    protocols: ["tcp", "udp", "icmp", "all"],
    egress: true,
    ready: true,
    expires: { maxDays: EXPIRY_MAX_DAYS },
    // Azure decides: it moves the running machine where it can, and restarts it where it can't ("Maintenance for virtual
    // machines in Azure"). There is nothing to set.
    maintenance: ["migrate", "restart"],
    // Of the decoded script ("Virtual Machines - Create Or Update", customData), with what finds data disks.
    firstBootBytes: 65_535 - Buffer.byteLength(MAKE_LINKS),
    // Images are 30 GiB; "Scalability targets for VM disks" gives boot disks 4,095.
    bootDiskGib: { min: 30, max: 4095 },
    refusedUsers: REFUSED_USERS,
  },
  check,
  resolveImage,
  pickZone: (_scope, _type, zones) => zones.apply(([zone = ""]) => zone),
  createUser,
  start,
};

function start(scope: Scope, early: EarlySpec): MachineStart {
  const group = groupOf(scope);
  const identity = scope.child(
    "identity",
    UserAssignedIdentity,
    {
      resourceName: scope.physicalName(names.userAssignedIdentity, "identity"),
      resourceGroupName: group,
      location: scope.target.region,
      tags: scope.tags,
    },
    { suffix: "identity" },
  );
  const principal = all([identity.id, identity.principalId]).apply(([id, principalId]) => ({
    cloud: "azure",
    account: subscriptionOf(id),
    kind: "machine" as const,
    id: principalId,
  }));
  const disks = makeDataDisks(scope, early);
  return { principal, devices: disks.devices, create: (spec) => create(scope, spec, { identity, group, disks }) };
}

interface Started {
  readonly identity: UserAssignedIdentity;
  readonly group: Output<string>;
  readonly disks: DataDisks;
}

function create(scope: Scope, spec: MachineSpec, { identity, group, disks }: Started): MachineParts {
  const { networkInterface, privateIp, publicIp, peer, shellHost } = connect(scope, spec, group);
  const machine = makeMachine(scope, spec, { group, identity, networkInterface, dataDisks: disks.attached });
  const { id } = machine;
  const watch = spec.ready ? watchReadiness(scope, machine, group) : undefined;
  const role = spec.expires && endMachine(scope, spec, spec.expires, id, group);
  if (spec.protect) lock(scope, id, [...(watch ? [watch] : []), ...(role ? [role] : [])]);
  return {
    id,
    privateIp,
    publicIp: publicIp ?? output(undefined),
    connectCommand: connectCommand(spec, id, publicIp, shellHost),
    peer,
    ...(watch && { readiness: askReadiness(scope, watch, machine, group) }),
  };
}

/**
 * A lock is all that keeps Azure from deleting a machine ("Lock your resources to protect your infrastructure"). It holds
 * what belongs to the machine too, so it goes before that.
 */
function lock(scope: Scope, machine: Output<string>, dependsOn: readonly Resource[]): void {
  const notes = "Set by Isobar (onDelete: protect).";
  scope.child(
    "lock",
    ManagementLockByScope,
    { scope: machine, lockName: "isobar", level: "CanNotDelete", notes },
    // It goes when the machine is no longer to be protected, so it is not protected itself.
    { protect: false, dependsOn: [...dependsOn] },
  );
}
