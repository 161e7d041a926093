import { of, type Table, tags } from "../mutation.js";

const API = "Compute Engine API: instances.insert";
const ARGUMENTS = "Pulumi Registry: gcp.compute.Instance";
const TYPES = "Compute Engine: Machine families resource and comparison guide";
const REGIONS = "Compute Engine: Available regions and zones";
const HYPERDISK = "Compute Engine: About Google Cloud Hyperdisk";
const METADATA = "Compute Engine: Set and remove custom metadata";
const GPUS = "Compute Engine: GPU machine types";
const HOST = "Compute Engine: Set VM host maintenance policy";
const SPOT = "Compute Engine: Spot VMs";
const LABELS = "Compute Engine: Organize resources using labels";
const NAMES = "Compute Engine: Resource naming convention";
const TAGS = "Virtual Private Cloud: Add network tags";
const PLATFORMS = "Compute Engine: CPU platforms";

const DISK = "bootDisk.initializeParams";

/** Mistakes in machines. */
export const machines: Table = {
  "compute/instance:Instance db": [
    { what: "a machine type that isn't there", set: { machineType: "e2-standard-3" }, why: TYPES },
    { what: "a machine type that the zone hasn't", missed: true, set: { machineType: "h3-standard-88" }, why: REGIONS },
    {
      what: "an arm64 machine with an amd64 image",
      set: { machineType: "t2a-standard-2" },
      why: "Compute Engine: Arm VMs on Compute Engine",
    },
    { what: "no machine type", set: { machineType: undefined }, why: ARGUMENTS },
    { what: "a zone that isn't there", set: { zone: "europe-west4-z" }, why: REGIONS },
    { what: "a zone of another region than the subnetwork's", set: { zone: "us-central1-a" }, why: API },
    {
      what: "a Hyperdisk with a machine that has none",
      set: { [`${DISK}.type`]: "hyperdisk-balanced" },
      why: HYPERDISK,
    },
    {
      what: "a persistent disk with a machine that has none",
      set: { machineType: "n4-standard-2" },
      why: "Compute Engine: General-purpose machine family",
    },
    { what: "a disk type that is none", set: { [`${DISK}.type`]: "pd-fast" }, why: "Compute Engine: Persistent Disk" },
    { what: "a boot disk smaller than its image", set: { [`${DISK}.size`]: 5 }, why: API },
    {
      what: "an image that isn't there",
      missed: true,
      set: { [`${DISK}.image`]: "projects/my-project/global/images/missing" },
      why: API,
    },
    {
      what: "a metadata key with a space",
      set: { metadata: { "startup script": "#!/bin/sh" } },
      why: METADATA,
    },
    { what: "a metadata value of more than 256 KB", set: { metadata: { data: "x".repeat(262_145) } }, why: METADATA },
    {
      what: "more than 512 KB of metadata",
      set: { metadata: { a: "x".repeat(200_000), b: "x".repeat(200_000), c: "x".repeat(200_000) } },
      why: METADATA,
    },
    { what: "a label key with capitals", set: { labels: { Team: "shop" } }, why: LABELS },
    { what: "a label value with a dot", set: { labels: { version: "1.2" } }, why: LABELS },
    { what: "65 labels", set: { labels: tags(65) }, why: LABELS },
    { what: "a network tag with capitals", set: { tags: ["Web"] }, why: TAGS },
    {
      what: "65 network tags",
      set: { tags: Array.from({ length: 65 }, (_, i) => `tag-${i}`) },
      why: TAGS,
    },
    { what: "a name of 64 characters", set: { name: "n".repeat(64) }, why: NAMES },
    { what: "a name with a dot", set: { name: "db.shop" }, why: NAMES },
    {
      what: "a host name without domain",
      set: { hostname: "db" },
      why: "Compute Engine: Create a VM instance with a custom hostname",
    },
    {
      what: "an account that isn't there",
      set: { "serviceAccount.email": "missing@my-project.iam.gserviceaccount.com" },
      why: API,
    },
    {
      what: "a scope that isn't there",
      set: { "serviceAccount.scopes": ["everything"] },
      why: "Compute Engine: Service accounts",
    },
    { what: "no network interface", set: { networkInterfaces: undefined }, why: ARGUMENTS },
    { what: "a subnetwork that isn't there", set: { "networkInterfaces[0].subnetwork": "missing" }, why: API },
    {
      what: "a subnetwork of another network",
      set: { "networkInterfaces[0].network": of("compute/network:Network other", "selfLink") },
      why: API,
    },
    {
      what: "an address outside of the subnetwork",
      set: { "networkInterfaces[0].networkIp": "10.99.0.10" },
      why: API,
    },
    {
      what: "a GPU with a machine that has none",
      set: { guestAccelerators: [{ type: "nvidia-tesla-t4", count: 1 }], "scheduling.onHostMaintenance": "TERMINATE" },
      why: GPUS,
    },
    {
      what: "a maintenance policy that is none",
      set: { "scheduling.onHostMaintenance": "NEVER" },
      why: HOST,
    },
    {
      what: "an end for capacity that isn't taken back",
      set: { "scheduling.instanceTerminationAction": "STOP" },
      why: SPOT,
    },
    {
      what: "a processor that its machine type never has",
      set: { minCpuPlatform: "Intel Skylake" },
      why: PLATFORMS,
    },
    {
      what: "a processor that isn't there",
      set: { minCpuPlatform: "Intel Pentium", machineType: "n1-standard-2" },
      why: PLATFORMS,
    },
    {
      what: "three threads in a core",
      set: { advancedMachineFeatures: { threadsPerCore: 3 } },
      why: "Compute Engine: Set the number of threads per core",
    },
    {
      what: "confidential, with a machine that isn't",
      set: {
        confidentialInstanceConfig: { enableConfidentialCompute: true },
        "scheduling.onHostMaintenance": "TERMINATE",
      },
      why: "Confidential VM: Supported configurations",
    },
    {
      what: "a local disk with a machine that has none",
      set: { scratchDisks: [{ interface: "NVME" }] },
      why: "Compute Engine: About Local SSD disks",
    },
    {
      what: "nested virtualization with a machine that has none",
      set: { advancedMachineFeatures: { enableNestedVirtualization: true } },
      why: "Compute Engine: About nested virtualization",
    },
    {
      what: "a faster network of a small machine",
      set: { networkPerformanceConfig: { totalEgressBandwidthTier: "TIER_1" } },
      why: "Compute Engine: Configure per VM Tier_1 networking performance",
    },
    {
      what: "confidential by another maker's processor",
      set: {
        machineType: "n2d-standard-2",
        confidentialInstanceConfig: { confidentialInstanceType: "TDX" },
        "scheduling.onHostMaintenance": "TERMINATE",
      },
      why: "Confidential VM: Supported configurations",
    },
    {
      what: "three local disks",
      set: { machineType: "n2-standard-4", scratchDisks: [1, 2, 3].map(() => ({ interface: "NVME" })) },
      why: "Compute Engine: Choose a valid number of Local SSD disks",
    },
    {
      what: "a reservation that isn't named",
      set: { reservationAffinity: { type: "SPECIFIC_RESERVATION" } },
      why: "Compute Engine: Consume reserved zonal resources",
    },
    {
      what: "an end that is past",
      set: { "scheduling.terminationTime": "2020-01-01T00:00:00Z", "scheduling.instanceTerminationAction": "STOP" },
      why: "Compute Engine: Limit the run time of a VM",
    },
    {
      what: "two ends",
      set: {
        "scheduling.terminationTime": "2999-01-01T00:00:00Z",
        "scheduling.maxRunDuration": { seconds: 3600 },
        "scheduling.instanceTerminationAction": "STOP",
      },
      why: "Compute Engine: Limit the run time of a VM",
    },
    {
      what: "two external addresses of an interface",
      set: { "networkInterfaces[0].accessConfigs": [{}, {}] },
      why: API,
    },
    {
      what: "an alias outside of the subnetwork",
      set: { "networkInterfaces[0].aliasIpRanges": [{ ipCidrRange: "10.99.0.0/24" }] },
      why: "Virtual Private Cloud: Alias IP ranges",
    },
    { what: "IPv6 in a subnetwork that has none", set: { "networkInterfaces[0].stackType": "IPV4_IPV6" }, why: API },
    {
      what: "a policy that isn't there",
      set: { resourcePolicies: "missing" },
      why: "Compute Engine: Schedule Compute Engine instances to start and stop",
    },
    {
      what: "a schedule of snapshots for a machine",
      at: "update",
      set: { resourcePolicies: of("compute/resourcePolicy:ResourcePolicy web-snapshot-schedule-data", "selfLink") },
      why: "Compute Engine: Schedule Compute Engine instances to start and stop",
    },
    {
      what: "without its account, without a stop",
      at: "update",
      set: { serviceAccount: undefined, allowStoppingForUpdate: false },
      why: ARGUMENTS,
    },
    { what: "an unknown property", set: { machine: "e2-standard-2" }, why: ARGUMENTS },
    { what: "a word for a boolean", set: { canIpForward: "sometimes" }, why: ARGUMENTS },
    { what: "the same name again", at: "again", why: API },
    { what: "another zone", at: "replace", set: { zone: "europe-west4-b" }, why: ARGUMENTS },
    { what: "another image", at: "replace", set: { [`${DISK}.image`]: "debian-cloud/debian-12" }, why: ARGUMENTS },
    {
      what: "another machine type, without a stop",
      at: "update",
      set: { machineType: "e2-standard-4", allowStoppingForUpdate: false },
      why: ARGUMENTS,
    },
  ],
  "compute/instance:Instance train": [
    { what: "spot capacity that restarts", set: { "scheduling.automaticRestart": true }, why: SPOT },
    { what: "a GPU that moves", set: { "scheduling.onHostMaintenance": "MIGRATE" }, why: HOST },
    { what: "a GPU that isn't there", set: { "guestAccelerators[0].type": "nvidia-tesla-t5" }, why: GPUS },
    {
      what: "a GPU that the zone hasn't",
      set: { "guestAccelerators[0].type": "nvidia-tesla-k80" },
      why: "Compute Engine: GPU regions and zones",
    },
    { what: "three T4", set: { "guestAccelerators[0].count": 3 }, why: GPUS },
    { what: "one T4 with 64 processors", set: { machineType: "n1-standard-64" }, why: GPUS },
    { what: "a GPU with a shared core", set: { machineType: "f1-micro" }, why: GPUS },
    { what: "a GPU with a newer family", set: { machineType: "n2-standard-4" }, why: GPUS },
    {
      what: "an end that is none",
      set: { "scheduling.instanceTerminationAction": "HIBERNATE" },
      why: SPOT,
    },
    {
      what: "a provisioning model that is none",
      set: { "scheduling.provisioningModel": "CHEAP" },
      why: ARGUMENTS,
    },
  ],
  "compute/instance:Instance web": [
    {
      what: "a public address that isn't reserved",
      set: { "networkInterfaces[0].accessConfigs[0].natIp": "34.1.2.3" },
      why: API,
    },
    {
      what: "another tier than the address's",
      set: { "networkInterfaces[0].accessConfigs[0].networkTier": "STANDARD" },
      why: "Network Service Tiers: Overview",
    },
    {
      what: "a tier that is none",
      set: { "networkInterfaces[0].accessConfigs[0].networkTier": "GOLD" },
      why: ARGUMENTS,
    },
    { what: "a public address that is in use", at: "again", set: { name: "second" }, why: API },
  ],
  "compute/instance:Instance kept": [
    { what: "while it is protected", at: "delete", why: "Compute Engine: Prevent accidental VM deletion" },
  ],
};
