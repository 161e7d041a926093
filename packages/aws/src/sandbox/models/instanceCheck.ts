import type { CheckFailure, Props } from "@isobar/sandbox";
import { checkConflicts, checkEnum, checkRange, isSet, known, object } from "../known";
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
    ...checkEnum("instanceMarketOptions.marketType", object(inputs.instanceMarketOptions).marketType, MARKETS),
    ...checkEnum("tenancy", inputs.tenancy, ["default", "dedicated", "host"]),
    ...checkRange("metadataOptions.httpPutResponseHopLimit", metadata.httpPutResponseHopLimit, 1, 64),
    ...checkEnum("metadataOptions.httpTokens", metadata.httpTokens, ["optional", "required"]),
    ...checkEnum("metadataOptions.httpEndpoint", metadata.httpEndpoint, ["disabled", "enabled"]),
    ...checkRoot(object(inputs.rootBlockDevice)),
    ...(isSpot(inputs) ? checkSpot(inputs) : []),
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
