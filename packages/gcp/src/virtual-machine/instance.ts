import type { MachineSpec, Scope } from "@isobar/core/driver";
import type { InstanceArgs } from "@pulumi/gcp/compute/instance";
import type { input } from "@pulumi/gcp/types";
import { all, type Output } from "@pulumi/pulumi";
import { instanceName } from "../names";
import { bootsSecurely } from "./image";
import { bootDiskType, isBareMetal } from "./machine-type";
import { machineMetadata } from "./metadata";
import { scheduling } from "./scheduling";

/** The arguments of the machine itself. */
export function instanceArgs(
  scope: Scope,
  spec: MachineSpec,
  email: Output<string>,
  address: Output<string> | undefined,
): InstanceArgs {
  return {
    name: scope.physicalName(instanceName),
    machineType: spec.type,
    zone: spec.zone,
    // A change of the type stops the machine and starts it again.
    allowStoppingForUpdate: true,
    bootDisk: bootDisk(scope, spec),
    networkInterfaces: [networkInterface(spec, address)],
    // "Service accounts" of Compute Engine: without this scope IAM roles have no effect.
    serviceAccount: { email, scopes: ["cloud-platform"] },
    metadata: machineMetadata(spec),
    labels: scope.tags,
    // Other GPUs replace the machine.
    guestAccelerators: spec.accelerator.apply((gpu) => (gpu ? [{ type: gpu.name, count: gpu.count }] : undefined)),
    scheduling: scheduling(scope.target.backend.catalogue(), spec),
    ...shielding(spec),
    deletionProtection: spec.protect,
  };
}

function bootDisk(scope: Scope, spec: MachineSpec): input.compute.InstanceBootDisk {
  const { sizeGib, class: wish } = spec.bootDisk;
  const catalogue = scope.target.backend.catalogue();
  return {
    autoDelete: true,
    initializeParams: {
      image: spec.image,
      size: sizeGib,
      type: spec.type.apply((type) => bootDiskType(catalogue, type, wish)),
      labels: scope.tags,
    },
  };
}

function networkInterface(
  { attachment, publicIp, type }: MachineSpec,
  address: Output<string> | undefined,
): input.compute.InstanceNetworkInterface {
  const nic = {
    subnetwork: attachment.subnetIds.apply(([first]) => first),
    // "Using the IDPF network interface": bare metal has no other.
    nicType: type.apply((known) => (isBareMetal(known) ? "IDPF" : undefined)),
  };
  if (publicIp === false) return nic;
  const accessConfig = { networkTier: "PREMIUM", ...(address ? { natIp: address } : {}) };
  return { ...nic, accessConfigs: [accessConfig] };
}

/**
 * Only where the image is known to be signed: others get what the cloud finds in them. Bare metal has no Shielded VM
 * ("General-purpose machine family").
 */
function shielding({ image, arch, gpu, type }: MachineSpec): Pick<InstanceArgs, "shieldedInstanceConfig"> {
  if (arch !== "amd64") return {};
  // "Install GPU drivers": Secure Boot lets no driver in that is not signed, as most that are installed later are not.
  const config = { enableSecureBoot: !gpu, enableVtpm: true, enableIntegrityMonitoring: true };
  return {
    shieldedInstanceConfig: all([image, type]).apply(([known, machine]) =>
      bootsSecurely(known) && !isBareMetal(machine) ? config : undefined,
    ),
  };
}
