import { ids, of, type Table, tags } from "../mutation.js";

const RUN = "Amazon EC2 API Reference: RunInstances";
const ARGUMENTS = "Pulumi Registry: aws.ec2.Instance";
const ERRORS = "Amazon EC2 Developer Guide: Error codes for the Amazon EC2 API";
const USER_DATA = "Amazon EC2 User Guide: Run commands when you launch an EC2 instance with user data input";
const ADDRESSES = "Amazon VPC User Guide: Subnet CIDR blocks";
const METADATA = "Amazon EC2 API Reference: InstanceMetadataOptionsRequest";
const SPOT = "Amazon EC2 API Reference: SpotMarketOptions";
const GP3 = "Amazon EBS User Guide: General Purpose SSD volumes";
const INTERFACES = "Amazon EC2 API Reference: CreateNetworkInterface";

const OTHER_SUBNET = "ec2/subnet:Subnet net-private-subnet-2";
const isolatedGroup = ids("ec2/defaultSecurityGroup:DefaultSecurityGroup isolated");

/** Mistakes in machines and their network interfaces. */
export const machines: Table = {
  "ec2/instance:Instance db": [
    { what: "an image's name for its id", set: { ami: "ubuntu-24.04" }, why: ERRORS },
    { what: "a machine type that isn't there", missed: true, set: { instanceType: "c99.large" }, why: RUN },
    {
      what: "a machine type that the region hasn't",
      missed: true,
      set: { instanceType: "dl1.24xlarge" },
      why: "Amazon EC2 Instance Types Guide: Amazon EC2 instance types by Region",
    },
    {
      what: "an arm64 machine with an amd64 image",
      set: { instanceType: "c7g.large" },
      why: "Amazon EC2 User Guide: Amazon EC2 instance types",
    },
    { what: "user data of 16,385 bytes", set: { userData: `#!/bin/sh\n${"x".repeat(16_375)}` }, why: USER_DATA },
    {
      what: "user data in two ways",
      set: { userData: "#!/bin/sh", userDataBase64: "IyEvYmluL3No" },
      why: ARGUMENTS,
    },
    { what: "user data that is not base64", set: { userDataBase64: "#!/bin/sh" }, why: ARGUMENTS },
    {
      what: "a profile's ARN for its name",
      set: { iamInstanceProfile: of("iam/instanceProfile:InstanceProfile db-instance-profile", "arn") },
      why: "Amazon EC2 API Reference: IamInstanceProfileSpecification",
    },
    { what: "a profile that isn't there", set: { iamInstanceProfile: "missing" }, why: RUN },
    { what: "a role for a profile", set: { iamInstanceProfile: of("iam/role:Role db-role", "name") }, why: RUN },
    { what: "a subnet that isn't there", set: { subnetId: "subnet-0123456789abcdef0" }, why: ERRORS },
    { what: "a security group of another network", set: { vpcSecurityGroupIds: isolatedGroup }, why: ERRORS },
    { what: "a security group's name for its id", set: { vpcSecurityGroupIds: ["db-security-group"] }, why: ERRORS },
    { what: "another zone than the subnet's", set: { availabilityZone: "eu-central-1b" }, why: RUN },
    { what: "an address outside of the subnet", set: { privateIp: "10.99.0.10" }, why: RUN },
    { what: "an address that AWS keeps", set: { privateIp: "10.20.128.1" }, why: ADDRESSES },
    {
      what: "51 tags",
      set: { tags: tags(51) },
      why: "Amazon EC2 User Guide: Tag your Amazon EC2 resources",
    },
    { what: "an unknown property", set: { instanceTpye: "c7i.large" }, why: ARGUMENTS },
    { what: "a word for a boolean", set: { associatePublicIpAddress: "never" }, why: ARGUMENTS },
    {
      what: "a tenancy that is none",
      set: { tenancy: "private" },
      why: "Amazon EC2 API Reference: Placement",
    },
    { what: "another image", at: "replace", set: { ami: "ami-0123456789abcdef0" }, why: ARGUMENTS },
    { what: "another subnet", at: "replace", set: { subnetId: of(OTHER_SUBNET) }, why: ARGUMENTS },
    {
      what: "a smaller boot disk",
      at: "update",
      set: { "rootBlockDevice.volumeSize": 20 },
      why: "Amazon EC2 API Reference: ModifyVolume",
    },
    { what: "no machine type", set: { instanceType: undefined }, why: ARGUMENTS },
    { what: "no image", set: { ami: undefined }, why: ARGUMENTS },
    {
      what: "a launch template that it doesn't name",
      set: { launchTemplate: { version: "1" } },
      why: "Amazon EC2 API Reference: LaunchTemplateSpecification",
    },
    {
      what: "credits that are none",
      set: { creditSpecification: { cpuCredits: "infinite" } },
      why: "Amazon EC2 API Reference: CreditSpecificationRequest",
    },
    {
      what: "a recovery that is none",
      set: { maintenanceOptions: { autoRecovery: "on" } },
      why: "Amazon EC2 API Reference: InstanceMaintenanceOptionsRequest",
    },
    { what: "an end that is none", set: { instanceInitiatedShutdownBehavior: "delete" }, why: RUN },
    {
      what: "enclaves and hibernation",
      set: { hibernation: true, enclaveOptions: { enabled: true } },
      why: "Amazon EC2 API Reference: EnclaveOptionsRequest",
    },
    { what: "IPv6 in a subnet without it", set: { ipv6AddressCount: 1 }, why: ADDRESSES },
    {
      what: "a further disk without size",
      set: { ebsBlockDevices: [{ deviceName: "/dev/sdf" }] },
      why: "Amazon EC2 API Reference: EbsBlockDevice",
    },
    { what: "another placement group", at: "replace", set: { placementGroup: "near" }, why: ARGUMENTS },
    { what: "EBS-optimized from now on", at: "replace", set: { ebsOptimized: true }, why: ARGUMENTS },
  ],
  "ec2/instance:Instance train": [
    {
      what: "a boot disk smaller than its image",
      set: { "rootBlockDevice.volumeSize": 4 },
      why: "Amazon EC2 API Reference: EbsBlockDevice",
    },
    {
      what: "a disk type that is none",
      set: { "rootBlockDevice.volumeType": "gp9" },
      why: "Amazon EC2 API Reference: EbsBlockDevice",
    },
    {
      what: "a gp2 disk with a speed",
      set: { "rootBlockDevice.volumeType": "gp2" },
      why: "Amazon EC2 API Reference: EbsBlockDevice",
    },
    {
      what: "more than 500 operations a second for each GiB",
      set: { "rootBlockDevice.iops": 16_000 },
      why: GP3,
    },
    {
      what: "more throughput than its operations allow",
      set: { "rootBlockDevice.throughput": 1000 },
      why: GP3,
    },
    {
      what: "metadata tokens that are neither optional nor required",
      set: { "metadataOptions.httpTokens": "always" },
      why: METADATA,
    },
    {
      what: "65 hops for metadata",
      set: { "metadataOptions.httpPutResponseHopLimit": 65 },
      why: METADATA,
    },
    {
      what: "a market that is none",
      set: { "instanceMarketOptions.marketType": "cheap" },
      why: "Amazon EC2 API Reference: InstanceMarketOptionsRequest",
    },
    {
      what: "one-time spot capacity that stops",
      set: { "instanceMarketOptions.spotOptions.spotInstanceType": "one-time" },
      why: SPOT,
    },
    {
      what: "a price that is no number",
      set: { "instanceMarketOptions.spotOptions.maxPrice": "cheap" },
      why: SPOT,
    },
    {
      what: "spot capacity that is protected",
      set: { disableApiTermination: true },
      why: "Amazon EC2 User Guide: Change instance termination protection",
    },
    {
      what: "spot capacity on a dedicated host",
      set: { tenancy: "host" },
      why: "Amazon EC2 API Reference: Placement",
    },
  ],
  "ec2/instance:Instance web": [
    {
      what: "an interface and a subnet",
      set: { subnetId: of("ec2/subnet:Subnet net-public-subnet-1") },
      why: RUN,
    },
    {
      what: "an interface and security groups",
      set: {
        vpcSecurityGroupIds: ids("ec2/securityGroup:SecurityGroup web-security-group"),
      },
      why: RUN,
    },
    {
      what: "an interface that isn't there",
      set: { primaryNetworkInterface: { networkInterfaceId: "eni-0123456789abcdef0" } },
      why: ERRORS,
    },
    { what: "an interface that is in use", at: "again", why: ERRORS },
  ],
  "ec2/instance:Instance kept": [
    {
      what: "while it is protected",
      at: "delete",
      why: "Amazon EC2 User Guide: Change instance termination protection",
    },
  ],
  "ec2/networkInterface:NetworkInterface web-network-interface": [
    { what: "a subnet that isn't there", set: { subnetId: "subnet-0123456789abcdef0" }, why: ERRORS },
    { what: "no subnet", set: { subnetId: undefined }, why: INTERFACES },
    { what: "a security group of another network", set: { securityGroups: isolatedGroup }, why: INTERFACES },
    {
      what: "a security group's ARN for its id",
      set: { securityGroups: ["arn:aws:ec2:eu-central-1:123456789012:security-group/sg-0123456789abcdef0"] },
      why: ERRORS,
    },
    { what: "an address outside of the subnet", set: { privateIps: ["10.99.0.10"] }, why: INTERFACES },
    { what: "an address that AWS keeps", set: { privateIps: ["10.20.64.3"] }, why: ADDRESSES },
    { what: "a kind that is none", set: { interfaceType: "fast" }, why: INTERFACES },
    {
      what: "another subnet",
      at: "replace",
      set: { subnetId: of("ec2/subnet:Subnet net-public-subnet-2") },
      why: "Pulumi Registry: aws.ec2.NetworkInterface",
    },
    { what: "while it is a machine's first", at: "delete", why: "Amazon EC2 API Reference: DeleteNetworkInterface" },
    { what: "IPv6 in a subnet without it", set: { ipv6AddressCount: 1 }, why: ADDRESSES },
    {
      what: "at a machine that isn't there",
      set: { attachments: [{ instance: "i-0123456789abcdef0", deviceIndex: 1 }] },
      why: ERRORS,
    },
  ],
};
