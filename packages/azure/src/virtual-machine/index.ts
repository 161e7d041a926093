import type { MachineParts, MachineSpec, MachineStart, Scope, VirtualMachineDriver } from "@isobar/core/driver";
import { ManagementLockByScope } from "@pulumi/azure-native/authorization/managementLockByScope";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity";
import { all, interpolate, type Output, output } from "@pulumi/pulumi";
import { subscriptionOf } from "../ids";
import * as names from "../names";
import { groupOf } from "../resource-group";
import { resolveImage } from "./image";
import { makeMachine } from "./machine";
import { type Connection, connect } from "./network-interface";
import { createUser, REFUSED_USERS } from "./users";

export const driver: VirtualMachineDriver = {
  children: [
    "identity",
    "applicationSecurityGroup",
    "networkSecurityGroup",
    "publicAddress",
    "networkInterface",
    "virtualMachine",
    "lock",
  ],
  features: {
    dataDisks: false,
    gpu: false,
    spot: false,
    ready: false,
    expires: false,
    maintenance: ["migrate"],
    // Of the decoded script ("Virtual Machines - Create Or Update", customData).
    firstBootBytes: 65_535,
    // Images are 30 GiB; "Scalability targets for VM disks" gives boot disks 4,095.
    bootDiskGib: { min: 30, max: 4095 },
    refusedUsers: REFUSED_USERS,
  },
  resolveImage,
  pickZone: (_scope, _type, zones) => zones.apply(([zone = ""]) => zone),
  createUser,
  start,
};

function start(scope: Scope): MachineStart {
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
  return { principal, create: (spec) => create(scope, spec, identity, group) };
}

function create(scope: Scope, spec: MachineSpec, identity: UserAssignedIdentity, group: Output<string>): MachineParts {
  const connection = connect(scope, spec, group);
  const { networkInterface, privateIp, publicIp, peer } = connection;
  const { id } = makeMachine(scope, spec, { group, identity, networkInterface });
  if (spec.protect) lock(scope, id);
  return {
    id,
    privateIp,
    publicIp: publicIp ?? output(undefined),
    connectCommand: connectCommand(spec, id, connection),
    peer,
  };
}

/** A lock is all that keeps Azure from deleting a machine ("Lock your resources to protect your infrastructure"). */
function lock(scope: Scope, machine: Output<string>): void {
  const notes = "Set by Isobar (onDelete: protect).";
  scope.child(
    "lock",
    ManagementLockByScope,
    { scope: machine, lockName: "isobar", level: "CanNotDelete", notes },
    // It goes when the machine is no longer to be protected, so it is not protected itself.
    { protect: false },
  );
}

/**
 * SSH where it is open. Else the one way in that needs neither address nor open port nor a paid service: the machine's
 * agent runs a script as root ("Run scripts in your Linux VM by using action Run Commands"). It gives no shell.
 */
function connectCommand({ ssh }: MachineSpec, id: Output<string>, { publicIp }: Connection): Output<string> {
  if (publicIp && ssh.open) return interpolate`ssh ${ssh.user}@${publicIp}`;
  return interpolate`az vm run-command invoke --ids ${id} --command-id RunShellScript --scripts 'uptime'`;
}
