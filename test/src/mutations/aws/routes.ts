import { type Existing, ids, of, type Table } from "../mutation.js";

const CREATE_ROUTE = "Amazon EC2 API Reference: CreateRoute";
const ROUTES = "Pulumi Registry: aws.ec2.Route";
const TABLES = "Amazon VPC User Guide: Configure route tables";
const ASSOCIATE = "Amazon EC2 API Reference: AssociateRouteTable";
const NAT = "Amazon EC2 API Reference: CreateNatGateway";
const NAT_TROUBLE = "Amazon VPC User Guide: Troubleshoot NAT gateways";
const FLOW_LOGS = "Amazon EC2 API Reference: CreateFlowLogs";
const LOG_GROUPS = "Amazon CloudWatch Logs API Reference: CreateLogGroup";
const ENDPOINTS = "Amazon EC2 API Reference: CreateVpcEndpoint";
const ERRORS = "Amazon EC2 Developer Guide: Error codes for the Amazon EC2 API";

const PUBLIC_TABLE = "ec2/routeTable:RouteTable net-public-route-table";
const PRIVATE_SUBNET = "ec2/subnet:Subnet net-private-subnet-1";
const OTHER_GROUP = "ec2/defaultSecurityGroup:DefaultSecurityGroup other-default-security-group";

const OTHER_GATEWAY = "ec2/internetGateway:InternetGateway other-internet-gateway";
const LOCAL_ELSEWHERE = [{ cidrBlock: "10.99.0.0/16", gatewayId: "local" }];
const inlineTo = (gateway: string) => (there: Existing) => [
  { cidrBlock: "0.0.0.0/0", gatewayId: there.output(gateway, "id") },
];

/** Mistakes in what leads out of networks, and in their logs. */
export const routes: Table = {
  "ec2/routeTable:RouteTable net-public-route-table": [
    { what: "a network that isn't there", set: { vpcId: "vpc-0123456789abcdef0" }, why: ERRORS },
    { what: "a network's name for its id", set: { vpcId: "net" }, why: ERRORS },
    {
      what: "an inline route without target",
      set: { routes: [{ cidrBlock: "0.0.0.0/0" }] },
      why: CREATE_ROUTE,
    },
    {
      what: "an inline route with two targets",
      set: { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1", natGatewayId: "nat-1" }] },
      why: CREATE_ROUTE,
    },
    {
      what: "an inline route without destination",
      set: { routes: [{ gatewayId: "igw-0123456789abcdef0" }] },
      why: CREATE_ROUTE,
    },
    {
      what: "an inline route to another network's gateway",
      at: "again",
      apart: {},
      set: { routes: inlineTo(OTHER_GATEWAY) },
      why: CREATE_ROUTE,
    },
    { what: "a local route of another range", set: { routes: LOCAL_ELSEWHERE }, why: TABLES },
  ],
  "ec2/route:Route net-public-route": [
    { what: "no target", set: { gatewayId: undefined }, why: ROUTES },
    { what: "no destination", set: { destinationCidrBlock: undefined }, why: ROUTES },
    { what: "a gateway that isn't there", set: { gatewayId: "igw-0123456789abcdef0" }, why: ERRORS },
    {
      what: "a gateway of another network",
      set: { gatewayId: of("ec2/internetGateway:InternetGateway other-internet-gateway") },
      why: CREATE_ROUTE,
    },
    { what: "a table that isn't there", set: { routeTableId: "rtb-0123456789abcdef0" }, why: ERRORS },
    { what: "the same destination again", at: "again", why: ERRORS },
    { what: "another destination", at: "replace", set: { destinationCidrBlock: "10.99.0.0/16" }, why: ROUTES },
    {
      what: "an IPv6 range of /129",
      set: { destinationCidrBlock: undefined, destinationIpv6CidrBlock: "::/129" },
      why: ROUTES,
    },
    {
      what: "IPv4 to an egress-only gateway",
      set: { gatewayId: undefined, egressOnlyGatewayId: "eigw-0123456789abcdef0" },
      why: CREATE_ROUTE,
    },
    {
      what: "the table that another network comes with",
      at: "again",
      apart: { destinationCidrBlock: "10.99.0.0/16" },
      set: { routeTableId: of("ec2/vpc:Vpc other", "mainRouteTableId") },
      why: CREATE_ROUTE,
    },
  ],
  "ec2/route:Route net-private-route-1": [
    {
      what: "two targets",
      set: { gatewayId: of("ec2/internetGateway:InternetGateway net-internet-gateway") },
      why: ROUTES,
    },
    { what: "a NAT gateway that isn't there", set: { natGatewayId: "nat-0123456789abcdef0" }, why: ERRORS },
  ],
  "ec2/route:Route link-route-net-1": [
    { what: "a destination with host bits", set: { destinationCidrBlock: "10.30.1.0/16" }, why: ROUTES },
    {
      what: "a destination in the network itself",
      set: { destinationCidrBlock: "10.20.128.0/19" },
      why: TABLES,
    },
  ],
  "ec2/routeTableAssociation:RouteTableAssociation net-private-route-table-association-1": [
    { what: "neither subnet nor gateway", set: { subnetId: undefined }, why: ASSOCIATE },
    { what: "a subnet that isn't there", set: { subnetId: "subnet-0123456789abcdef0" }, why: ERRORS },
    {
      what: "subnet and gateway",
      set: { gatewayId: of("ec2/internetGateway:InternetGateway net-internet-gateway") },
      why: ASSOCIATE,
    },
    { what: "a second table for the subnet", at: "again", set: { routeTableId: of(PUBLIC_TABLE) }, why: TABLES },
  ],
  "ec2/routeTableAssociation:RouteTableAssociation other-public-route-table-association-1": [
    { what: "a table of another network", set: { routeTableId: of(PUBLIC_TABLE) }, why: ASSOCIATE },
  ],
  "ec2/natGateway:NatGateway net-nat-gateway-1": [
    { what: "public without address", set: { allocationId: undefined }, why: NAT },
    { what: "private with an address", set: { connectivityType: "private" }, why: NAT },
    { what: "a kind that is none", set: { connectivityType: "internal" }, why: NAT },
    { what: "an address that isn't there", set: { allocationId: "eipalloc-0123456789abcdef0" }, why: ERRORS },
    {
      what: "an IP address for the id of one",
      set: { allocationId: of("ec2/eip:Eip net-nat-address-1", "publicIp") },
      why: NAT,
    },
    { what: "a subnet that isn't there", set: { subnetId: "subnet-0123456789abcdef0" }, why: ERRORS },
    {
      what: "a network without internet gateway",
      set: { subnetId: of("ec2/subnet:Subnet isolated") },
      why: NAT_TROUBLE,
    },
    { what: "an address that is in use", at: "again", why: NAT_TROUBLE },
    {
      what: "another subnet",
      at: "replace",
      set: { subnetId: of("ec2/subnet:Subnet net-public-subnet-2") },
      why: "Pulumi Registry: aws.ec2.NatGateway",
    },
    { what: "no subnet", set: { subnetId: undefined }, why: NAT },
    { what: "an address of another subnet", set: { privateIp: "10.99.0.9" }, why: NAT },
    { what: "of a whole network that it doesn't name", set: { availabilityMode: "regional" }, why: NAT },
    {
      what: "public with a number of private addresses",
      set: { secondaryPrivateIpAddressCount: 1 },
      why: "Pulumi Registry: aws.ec2.NatGateway",
    },
  ],
  "ec2/flowLog:FlowLog net-flow-log": [
    {
      what: "a role that isn't there",
      set: { iamRoleArn: "arn:aws:iam::123456789012:role/missing" },
      why: "Amazon VPC User Guide: Publish flow logs to CloudWatch Logs",
    },
    {
      what: "a role that is for machines",
      set: { iamRoleArn: of("iam/role:Role db-role", "arn") },
      why: "Amazon VPC User Guide: Publish flow logs to CloudWatch Logs",
    },
    {
      what: "a role's name for its ARN",
      set: { iamRoleArn: of("iam/role:Role net-flow-log-role", "name") },
      why: FLOW_LOGS,
    },
    { what: "no role", set: { iamRoleArn: undefined }, why: FLOW_LOGS },
    { what: "no kind of traffic", set: { trafficType: undefined }, why: FLOW_LOGS },
    { what: "a kind of traffic that is none", set: { trafficType: "BLOCK" }, why: FLOW_LOGS },
    { what: "an interval of five minutes", set: { maxAggregationInterval: 300 }, why: FLOW_LOGS },
    {
      what: "network and subnet",
      set: { subnetId: of(PRIVATE_SUBNET) },
      why: "Pulumi Registry: aws.ec2.FlowLog",
    },
    { what: "nothing to log", set: { vpcId: undefined }, why: FLOW_LOGS },
    { what: "a log group as a bucket", set: { logDestinationType: "s3" }, why: FLOW_LOGS },
    { what: "a network that isn't there", set: { vpcId: "vpc-0123456789abcdef0" }, why: ERRORS },
    { what: "the same log again", at: "again", why: ERRORS },
    { what: "nowhere to go", set: { logDestination: undefined }, why: FLOW_LOGS },
    { what: "a bucket as a log group", set: { logDestination: "arn:aws:s3:::shop-logs" }, why: FLOW_LOGS },
    { what: "files in a log group", set: { destinationOptions: { fileFormat: "parquet" } }, why: FLOW_LOGS },
  ],
  "cloudwatch/logGroup:LogGroup net-flow-log-group": [
    {
      what: "kept for 31 days",
      set: { retentionInDays: 31 },
      why: "Amazon CloudWatch Logs API Reference: PutRetentionPolicy",
    },
    { what: "a name with a space", set: { name: "net flow" }, why: LOG_GROUPS },
    { what: "a name of 513 characters", set: { name: "n".repeat(513) }, why: LOG_GROUPS },
    { what: "a name in the reserved namespace", set: { name: "aws/net" }, why: LOG_GROUPS },
    { what: "a class that is none", set: { logGroupClass: "COLD" }, why: LOG_GROUPS },
    { what: "a key's alias for its ARN", set: { kmsKeyId: "alias/logs" }, why: LOG_GROUPS },
    { what: "the same name again", at: "again", why: LOG_GROUPS },
  ],
  "ec2/vpcEndpoint:VpcEndpoint net-s3-endpoint": [
    {
      what: "a service that isn't there",
      set: { serviceName: "com.amazonaws.eu-central-1.s4" },
      why: ENDPOINTS,
    },
    {
      what: "a service of another region",
      set: { serviceName: "com.amazonaws.eu-west-1.s3" },
      why: ENDPOINTS,
    },
    {
      what: "a gateway with subnets",
      set: { subnetIds: ids(PRIVATE_SUBNET) },
      why: ENDPOINTS,
    },
    {
      what: "a gateway with security groups",
      set: { securityGroupIds: ids("ec2/securityGroup:SecurityGroup db-security-group") },
      why: ENDPOINTS,
    },
    { what: "a gateway with private DNS", set: { privateDnsEnabled: true }, why: ENDPOINTS },
    {
      what: "a table of another network",
      set: { routeTableIds: ids("ec2/routeTable:RouteTable other-public-route-table") },
      why: ENDPOINTS,
    },
    { what: "a policy that doesn't parse", set: { policy: "allow everything" }, why: ENDPOINTS },
    { what: "a kind that is none", set: { vpcEndpointType: "Private" }, why: ENDPOINTS },
    {
      what: "the same service again for the same tables",
      at: "again",
      why: "AWS PrivateLink Guide: Gateway endpoints",
    },
    { what: "no service", set: { serviceName: undefined }, why: ENDPOINTS },
    { what: "a kind of address that is none", set: { ipAddressType: "IPv4" }, why: ENDPOINTS },
    {
      what: "the table that another network comes with",
      at: "again",
      apart: { routeTableIds: [] },
      set: { routeTableIds: (there: Existing) => [there.output("ec2/vpc:Vpc other", "mainRouteTableId")] },
      why: ENDPOINTS,
    },
  ],
  "ec2/vpcEndpoint:VpcEndpoint net-ecr-endpoint-api": [
    {
      what: "an interface with tables",
      set: { routeTableIds: ids(PUBLIC_TABLE) },
      why: ENDPOINTS,
    },
    {
      what: "two subnets of one zone",
      set: {
        subnetIds: ids("ec2/subnet:Subnet net-private-subnet-1", "ec2/subnet:Subnet net-public-subnet-1"),
      },
      why: ENDPOINTS,
    },
    {
      what: "a security group of another network",
      set: { securityGroupIds: ids(OTHER_GROUP) },
      why: ENDPOINTS,
    },
    {
      what: "a subnet of another network",
      set: { subnetIds: ids("ec2/subnet:Subnet other-private-subnet-1") },
      why: ENDPOINTS,
    },
    {
      what: "the same private name again",
      at: "again",
      why: "AWS PrivateLink Guide: Access AWS services",
    },
  ],
};
