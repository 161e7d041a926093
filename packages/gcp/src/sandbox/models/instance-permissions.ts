import type { Permission, Props } from "@isobar/sandbox";
import { props } from "../cloud";
import { imagePermissions } from "../images";
import { forGiven, inProject, projectIn, verbs, WAIT } from "../permissions";

const OWN = ["create", "delete", "deleteAccessConfig", "get", "setDeletionProtection", "setLabels", "setMachineType"];
const RUNNING = [
  "setMetadata",
  "setScheduling",
  "start",
  "stop",
  "updateNetworkInterface",
  "updateShieldedInstanceConfig",
];

/** "Create and start a Compute Engine instance": required permissions. */
const BY_INPUT: Readonly<Record<string, readonly string[]>> = {
  advancedMachineFeatures: ["compute.instances.update"],
  attachedDisks: [...verbs("compute.instances", "attachDisk", "detachDisk"), "compute.disks.use"],
  "bootDisk.autoDelete": ["compute.disks.update", "compute.instances.setDiskAutoDelete"],
  "bootDisk.initializeParams": verbs("compute.disks", "create", "resize", "setLabels"),
  "bootDisk.initializeParams.snapshot": ["compute.snapshots.useReadOnly"],
  "bootDisk.source": ["compute.disks.use"],
  canIpForward: ["compute.instances.update"],
  description: ["compute.instances.update"],
  desiredStatus: verbs("compute.instances", "resume", "suspend"),
  enableDisplay: ["compute.instances.updateDisplayDevice"],
  minCpuPlatform: ["compute.instances.setMinCpuPlatform"],
  "networkInterfaces.accessConfigs": ["compute.instances.addAccessConfig"],
  "networkInterfaces.accessConfigs.natIp": ["compute.addresses.use"],
  "networkInterfaces.networkIp": ["compute.addresses.useInternal"],
  resourcePolicies: [
    ...verbs("compute.instances", "addResourcePolicies", "removeResourcePolicies"),
    "compute.resourcePolicies.use",
  ],
  serviceAccount: ["compute.instances.setServiceAccount", "iam.serviceAccounts.actAs"],
  tags: ["compute.instances.setTags"],
};

/** What a machine needs in its own project, and in those of its networks and of its image. */
export function instancePermissions(inputs: Props): Permission[] {
  const disk = props(props(inputs.bootDisk).initializeParams);
  const { networkInterfaces } = inputs;
  const interfaces = Array.isArray(networkInterfaces)
    ? networkInterfaces.map(props)
    : [{ accessConfigs: networkInterfaces }];
  return [
    inProject(inputs.project, [
      ...verbs("compute.instances", ...OWN, ...RUNNING),
      // The provider reads the boot disk with its machine.
      "compute.disks.get",
      ...forGiven(inputs, BY_INPUT),
      WAIT.zone,
    ]),
    ...interfaces.map(interfacePermission),
    ...imagePermissions(disk.image),
  ];
}

function interfacePermission(nic: Props): Permission {
  const external = forGiven(nic, { accessConfigs: ["compute.subnetworks.useExternalIp"] });
  const project = nic.subnetworkProject ?? projectIn(nic.subnetwork) ?? projectIn(nic.network);
  return inProject(project, [...verbs("compute.subnetworks", "get", "use"), ...external]);
}
