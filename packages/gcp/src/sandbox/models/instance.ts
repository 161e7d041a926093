import type { Model, Props, ResourceWorld } from "@isobar/sandbox";
import { diskTypesOf, regionOfZone } from "../catalogue";
import {
  common,
  fingerprint,
  LABEL_SECRETS,
  labelOutputs,
  nameOf,
  notFound,
  numericId,
  pathOf,
  projectOf,
  props,
  selfLink,
  text,
  zoneOf,
} from "../cloud";
import { immutableBut, sameImage, sameName, sameResource } from "../references";
import { IMAGE_GB, instanceFaults } from "../rules/instance";
import { refuseZone } from "../rules/places";
import { apiError, badRequest, invalid } from "../words";
import {
  refuseArchitecture,
  refuseAttachedDisks,
  refuseBootDisk,
  refuseScratchDisks,
  refuseSources,
} from "./instance-disks";
import { refuseFeatures } from "./instance-features";
import {
  defaultMaintenance,
  refuseAccelerators,
  refuseNetworkCard,
  refusePlatform,
  refuseScheduling,
  refuseType,
  refuseWhileRunning,
} from "./instance-hardware";
import { preempted, timeIsOver } from "./instance-life";
import { interfaceOutputs, refuseInterfaces } from "./instance-network";
import { instancePermissions } from "./instance-permissions";

const GRANT = "gcp:compute/instanceIAMMember:InstanceIAMMember";

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

/** What refuses a machine, in the order in which it is asked. */
const RULES = [
  ...[
    refuseZoneOf,
    refuseType,
    refusePlatform,
    refuseAccount,
    refuseFeatures,
    refusePolicies,
    refuseInterfaces,
    refuseBootDisk,
    refuseNetworkCard,
    refuseAccelerators,
  ],
  ...[refuseScheduling, refuseAttachedDisks, refuseSources, refuseScratchDisks, refuseArchitecture, refuseWhileRunning],
];

function refuseZoneOf({ zone }: Props): string | undefined {
  return refuseZone(String(zone));
}

function refuseAccount(inputs: Props, world: ResourceWorld): string | undefined {
  const email = text(props(inputs.serviceAccount).email);
  const known = world.list("gcp:serviceaccount/account:Account", ["email", email]).length > 0;
  if (email === undefined || known || !email.endsWith(`@${projectOf(inputs, world)}.iam.gserviceaccount.com`)) {
    return undefined;
  }
  const words = `The user does not have access to service account '${email}'. User: ''. Ask a project owner to grant you the iam.serviceAccountUser role on the service account`;
  return apiError(400, words, "SERVICE_ACCOUNT_ACCESS_DENIED");
}

/** "Schedule Compute Engine instances to start and stop" and "About placement policies": of the machine's region, for machines. */
function refusePolicies(inputs: Props, world: ResourceWorld): string | undefined {
  const region = regionOfZone(String(inputs.zone));
  for (const given of [inputs.resourcePolicies].flat().filter((one) => one != null && one !== "")) {
    const path = pathOf(given, projectOf(inputs, world), `regions/${region}/resourcePolicies`);
    const policy = world.find("gcp:compute/resourcePolicy:ResourcePolicy", path);
    if (!policy) return notFound(path);
    if (path.split("/")[3] !== region) {
      return invalid("resourcePolicies[0]", path, `The resource policy must be in region '${region}' of the machine.`);
    }
    if (policy.inputs.snapshotSchedulePolicy != null || policy.inputs.diskConsistencyGroupPolicy != null) {
      return badRequest(`The resource policy '${path}' can't be attached to a machine.`);
    }
  }
  return undefined;
}

/** What the provider reads of a boot disk that is new. */
function bootDiskOutputs({ bootDisk, machineType }: Props): Props {
  const given = props(bootDisk);
  if (given.initializeParams == null) return given;
  const type = diskTypesOf(nameOf(machineType))?.[0] ?? "pd-standard";
  return { ...given, initializeParams: { type, size: IMAGE_GB, ...props(given.initializeParams) } };
}

function schedulingOutputs(given: Props): Props {
  const onHostMaintenance = defaultMaintenance(given);
  return { automaticRestart: true, provisioningModel: "STANDARD", preemptible: false, onHostMaintenance, ...given };
}

export const instance: Model = {
  type: "gcp:compute/instance:Instance",
  permissions: instancePermissions,
  autoname: { property: "name", maxLength: 255 },
  immutable: immutableBut(IMMUTABLE, {
    ...{ zone: sameResource, "bootDisk.source": sameResource, "bootDisk.initializeParams.image": sameImage },
    ...{ "bootDisk.initializeParams.type": sameName, "bootDisk.initializeParams.snapshot": sameName },
  }),
  secrets: [...LABEL_SECRETS],
  check: instanceFaults,
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
        ...{ autoDelete: true, deviceName: "persistent-disk-0", mode: "READ_WRITE", source: selfLink(disk) },
        ...bootDiskOutputs(inputs),
      },
      networkInterfaces: interfaceOutputs({ ...inputs, zone }, world),
      currentStatus: text(inputs.desiredStatus) ?? text(world.previous.currentStatus) ?? "RUNNING",
      cpuPlatform: "Intel Broadwell",
      minCpuPlatform: inputs.minCpuPlatform ?? "",
      guestAccelerators: inputs.guestAccelerators ?? [],
      labelFingerprint: world.keep("labelFingerprint", () => fingerprint(world)),
      metadataFingerprint: world.keep("metadataFingerprint", () => fingerprint(world)),
      tagsFingerprint: world.keep("tagsFingerprint", () => fingerprint(world)),
      scheduling: schedulingOutputs(props(inputs.scheduling)),
      shieldedInstanceConfig: inputs.shieldedInstanceConfig ?? {
        ...{ enableSecureBoot: false, enableVtpm: true, enableIntegrityMonitoring: true },
      },
    };
  },
  refuse(inputs, world) {
    const zoned = { ...inputs, zone: zoneOf(inputs, world) };
    return RULES.map((refuse) => refuse(zoned, world)).find((reason) => reason !== undefined);
  },
  refuseDelete: ({ inputs }) =>
    inputs.deletionProtection === true
      ? `Cannot delete instance ${inputs.name}: instance Deletion Protection is enabled. Set deletion_protection to false for this resource and run "terraform apply" before attempting to delete it.`
      : undefined,
  // Disks have to be taken off before, or the provider fails to do so later.
  takesAlong: ({ id }, { type, outputs }) => type === GRANT && outputs.instanceName === id,
  tick: timeIsOver,
  reclaim: preempted,
  // Machines of Terraform's users: some 15 seconds until the operation ends, and up to a minute to shut down.
  seconds: { create: 15, update: 12, delete: 50 },
};
