import type { DataDiskSpec, EarlySpec, MachineParts, MachineSpec, MachineStart, Scope } from "@isobar/core/driver";
import { Instance } from "@pulumi/gcp/compute/instance";
import { type Output, output } from "@pulumi/pulumi";
import { serviceAccount } from "./account";
import { connectCommand } from "./connect";
import { attachDataDisks, deviceOf, fittingType, keepDiskTypes } from "./data-disks";
import { limitEgress } from "./egress";
import { expire } from "./expiry";
import { openIngress } from "./ingress";
import { instanceArgs } from "./instance";
import { replacementTrigger } from "./metadata";
import { kindOfAddress, staticAddress } from "./public-address";
import { readinessOf } from "./readiness";

/**
 * Makes the machine's own service account, which has no rights before it is granted some. The data disks come with the
 * machine, because their types depend on its type; how their devices are called is known before.
 */
export function startMachine(scope: Scope, { dataDisks }: EarlySpec): MachineStart {
  const account = serviceAccount(scope, "serviceAccount", "sa");
  const project = scope.target.account ?? account.project;
  return {
    principal: output({
      cloud: scope.target.backend.name,
      account: project,
      kind: "machine" as const,
      id: account.email,
    }),
    devices: Object.fromEntries(dataDisks.map((disk) => [disk.key, deviceOf(disk)])),
    create: (spec) => createMachine(scope, spec, account.email, dataDisks),
  };
}

function createMachine(
  scope: Scope,
  wish: MachineSpec,
  email: Output<string>,
  dataDisks: readonly DataDiskSpec[],
): MachineParts {
  const disks = keepDiskTypes(scope, dataDisks, wish.type);
  const spec = { ...wish, type: fittingType(scope, wish.type, disks) };
  openIngress(scope, spec, email);
  const limits = limitEgress(scope, spec, email);
  const address = staticAddress(scope, spec);
  const instance = scope.child("instance", Instance, instanceArgs(scope, spec, email, address), {
    suffix: "",
    dependsOn: [...spec.after, ...limits],
    deleteBeforeReplace: true,
    replaceWith: kindOfAddress(scope, spec),
    replacementTrigger: replacementTrigger(spec),
    // "google_compute_attached_disk": otherwise the machine would detach what the attachments attach.
    ...(disks.length > 0 ? { ignoreChanges: ["attachedDisks"] } : {}),
  });
  attachDataDisks(scope, spec, disks, instance);
  if (spec.expires) expire(scope, spec, spec.expires, instance);
  const nic = instance.networkInterfaces.apply(([first]) => first);
  const ephemeral = nic.apply((first) => first?.accessConfigs?.[0]?.natIp);
  const publicIp = spec.publicIp === "ephemeral" ? ephemeral : output(address);
  return {
    id: instance.id,
    privateIp: nic.apply((first) => first?.networkIp ?? ""),
    publicIp,
    connectCommand: connectCommand(spec, instance, publicIp),
    peer: email,
    ...(spec.ready ? { readiness: readinessOf(scope, instance) } : {}),
  };
}
