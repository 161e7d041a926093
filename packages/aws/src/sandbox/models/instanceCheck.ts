import type { CheckFailure, Props } from "@isobar/sandbox";
import { checkConflicts, checkEnum, checkExactlyOne, checkRange, isSet, known, object, objects, snake } from "../known";
import { checkVolume } from "../rules/volumes";
import { checkSpot, isSpot } from "./instanceSpot";

/** "Run commands when you launch an EC2 instance with user data input". */
const MAX_USER_DATA = 16_384;

/** What a machine can't have beside a network interface of its own. */
const OF_CARD = [
  "associatePublicIpAddress",
  "enablePrimaryIpv6",
  "ipv6AddressCount",
  "ipv6Addresses",
  "networkInterfaces",
  "privateIp",
  "secondaryPrivateIps",
  "securityGroups",
  "sourceDestCheck",
  "subnetId",
  "vpcSecurityGroupIds",
];

/** "InstanceMarketOptionsRequest". */
const MARKETS = ["spot", "capacity-block", "interruptible-capacity-reservation"];

const NEEDS_ENCRYPTED =
  "InvalidParameterDependency: The parameter KmsKeyId requires the parameter Encrypted to be set.";
const NEEDS_SIZE = "MissingParameter: The request must contain the parameter size or snapshotId";
const AMI = /^ami-[0-9a-f]{8}([0-9a-f]{9})?$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What the inputs of a machine alone show. */
export function checkInstance(inputs: Props): CheckFailure[] {
  const metadata = object(inputs.metadataOptions);
  return [
    ...checkImage(inputs),
    ...checkUserData(inputs),
    ...checkConflicts(inputs, "userData", ["userDataBase64"]),
    ...checkConflicts(inputs, "primaryNetworkInterface", OF_CARD),
    ...checkConflicts(
      inputs,
      "networkInterfaces",
      OF_CARD.filter((name) => name !== "networkInterfaces"),
    ),
    ...checkConflicts(inputs, "ipv6AddressCount", ["ipv6Addresses"]),
    ...checkTemplate(inputs),
    ...checkOptions(inputs),
    ...checkDisks(inputs),
    ...checkEnum("instanceMarketOptions.marketType", object(inputs.instanceMarketOptions).marketType, MARKETS),
    ...checkEnum("tenancy", inputs.tenancy, ["default", "dedicated", "host"]),
    ...checkRange("metadataOptions.httpPutResponseHopLimit", metadata.httpPutResponseHopLimit, 1, 64),
    ...checkEnum("metadataOptions.httpTokens", metadata.httpTokens, ["optional", "required"]),
    ...checkEnum("metadataOptions.httpEndpoint", metadata.httpEndpoint, ["disabled", "enabled"]),
    ...checkRoot(object(inputs.rootBlockDevice)),
    ...(isSpot(inputs) ? checkSpot(inputs) : []),
  ];
}

/** "Instance": what a launch template may say instead. */
function checkTemplate(inputs: Props): CheckFailure[] {
  if (isSet(inputs.launchTemplate)) {
    if (known(inputs.launchTemplate) === undefined && typeof inputs.launchTemplate === "string") return [];
    const { id, name } = object(inputs.launchTemplate);
    return checkExactlyOne({ id, name }, ["id", "name"]).map(({ reason }) => ({ property: "launchTemplate", reason }));
  }
  return ["ami", "instanceType"]
    .filter((property) => !isSet(inputs[property]))
    .map((property) => ({
      property,
      reason: `"${snake(property)}": one of \`${snake(property)},launch_template\` must be specified`,
    }));
}

/** "CreditSpecificationRequest", "InstanceMaintenanceOptionsRequest" and others of "RunInstances". */
function checkOptions(inputs: Props): CheckFailure[] {
  const { cpuCredits } = object(inputs.creditSpecification);
  const { autoRecovery } = object(inputs.maintenanceOptions);
  const behavior = inputs.instanceInitiatedShutdownBehavior;
  const { capacityReservationPreference: preference, capacityReservationTarget: target } = object(
    inputs.capacityReservationSpecification,
  );
  const failures = [
    ...checkEnum("creditSpecification.cpuCredits", cpuCredits, ["standard", "unlimited"]),
    ...checkEnum("maintenanceOptions.autoRecovery", autoRecovery, ["disabled", "default"]),
    ...checkEnum("instanceInitiatedShutdownBehavior", behavior, ["stop", "terminate"]),
  ];
  if (isSet(preference) && isSet(target)) {
    const property = "capacityReservationSpecification.capacityReservationTarget";
    failures.push({
      property,
      reason: `"capacity_reservation_target": conflicts with capacity_reservation_preference`,
    });
  }
  // "EnclaveOptionsRequest".
  if (inputs.hibernation === true && object(inputs.enclaveOptions).enabled === true) {
    const reason = "InvalidParameterCombination: Enclaves and hibernation can't both be enabled";
    failures.push({ property: "enclaveOptions.enabled", reason });
  }
  return failures;
}

/** "EbsBlockDevice". */
function checkDisks(inputs: Props): CheckFailure[] {
  const root = object(inputs.rootBlockDevice);
  const more = objects(inputs.ebsBlockDevices).map((disk, index) => [`ebsBlockDevices[${index}].`, disk] as const);
  const all = [["rootBlockDevice.", root] as const, ...more];
  return [
    ...all.flatMap(([at, { tags, kmsKeyId, encrypted }]) => [
      ...(isSet(tags) && isSet(inputs.volumeTags)
        ? [{ property: `${at}tags`, reason: '"tags": conflicts with volume_tags' }]
        : []),
      ...(isSet(kmsKeyId) && encrypted === false ? [{ property: `${at}kmsKeyId`, reason: NEEDS_ENCRYPTED }] : []),
    ]),
    ...more.flatMap(([at, { volumeType, volumeSize: size, snapshotId, iops, throughput }]) => [
      ...(isSet(size) || isSet(snapshotId) ? [] : [{ property: `${at}volumeSize`, reason: NEEDS_SIZE }]),
      ...(known(volumeType) === undefined
        ? []
        : checkVolume(at, { ...(isSet(size) && { size }), iops, throughput }, String(volumeType))),
    ]),
  ];
}

function checkImage({ ami }: Props): CheckFailure[] {
  const id = known(ami);
  return id === undefined || AMI.test(id)
    ? []
    : [{ property: "ami", reason: `InvalidAMIID.Malformed: Invalid id: "${id}" (expecting "ami-...")` }];
}

function checkUserData({ userData, userDataBase64 }: Props): CheckFailure[] {
  const [plain, encoded] = [known(userData), known(userDataBase64)];
  if (encoded !== undefined && !BASE64.test(encoded)) {
    return [{ property: "userDataBase64", reason: "user_data_base64 must be base64-encoded" }];
  }
  if (plain !== undefined && Buffer.byteLength(plain) > MAX_USER_DATA) {
    const reason = `expected length of user_data to be in the range (0 - ${MAX_USER_DATA})`;
    return [{ property: "userData", reason }];
  }
  return encoded !== undefined && Buffer.byteLength(encoded, "base64") > MAX_USER_DATA
    ? [{ property: "userDataBase64", reason: `User data is limited to ${MAX_USER_DATA} bytes` }]
    : [];
}

/** "Amazon EBS volume types": no machine boots from a hard disk. */
const HARD_DISKS = ["st1", "sc1"];

function checkRoot({ volumeType, volumeSize: size, iops, throughput }: Props): CheckFailure[] {
  const type = known(volumeType);
  if (type === undefined) return [];
  const at = "rootBlockDevice.";
  if (HARD_DISKS.includes(type)) {
    const reason = `InvalidParameterValue: Invalid value '${type}' for parameter VolumeType: it is not supported for boot volumes`;
    return [{ property: `${at}volumeType`, reason }];
  }
  const failures = checkVolume(at, { ...(isSet(size) && { size }), iops, throughput }, type);
  return failures.map(({ property, reason }) => ({ property: property.replace(/size$/, "volumeSize"), reason }));
}
