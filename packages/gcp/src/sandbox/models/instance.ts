import type { CheckFailure, Model, Props, ResourceWorld } from "@isobar/sandbox";
import { catalogue, regionOfZone } from "../catalogue";
import {
  common,
  fingerprint,
  LABEL_SECRETS,
  labelOutputs,
  list,
  nameOf,
  numericId,
  projectOf,
  props,
  selfLink,
  text,
  zoneOf,
} from "../cloud";
import { refuseAccelerators, refuseAttachedDisks, refuseScheduling } from "./instance-hardware";
import { interfaceOutputs, refuseInterfaces } from "./instance-network";
import { instancePermissions } from "./instance-permissions";

/**
 * "Forces new resource" in the provider's documentation; the size and the labels of the boot disk are not among them.
 */
const IMMUTABLE = [
  ...["name", "project", "zone", "hostname", "metadataStartupScript", "guestAccelerators", "params", "scratchDisks"],
  ...["confidentialInstanceConfig", "reservationAffinity", "networkPerformanceConfig", "keyRevocationActionType"],
  ...["instanceEncryptionKey", "attachedDisks.forceAttach", "workloadIdentityConfig"],
  ...["deviceName", "kmsKeySelfLink", "guestOsFeatures", "mode", "source", "forceAttach"].map((p) => `bootDisk.${p}`),
  ...["type", "image", "snapshot", "resourceManagerTags", "resourcePolicies", "provisionedIops", "replicaZones"].map(
    (property) => `bootDisk.initializeParams.${property}`,
  ),
  ...["provisionedThroughput", "enableConfidentialCompute", "storagePool", "architecture"].map(
    (property) => `bootDisk.initializeParams.${property}`,
  ),
  ...["networkAttachment", "vlan", "nicType", "queueCount"].map((property) => `networkInterfaces.${property}`),
  ...["preemptible", "provisioningModel", "terminationTime", "maxRunDuration", "localSsdRecoveryTimeout"].map(
    (property) => `scheduling.${property}`,
  ),
];

function metadataFaults(inputs: Props): CheckFailure[] {
  // "About VM metadata".
  return Object.entries(props(inputs.metadata))
    .filter(([, value]) => typeof value === "string" && Buffer.byteLength(value) > 262_144)
    .map(([key]) => ({ property: `metadata.${key}`, reason: "a value has at most 262144 bytes" }));
}

const diskOf = (instance: Props) => props(props(instance.bootDisk).initializeParams);

/** "About Persistent Disk" and "About Hyperdisk": which machines take which disks, and that none of them shrinks. */
function refuseDisk(inputs: Props, world: ResourceWorld): string | undefined {
  const machine = nameOf(inputs.machineType);
  const { type, size } = diskOf(inputs);
  const before = diskOf(world.previous).size;
  if (typeof size === "number" && typeof before === "number" && size < before) {
    return `googleapi: Error 400: New disk size '${size}' GiB must be larger than existing size '${before}' GiB., invalid`;
  }
  const known = isBareMetal(machine) ? ["hyperdisk-balanced"] : catalogue().machineType(machine)?.diskTypes;
  if (!known || type === undefined || known.includes(nameOf(type))) return undefined;
  return `googleapi: Error 400: [${nameOf(type)}] features are not compatible for creating instance., badRequest`;
}

const isBareMetal = (type: string) => type.endsWith("-metal");

/** "General-purpose machine family": what bare metal has not, and must have. */
function refuseBareMetal({ machineType, networkInterfaces, shieldedInstanceConfig }: Props): string | undefined {
  if (!isBareMetal(nameOf(machineType))) return undefined;
  if (props(shieldedInstanceConfig).enableSecureBoot === true) {
    return `googleapi: Error 400: Shielded VM Config is not supported for machine type ${nameOf(machineType)}., badRequest`;
  }
  if (list(networkInterfaces).every((nic) => props(nic).nicType === "IDPF")) return undefined;
  return `googleapi: Error 400: Machine type ${nameOf(machineType)} needs network interfaces of type IDPF., badRequest`;
}

function refuseType(inputs: Props, world: ResourceWorld): string | undefined {
  const type = nameOf(inputs.machineType);
  const zone = String(inputs.zone);
  if (catalogue().offered(type, regionOfZone(zone)) === false) {
    return `googleapi: Error 400: Invalid value for field 'resource.machineType': 'zones/${zone}/machineTypes/${type}'. Machine type with name '${type}' does not exist in zone '${zone}'., invalid`;
  }
  const before = text(world.previous.machineType);
  if (before === undefined || before === type || inputs.allowStoppingForUpdate === true) return undefined;
  return "Changing the machine_type on a started instance requires stopping it. To acknowledge this, please set allow_stopping_for_update = true in your config.";
}

function refuseAccount(inputs: Props, world: ResourceWorld): string | undefined {
  const email = text(props(inputs.serviceAccount).email);
  const known = world.list("gcp:serviceaccount/account:Account").some(({ outputs }) => outputs.email === email);
  if (email === undefined || known || !email.endsWith(`@${projectOf(inputs, world)}.iam.gserviceaccount.com`)) {
    return undefined;
  }
  return `googleapi: Error 400: The user does not have access to service account '${email}'. User: ''. Ask a project owner to grant you the iam.serviceAccountUser role on the service account, SERVICE_ACCOUNT_ACCESS_DENIED`;
}

export const instance: Model = {
  type: "gcp:compute/instance:Instance",
  permissions: instancePermissions,
  autoname: { property: "name", maxLength: 255 },
  immutable: IMMUTABLE,
  secrets: [...LABEL_SECRETS],
  check: metadataFaults,
  id: (inputs, world) => `projects/${projectOf(inputs, world)}/zones/${zoneOf(inputs, world)}/instances/${inputs.name}`,
  outputs(inputs, world) {
    const zone = zoneOf(inputs, world);
    const disk = `projects/${projectOf(inputs, world)}/zones/${zone}/disks/${inputs.name}`;
    return {
      ...common(inputs, world),
      ...labelOutputs(inputs, world),
      zone,
      instanceId: world.keep("instanceId", () => numericId(world)),
      bootDisk: {
        deviceName: "persistent-disk-0",
        mode: "READ_WRITE",
        source: selfLink(disk),
        ...props(inputs.bootDisk),
      },
      networkInterfaces: interfaceOutputs({ ...inputs, zone }, world),
      currentStatus: text(inputs.desiredStatus) ?? "RUNNING",
      cpuPlatform: "Intel Broadwell",
      minCpuPlatform: inputs.minCpuPlatform ?? "",
      guestAccelerators: inputs.guestAccelerators ?? [],
      labelFingerprint: world.keep("labelFingerprint", () => fingerprint(world)),
      metadataFingerprint: world.keep("metadataFingerprint", () => fingerprint(world)),
      tagsFingerprint: world.keep("tagsFingerprint", () => fingerprint(world)),
      scheduling: inputs.scheduling ?? {
        ...{ automaticRestart: true, onHostMaintenance: "MIGRATE", provisioningModel: "STANDARD", preemptible: false },
      },
      shieldedInstanceConfig: inputs.shieldedInstanceConfig ?? {
        ...{ enableSecureBoot: false, enableVtpm: true, enableIntegrityMonitoring: true },
      },
    };
  },
  refuse(inputs, world) {
    const zoned = { ...inputs, zone: zoneOf(inputs, world) };
    const rules = [refuseType, refuseAccount, refuseInterfaces, refuseDisk, refuseBareMetal];
    const hardware = [refuseAccelerators, refuseScheduling, refuseAttachedDisks];
    return [...rules, ...hardware].map((refuse) => refuse(zoned, world)).find((reason) => reason !== undefined);
  },
  refuseDelete: ({ id, inputs }) =>
    inputs.deletionProtection === true
      ? `googleapi: Error 412: Invalid resource usage: 'Resource cannot be deleted if it's protected against deletion. ${nameOf(id)}'., conditionNotMet`
      : undefined,
};
