import { of, type Table, tags } from "../mutation.js";

const VPC_RANGES = "Amazon VPC User Guide: VPC CIDR blocks";
const SUBNET_RANGES = "Amazon VPC User Guide: Subnet CIDR blocks";
const TAGS = "Amazon EC2 User Guide: Tag your Amazon EC2 resources";
const CREATE_VPC = "Amazon EC2 API Reference: CreateVpc";
const CREATE_SUBNET = "Amazon EC2 API Reference: CreateSubnet";
const ERRORS = "Amazon EC2 Developer Guide: Error codes for the Amazon EC2 API";
const VPC_ARGUMENTS = "Pulumi Registry: aws.ec2.Vpc";
const SUBNET_ARGUMENTS = "Pulumi Registry: aws.ec2.Subnet";
const PEERING = "Amazon VPC Peering Guide: How VPC peering connections work";

/** Mistakes in networks, subnets and what connects them. */
export const network: Table = {
  "ec2/vpc:Vpc net": [
    { what: "a range larger than /16", set: { cidrBlock: "10.20.0.0/15" }, why: VPC_RANGES },
    { what: "a range smaller than /28", set: { cidrBlock: "10.20.0.0/29" }, why: VPC_RANGES },
    { what: "a range without prefix length", set: { cidrBlock: "10.20.0.0" }, why: VPC_RANGES },
    { what: "a range with host bits", set: { cidrBlock: "10.20.1.0/16" }, why: VPC_ARGUMENTS },
    { what: "an unknown property", set: { cidr: "10.20.0.0/16" }, why: VPC_ARGUMENTS },
    { what: "a word for a boolean", set: { enableDnsSupport: "yes" }, why: VPC_ARGUMENTS },
    { what: "a tenancy that is none", set: { instanceTenancy: "shared" }, why: CREATE_VPC },
    { what: "a tag key of 129 characters", set: { tags: { ["k".repeat(129)]: "x" } }, why: TAGS },
    { what: "a tag value of 257 characters", set: { tags: { team: "x".repeat(257) } }, why: TAGS },
    { what: "51 tags", set: { tags: tags(51) }, why: TAGS },
    { what: "another range", at: "replace", set: { cidrBlock: "10.40.0.0/16" }, why: VPC_ARGUMENTS },
    { what: "while it has subnets", at: "delete", why: "Amazon EC2 API Reference: DeleteVpc" },
    { what: "a tag without key", set: { tags: { "": "x" } }, why: TAGS },
    { what: "an IPv6 range without its pool", set: { ipv6CidrBlock: "2001:db8::/56" }, why: VPC_ARGUMENTS },
    {
      what: "IPv6 of AWS and of a pool",
      set: { assignGeneratedIpv6CidrBlock: true, ipv6IpamPoolId: "ipam-pool-0123456789abcdef0" },
      why: VPC_ARGUMENTS,
    },
    {
      what: "an IPv6 range of /50",
      set: { ipv6IpamPoolId: "ipam-pool-0123456789abcdef0", ipv6NetmaskLength: 50 },
      why: VPC_ARGUMENTS,
    },
  ],
  "ec2/subnet:Subnet net-private-subnet-1": [
    { what: "a range outside of the network", set: { cidrBlock: "10.21.0.0/24" }, why: SUBNET_RANGES },
    { what: "a range smaller than /28", set: { cidrBlock: "10.20.128.0/29" }, why: SUBNET_RANGES },
    { what: "a range with host bits", set: { cidrBlock: "10.20.128.1/19" }, why: SUBNET_ARGUMENTS },
    { what: "a network's ARN for its id", set: { vpcId: of("ec2/vpc:Vpc net", "arn") }, why: ERRORS },
    { what: "a network that isn't there", set: { vpcId: "vpc-0123456789abcdef0" }, why: ERRORS },
    { what: "no network", set: { vpcId: undefined }, why: CREATE_SUBNET },
    { what: "a zone of another region", set: { availabilityZone: "eu-west-1a" }, why: CREATE_SUBNET },
    { what: "a zone that isn't there", set: { availabilityZone: "eu-central-1z" }, why: CREATE_SUBNET },
    { what: "a zone by name and by id", set: { availabilityZoneId: "euc1-az2" }, why: SUBNET_ARGUMENTS },
    {
      what: "a range that overlaps another subnet's",
      at: "again",
      apart: { cidrBlock: "10.20.0.0/24" },
      set: { cidrBlock: "10.20.130.0/24" },
      why: SUBNET_RANGES,
    },
    { what: "the same range again", at: "again", why: SUBNET_RANGES },
    { what: "another zone", at: "replace", set: { availabilityZone: "eu-central-1b" }, why: SUBNET_ARGUMENTS },
    { what: "while machines are in it", at: "delete", why: "Amazon EC2 API Reference: DeleteSubnet" },
    { what: "no range", set: { cidrBlock: undefined }, why: CREATE_SUBNET },
    { what: "IPv6 in a network without it", set: { ipv6CidrBlock: "2001:db8::/64" }, why: CREATE_SUBNET },
    {
      what: "host names that are none",
      set: { privateDnsHostnameTypeOnLaunch: "name" },
      why: "Amazon EC2 API Reference: PrivateDnsNameOptionsOnLaunch",
    },
    {
      what: "a customer's addresses without an outpost",
      set: { mapCustomerOwnedIpOnLaunch: true },
      why: SUBNET_ARGUMENTS,
    },
  ],
  "ec2/internetGateway:InternetGateway net-internet-gateway": [
    { what: "a network that isn't there", set: { vpcId: "vpc-0123456789abcdef0" }, why: ERRORS },
    {
      what: "a second one in the network",
      at: "again",
      why: "Amazon EC2 API Reference: AttachInternetGateway",
    },
    {
      what: "while machines have public addresses",
      at: "delete",
      why: "Amazon EC2 API Reference: DetachInternetGateway",
    },
  ],
  "ec2/vpcPeeringConnection:VpcPeeringConnection link": [
    { what: "a network with itself", set: { peerVpcId: of("ec2/vpc:Vpc net") }, why: PEERING },
    { what: "networks whose ranges overlap", set: { peerVpcId: of("ec2/vpc:Vpc isolated") }, why: PEERING },
    { what: "a network that isn't there", set: { peerVpcId: "vpc-0123456789abcdef0" }, why: PEERING },
    { what: "no other network", set: { peerVpcId: undefined }, why: PEERING },
    {
      what: "a network of another region, accepted at once",
      set: { peerRegion: "eu-west-1" },
      why: "Pulumi Registry: aws.ec2.VpcPeeringConnection",
    },
    { what: "the same two networks again", at: "again", why: ERRORS },
    {
      what: "another network",
      at: "replace",
      set: { peerVpcId: of("ec2/vpc:Vpc isolated") },
      why: "Pulumi Registry: aws.ec2.VpcPeeringConnection",
    },
  ],
  "ec2/eip:Eip web-address": [
    {
      what: "a domain that is none",
      set: { domain: "public" },
      why: "Amazon EC2 API Reference: AllocateAddress",
    },
    { what: "a machine that isn't there", set: { instance: "i-0123456789abcdef0" }, why: ERRORS },
  ],
  "ec2/eip:Eip net-nat-address-1": [
    { what: "while a NAT gateway uses it", at: "delete", why: "Amazon EC2 API Reference: ReleaseAddress" },
  ],
  "ec2/eipAssociation:EipAssociation web-address-association": [
    { what: "an address that isn't there", set: { allocationId: "eipalloc-0123456789abcdef0" }, why: ERRORS },
    { what: "an interface that isn't there", set: { networkInterfaceId: "eni-0123456789abcdef0" }, why: ERRORS },
    {
      what: "an address that is in use",
      at: "again",
      set: { allocationId: of("ec2/eip:Eip net-nat-address-1"), allowReassociation: false },
      why: "Amazon EC2 API Reference: AssociateAddress",
    },
  ],
};
