import type { Land } from "../testing/land";
import { rules } from "../testing/rules";
import { imageId } from "./images";
import { types } from "./types";
import { knownImages } from "./zones";

const REGION = "eu-central-1";
const FAR = "eu-west-1";
const KEY = "arn:aws:kms:eu-central-1:123456789012:key/k";
const AMI = "ami-0123456789abcdef0";
const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

function scene(land: Land) {
  const vpc = land.make(types.vpc, { cidrBlock: "10.0.0.0/16" });
  const other = land.make(types.vpc, { cidrBlock: "10.1.0.0/16" });
  const far = land.make(types.vpc, { cidrBlock: "10.0.0.0/16" }, FAR);
  const a = land.make(types.subnet, { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", availabilityZone: `${REGION}a` });
  const small = land.make(types.subnet, { vpcId: vpc.id, cidrBlock: "10.0.1.0/28", availabilityZone: `${REGION}a` });
  const away = land.make(types.subnet, { vpcId: far.id, cidrBlock: "10.0.0.0/24" }, FAR);
  const group = land.make(types.securityGroup, { vpcId: vpc.id, name: "one" });
  const otherGroup = land.make(types.securityGroup, { vpcId: other.id, name: "two" });
  const role = land.make(types.role, { name: "web", assumeRolePolicy: TRUST });
  const profile = land.make(types.instanceProfile, { name: "web", role: role.id });
  const bare = land.make(types.instanceProfile, { name: "bare" });
  const card = land.make(types.networkInterface, { subnetId: a.id, privateIps: ["10.0.0.8"] });
  const machine = land.make(types.instance, {
    ami: AMI,
    instanceType: "m5.large",
    subnetId: a.id,
    privateIp: "10.0.0.9",
  });
  const disk = land.make(types.volume, { availabilityZone: `${REGION}a`, size: 10, type: "gp3" });
  return { land, vpc, a, small, away, group, otherGroup, role, profile, bare, card, machine, disk };
}
type Scene = ReturnType<typeof scene>;

/** The id of an image of an architecture, and how large its disk must be. */
function image(arch: "amd64" | "arm64") {
  const found = knownImages().find((it) => it.arch === arch && it.kind === "ssm-parameter");
  return imageId(REGION, found?.identifier ?? "");
}

const market = (spotOptions: object) => ({ instanceMarketOptions: { marketType: "spot", spotOptions } });
const root = (rootBlockDevice: object) => ({ rootBlockDevice });

rules(types.instance, scene, ({ a }: Scene) => ({ ami: AMI, instanceType: "m5.large", subnetId: a.id }), [
  ["has an image's id", {}, { ami: "ubuntu-24.04" }, /InvalidAMIID\.Malformed/],
  [
    "has an image of its architecture",
    { ami: image("amd64") },
    { ami: image("arm64") },
    /architecture 'x86_64' of the specified instance type does not match the architecture 'arm64'/,
  ],
  [
    "has an image of its architecture, on ARM too",
    { ami: image("arm64"), instanceType: "m7g.large" },
    { ami: image("amd64"), instanceType: "m7g.large" },
    /does not match the architecture 'x86_64' of the specified AMI/,
  ],
  ["is of a type", {}, { instanceType: "large" }, /Invalid value 'large' for InstanceType/],
  [
    "is of a size that there is",
    { instanceType: "m12x.metal-96xl" },
    { instanceType: "m5.huge" },
    /Invalid value 'm5\.huge' for InstanceType/,
  ],
  [
    "is in its subnet's zone",
    { availabilityZone: `${REGION}a` },
    { availabilityZone: `${REGION}b` },
    /Value \(eu-central-1b\) for parameter availabilityZone is invalid\. Subnet '\S+' is in the availability zone eu-central-1a/,
  ],
  [
    "is bought on a market that there is",
    { instanceMarketOptions: { marketType: "capacity-block" } },
    { instanceMarketOptions: { marketType: "cheap" } },
    /market_type to be one of/,
  ],
  [
    "on Spot has no host of its own",
    { ...market({}), tenancy: "dedicated" },
    { ...market({}), tenancy: "host" },
    /not supported for Spot Instances/,
  ],
  [
    "is in a subnet of the region",
    {},
    ({ away }) => ({ subnetId: away.id }),
    /InvalidSubnetID\.NotFound: The subnet ID/,
  ],
  [
    "has user data of 16 KiB",
    { userData: "x".repeat(16_384) },
    { userData: "x".repeat(16_385) },
    /user_data to be in the range/,
  ],
  [
    "has them in one form",
    { userDataBase64: "eA==" },
    { userData: "x", userDataBase64: "eA==" },
    /"user_data": conflicts with user_data_base64/,
  ],
  ["has them in base64", { userDataBase64: "eHl6" }, { userDataBase64: "x y" }, /must be base64-encoded/],
  [
    "has 16 KiB of them decoded",
    { userDataBase64: Buffer.alloc(16_384).toString("base64") },
    { userDataBase64: Buffer.alloc(16_385).toString("base64") },
    /limited to 16384 bytes/,
  ],
  [
    "has a network interface or a subnet",
    ({ card }) => ({ subnetId: undefined, primaryNetworkInterface: { networkInterfaceId: card.id } }),
    ({ card }) => ({ primaryNetworkInterface: { networkInterfaceId: card.id } }),
    /conflicts with subnet_id/,
  ],
  [
    "has a network interface that is there",
    ({ card }) => ({ subnetId: undefined, primaryNetworkInterface: { networkInterfaceId: card.id } }),
    { subnetId: undefined, primaryNetworkInterface: { networkInterfaceId: "eni-gone" } },
    /InvalidNetworkInterfaceID\.NotFound/,
  ],
  [
    "has groups of its network",
    ({ group }) => ({ vpcSecurityGroupIds: [group.id] }),
    ({ otherGroup }) => ({ vpcSecurityGroupIds: [otherGroup.id] }),
    /belong to different networks/,
  ],
  [
    "has a profile that is there",
    { iamInstanceProfile: "web" },
    { iamInstanceProfile: "gone" },
    /Invalid IAM Instance Profile name/,
  ],
  [
    "has a profile with a role",
    { iamInstanceProfile: "web" },
    { iamInstanceProfile: "bare" },
    /has no associated IAM Roles/,
  ],
  ["has an address of its subnet", { privateIp: "10.0.0.77" }, { privateIp: "10.0.1.77" }, /does not fall within/],
  ["has a free address", ({ small }) => ({ subnetId: small.id }), crowded, /InsufficientFreeAddressesInSubnet/],
  [
    "is asked for its metadata from near",
    { metadataOptions: { httpPutResponseHopLimit: 64 } },
    { metadataOptions: { httpPutResponseHopLimit: 65 } },
    /http_put_response_hop_limit/,
  ],
  [
    "boots from no hard disk",
    root({ volumeType: "gp3" }),
    root({ volumeType: "st1", volumeSize: 500 }),
    /not supported for boot volumes/,
  ],
  [
    "boots from a disk that can be",
    root({ volumeType: "gp3", iops: 4000, volumeSize: 8 }),
    root({ volumeType: "gp3", iops: 4001, volumeSize: 8 }),
    /Iops to volume size ratio/,
  ],
  ["boots from a disk that holds the image", boot(8), boot(7), /InvalidBlockDeviceMapping: .*expect size>= 8GB/],
  ["is placed as EC2 can", { tenancy: "dedicated" }, { tenancy: "mine" }, /tenancy to be one of/],
  [
    "on Spot stops only if its request stays",
    market({ spotInstanceType: "persistent", instanceInterruptionBehavior: "stop" }),
    market({ instanceInterruptionBehavior: "stop" }),
    /InvalidParameterCombination/,
  ],
  ["on Spot has a price", market({ maxPrice: "0.01" }), market({ maxPrice: "0.001" }), /too low/],
]);

function boot(volumeSize: number) {
  return { ami: image("amd64"), rootBlockDevice: { volumeType: "gp3", volumeSize } };
}

function crowded({ land, small }: Scene) {
  for (let index = 0; index < 11; index++)
    land.make(types.instance, { ami: AMI, instanceType: "m5.large", subnetId: small.id });
  return { subnetId: small.id };
}

rules(types.volume, scene, { availabilityZone: `${REGION}a`, size: 100, type: "gp3" }, [
  ["is of a type", { type: "gp2" }, { type: "ssd" }, /Unknown parameter value/],
  [
    "is as large as its type can be",
    { size: 65_536 },
    { size: 65_537 },
    /too large for volume type gp3; maximum is 65536GiB/,
  ],
  [
    "is as small as its type can be",
    { type: "st1", size: 125 },
    { type: "st1", size: 124 },
    /too small for volume type st1; minimum is 125GiB/,
  ],
  [
    "has a size or a snapshot",
    { size: undefined, snapshotId: "snap-1" },
    { size: undefined },
    /one of `size,snapshot_id`/,
  ],
  ["has operations where its type has them", { type: "gp2" }, { type: "gp2", iops: 3000 }, /'iops' must not be set/],
  [
    "has operations where its type needs them",
    { type: "io2", iops: 1000 },
    { type: "io2" },
    /'iops' must be set when 'type' is 'io2'/,
  ],
  ["has not more operations than there are", { size: 1000, iops: 80_000 }, { size: 1000, iops: 80_001 }, /too high/],
  [
    "has operations for its size",
    { iops: 50_000 },
    { iops: 50_001 },
    /ratio of 500\.01\d+ is too high; maximum is 500/,
  ],
  [
    "has throughput where its type has it",
    { throughput: 125 },
    { type: "gp2", throughput: 125 },
    /'throughput' must not be set/,
  ],
  [
    "has not more throughput than there is",
    { iops: 8000, throughput: 2000 },
    { iops: 9000, throughput: 2001 },
    /125 - 2000/,
  ],
  ["has throughput for its operations", { throughput: 750 }, { throughput: 751 }, /Throughput \(MiBps\) to iops ratio/],
  [
    "is attached more than once only if it can be",
    { type: "io2", iops: 1000, multiAttachEnabled: true },
    { multiAttachEnabled: true },
    /'multi_attach_enabled'/,
  ],
  [
    "has a key only if it is encrypted",
    { encrypted: true, kmsKeyId: KEY },
    { kmsKeyId: KEY },
    /InvalidParameterDependency/,
  ],
  [
    "has a key by ARN",
    { encrypted: true, kmsKeyId: KEY },
    { encrypted: true, kmsKeyId: "alias/disks" },
    /"kms_key_id" \(alias\/disks\) is an invalid ARN: arn: invalid prefix/,
  ],
  [
    "has a key by whole ARN",
    { encrypted: true, kmsKeyId: KEY },
    { encrypted: true, kmsKeyId: "arn:aws:kms" },
    /not enough sections/,
  ],
  [
    "is in a zone of the region",
    { availabilityZone: `${REGION}c` },
    { availabilityZone: `${FAR}a` },
    /InvalidZone\.NotFound/,
  ],
]);

rules(
  types.volumeAttachment,
  scene,
  ({ machine, disk }: Scene) => ({ deviceName: "/dev/xvdba", instanceId: machine.id, volumeId: disk.id }),
  [
    [
      "has a name that EC2 takes",
      { deviceName: "/dev/sdf" },
      { deviceName: "/dev/vdb" },
      /parameter device is invalid/,
    ],
    ["is of a machine that is there", {}, { instanceId: "i-gone" }, /InvalidInstanceID\.NotFound/],
    ["is of a disk that is there", {}, { volumeId: "vol-gone" }, /InvalidVolume\.NotFound/],
    [
      "is of one zone",
      {},
      ({ land }) => ({ volumeId: land.make(types.volume, { availabilityZone: `${REGION}b`, size: 10 }).id }),
      /InvalidVolume\.ZoneMismatch/,
    ],
    [
      "is not where the boot disk is",
      { deviceName: "/dev/xvda" },
      { deviceName: "/dev/sda1" },
      /Attachment point \/dev\/sda1 is already in use/,
    ],
    ["is the disk's only one", {}, attached({ deviceName: "/dev/xvdbb" }), /VolumeInUse/],
    ["has a name that is free", {}, attached({ volume: "other" }), /Attachment point \/dev\/xvdba is already in use/],
  ],
);

function attached({ deviceName = "/dev/xvdba", volume }: { deviceName?: string; volume?: string }) {
  return ({ land, machine, disk }: Scene) => {
    const other = land.make(types.volume, { availabilityZone: `${REGION}a`, size: 10 });
    const volumeId = volume ? other.id : disk.id;
    land.make(types.volumeAttachment, { deviceName, instanceId: machine.id, volumeId });
    return {};
  };
}
