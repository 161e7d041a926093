import type { DataDiskSpec, EarlySpec, MachineParts, MachineSpec, MachineStart, Scope } from "@isobar/core/driver";
import { Address } from "@pulumi/gcp/compute/address";
import { Instance } from "@pulumi/gcp/compute/instance";
import { Account } from "@pulumi/gcp/serviceaccount/account";
import { type Output, output, runtime } from "@pulumi/pulumi";
import { addressName, serviceAccountName } from "../names";
import { connectCommand } from "./connect";
import { attachDataDisks, deviceOf, fittingType, keepDiskTypes } from "./data-disks";
import { openIngress } from "./ingress";
import { instanceArgs } from "./instance";
import { replacementTrigger } from "./metadata";

/** "REST Resource: projects.serviceAccounts": the most bytes of UTF-8. */
const MAX_DISPLAY_NAME = 100;
/** Short, because a service account's id has only 30 characters. */
const ACCOUNT_SUFFIX = "sa";

/**
 * Makes the machine's own service account, which has no rights before it is granted some. The data disks come with the
 * machine, because their types depend on its type; how their devices are called is known before.
 */
export function startMachine(scope: Scope, { dataDisks }: EarlySpec): MachineStart {
  const account = scope.child(
    "serviceAccount",
    Account,
    {
      accountId: scope.physicalName(serviceAccountName, ACCOUNT_SUFFIX),
      displayName: shortened(`${scope.name} of ${runtime.getProject()}/${runtime.getStack()}`, MAX_DISPLAY_NAME),
    },
    { suffix: ACCOUNT_SUFFIX },
  );
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

/** The first characters of a text that together have no more bytes than that. */
function shortened(text: string, maxBytes: number): string {
  let kept = "";
  for (const character of text) {
    if (Buffer.byteLength(kept + character) > maxBytes) break;
    kept += character;
  }
  return kept;
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
  const address = spec.publicIp === "static" ? staticAddress(scope) : undefined;
  const instance = scope.child("instance", Instance, instanceArgs(scope, spec, email, address), {
    suffix: "",
    dependsOn: [...spec.after],
    deleteBeforeReplace: true,
    replacementTrigger: replacementTrigger(spec),
    // "google_compute_attached_disk": otherwise the machine would detach what the attachments attach.
    ...(disks.length > 0 ? { ignoreChanges: ["attachedDisks"] } : {}),
  });
  attachDataDisks(scope, spec, disks, instance);
  const nic = instance.networkInterfaces.apply(([first]) => first);
  const ephemeral = nic.apply((first) => first?.accessConfigs?.[0]?.natIp);
  const publicIp = spec.publicIp === "ephemeral" ? ephemeral : output(address);
  return {
    id: instance.id,
    privateIp: nic.apply((first) => first?.networkIp ?? ""),
    publicIp,
    connectCommand: connectCommand(spec, instance, publicIp),
    peer: email,
  };
}

function staticAddress(scope: Scope): Output<string> {
  const { address } = scope.child("address", Address, {
    name: scope.physicalName(addressName, "address"),
    region: scope.target.region,
    addressType: "EXTERNAL",
    networkTier: "PREMIUM",
    labels: scope.tags,
  });
  return address;
}
