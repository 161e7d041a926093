import type { CheckFailure, Props, World } from "@isobar/sandbox";
import { known, list, props } from "../cloud";
import { faultIf, outside, tooLarge } from "../words";
import { diskFaults } from "./disk-types";
import { tagFaults } from "./firewall";
import { labelFaults, labelsAt } from "./labels";
import { placeFaults } from "./places";

/** "About VM metadata": bytes of one value, and of all keys and values. */
const VALUE_BYTES = 262_144;
const ALL_BYTES = 524_288;
/** The size of most images. */
export const IMAGE_GB = 10;

export function instanceFaults(inputs: Props, world: World): CheckFailure[] {
  return [
    ...placeFaults({ zone: inputs.zone }, world),
    ...labelFaults(inputs, world),
    ...metadataFaults(inputs),
    ...bootDiskFaults(props(inputs.bootDisk)),
    ...accountFaults(inputs.serviceAccount),
    ...schedulingFaults(props(inputs.scheduling)),
    ...otherFaults(inputs),
    ...interfaceFaults(inputs.networkInterfaces),
    ...reservationFaults(props(inputs.reservationAffinity)),
  ];
}

function metadataFaults({ metadata, metadataStartupScript }: Props): CheckFailure[] {
  const entries = Object.entries(props(metadata)).map(([key, value]) => [key, known(value) ?? ""] as const);
  const size = (text: string) => Buffer.byteLength(text);
  const all = entries.reduce((sum, [key, value]) => sum + size(key) + size(value), 0);
  const [script] = entries.filter(([key]) => key === "startup-script");
  return [
    ...entries.flatMap(([key, value], index) => {
      const field = `metadata.items[${index}]`;
      const isLarge = size(value) > VALUE_BYTES;
      const words = "Must be a match of regex '[a-zA-Z0-9-_]{1,128}'";
      return [
        ...(isLarge
          ? [{ property: `metadata.${key}`, reason: tooLarge(`${field}.value`, VALUE_BYTES, size(value), "character") }]
          : []),
        ...faultIf(!/^[a-zA-Z0-9_-]{1,128}$/.test(key), `metadata.${key}`, key, words, `${field}.key`),
      ];
    }),
    ...(all > ALL_BYTES ? [{ property: "metadata", reason: tooLarge("metadata", ALL_BYTES, all, "character") }] : []),
    ...(script && metadataStartupScript != null
      ? [
          {
            property: "metadataStartupScript",
            reason: "Cannot provide both metadata_startup_script and metadata.startup-script.",
          },
        ]
      : []),
  ];
}

/** "Create and start a Compute Engine instance": the boot disk is new, of an image or snapshot, or is there already. */
function bootDiskFaults({ initializeParams, source }: Props): CheckFailure[] {
  const place = "bootDisk.initializeParams.";
  const disk = props(initializeParams);
  const words = `Requested disk size cannot be smaller than the image size (${IMAGE_GB} GB)`;
  const isSmall = known(disk.image) !== undefined && typeof disk.size === "number" && disk.size < IMAGE_GB;
  return [
    ...(disk.type == null ? [] : diskFaults(disk, place, "disks[0].initializeParams.diskSizeGb")),
    ...labelsAt(disk.labels, `${place}labels`, "disks[0].initializeParams.labels"),
    ...faultIf(isSmall, `${place}size`, disk.size, words, "disks[0].initializeParams.diskSizeGb"),
    ...faultIf(
      source != null && initializeParams != null,
      ...(["bootDisk.source", "", "Cannot specify both source and initializeParams.", "disks[0]"] as const),
    ),
    ...faultIf(
      disk.image != null && disk.snapshot != null,
      ...([`${place}snapshot`, "", "Cannot specify both source image and source snapshot.", "disks[0]"] as const),
    ),
  ];
}

/** Short names of scopes that the provider knows. */
const SCOPES = [
  ...["bigquery", "cloud-platform", "cloud-source-repos", "cloud-source-repos-ro", "compute-ro", "compute-rw"],
  ...["datastore", "logging-write", "monitoring", "monitoring-read", "monitoring-write", "pubsub", "service-control"],
  ...["service-management", "sql", "sql-admin", "storage-full", "storage-ro", "storage-rw", "taskqueue", "trace"],
  ...["trace-append", "trace-ro", "useraccounts-ro", "useraccounts-rw", "userinfo-email"],
];

/** "Service accounts" of Compute Engine: an address, and scopes by name or as a whole. */
function accountFaults(account: unknown): CheckFailure[] {
  const { email, scopes } = props(account);
  const address = known(email) ?? "default";
  const wrong = list(scopes).findIndex((scope) => {
    const name = known(scope) ?? "cloud-platform";
    return (
      !/^https:\/\/(?:www\.googleapis\.com\/auth\/[a-z._-]+|mail\.google\.com\/)$/.test(name) && !SCOPES.includes(name)
    );
  });
  const scope = `serviceAccounts[0].scopes[${wrong}]`;
  return [
    ...faultIf(
      address !== "default" && address !== "" && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address),
      ...(["serviceAccount.email", address, "Invalid service account email.", "serviceAccounts[0].email"] as const),
    ),
    ...faultIf(wrong >= 0, `serviceAccount.scopes[${wrong}]`, list(scopes)[wrong], "Unknown scope.", scope),
  ];
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  onHostMaintenance: ["MIGRATE", "TERMINATE"],
  provisioningModel: ["STANDARD", "SPOT", "FLEX_START", "RESERVATION_BOUND"],
  instanceTerminationAction: ["STOP", "DELETE"],
};

/** "REST Resource: instances": what scheduling takes. */
function schedulingFaults(scheduling: Props): CheckFailure[] {
  const choices = Object.entries(CHOICES).flatMap(([key, allowed]) => {
    const given = known(scheduling[key]);
    const words = `Must be one of ${allowed.join(", ")}.`;
    return faultIf(given !== undefined && !allowed.includes(given), `scheduling.${key}`, given, words);
  });
  const { maxRunDuration, terminationTime, instanceTerminationAction } = scheduling;
  const limited = maxRunDuration != null || terminationTime != null;
  const words = "A termination action must be specified with a limited run time.";
  const place = "scheduling.instanceTerminationAction";
  return [
    ...choices,
    // "Limit the run time of a VM": 30 seconds to 120 days.
    ...outside("scheduling.maxRunDuration.seconds", props(maxRunDuration).seconds, 30, 120 * 86_400),
    ...faultIf(limited && instanceTerminationAction == null, place, "", words),
    ...faultIf(
      maxRunDuration != null && terminationTime != null,
      ...(["scheduling.terminationTime", "", "It can't be set with maxRunDuration."] as const),
    ),
  ];
}

/** "REST Resource: instances": an interface has one external address at most. */
function interfaceFaults(interfaces: unknown): CheckFailure[] {
  return list(interfaces).flatMap((nic, index) => {
    const { length } = list(props(nic).accessConfigs);
    const place = `networkInterfaces[${index}].accessConfigs`;
    return length > 1 ? [{ property: place, reason: tooLarge(place, 1, length, "element") }] : [];
  });
}

/** "Consume reserved zonal resources": a reservation that is meant must be named. */
function reservationFaults({ type, specificReservation }: Props): CheckFailure[] {
  return faultIf(
    type === "SPECIFIC_RESERVATION" && specificReservation == null,
    ...(["reservationAffinity.specificReservation", "", "The specific reservation must be named."] as const),
  );
}

function otherFaults(inputs: Props): CheckFailure[] {
  const { hostname, tags, shieldedInstanceConfig, networkInterfaces, scratchDisks, advancedMachineFeatures } = inputs;
  const { enableVtpm, enableIntegrityMonitoring } = props(shieldedInstanceConfig);
  const host = known(hostname) ?? "a.b";
  const isHost =
    host.length <= 253 && /^[a-z](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)+$/.test(host);
  const { threadsPerCore } = props(advancedMachineFeatures);
  const most = tooLarge("tags.items", 64, list(tags).length, "element");
  return [
    // "Create a VM with a custom hostname".
    ...faultIf(!isHost, "hostname", host, "It must be a fully qualified domain name of RFC 1035."),
    ...tagFaults(tags, "tags"),
    ...(list(tags).length > 64 ? [{ property: "tags", reason: most }] : []),
    // "Shielded VM": measurements are in the virtual TPM.
    ...faultIf(
      enableVtpm === false && enableIntegrityMonitoring !== false,
      ...(["shieldedInstanceConfig.enableIntegrityMonitoring", true, "It needs a virtual TPM."] as const),
    ),
    ...faultIf(
      Array.isArray(networkInterfaces) && networkInterfaces.length === 0,
      ...(["networkInterfaces", "", "At least one network interface is required."] as const),
    ),
    ...list(scratchDisks).flatMap((disk, index) => {
      const { size } = props(disk);
      const isWrong = typeof size === "number" && size !== 375 && size !== 3000;
      return faultIf(isWrong, `scratchDisks[${index}].size`, size, "A local SSD has 375 or 3000 GB.");
    }),
    ...faultIf(
      typeof threadsPerCore === "number" && ![1, 2].includes(threadsPerCore),
      ...(["advancedMachineFeatures.threadsPerCore", threadsPerCore, "Must be 1 or 2."] as const),
    ),
  ];
}
