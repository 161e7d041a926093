import * as aws from "@pulumi/aws";
import type { Resource } from "@pulumi/pulumi";

const ANYWHERE = "0.0.0.0/0";

/** A VPC with two zones and one NAT gateway, as one would write it by hand. */
export function makeNetwork(tags: Record<string, string>) {
  const named = (name: string) => ({ ...tags, Name: name });
  const zones = aws.getAvailabilityZonesOutput({
    state: "available",
    filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
  }).names;
  const vpc = new aws.ec2.Vpc("net", {
    cidrBlock: "10.20.0.0/16",
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags: named("net"),
  });
  new aws.ec2.DefaultSecurityGroup("net-default", { vpcId: vpc.id, ingress: [], egress: [], tags });
  const gateway = new aws.ec2.InternetGateway("net-gateway", { vpcId: vpc.id, tags });
  const publicTable = new aws.ec2.RouteTable("net-public", { vpcId: vpc.id, tags });
  const publicRoute = new aws.ec2.Route("net-public", {
    routeTableId: publicTable.id,
    destinationCidrBlock: ANYWHERE,
    gatewayId: gateway.id,
  });
  const publicSubnets = ["10.20.64.0/20", "10.20.80.0/20"].map((cidrBlock, i) => {
    const availabilityZone = zones.apply((names) => names[i] as string);
    const subnet = new aws.ec2.Subnet(`net-public-${i}`, { vpcId: vpc.id, cidrBlock, availabilityZone, tags });
    new aws.ec2.RouteTableAssociation(`net-public-${i}`, { subnetId: subnet.id, routeTableId: publicTable.id });
    return subnet;
  });
  const natAddress = new aws.ec2.Eip("net-nat", { domain: "vpc", tags }, { dependsOn: gateway });
  const nat = new aws.ec2.NatGateway(
    "net-nat",
    { allocationId: natAddress.id, subnetId: publicSubnets[0]?.id, tags },
    { dependsOn: publicRoute },
  );
  const ready: Resource[] = [];
  const privateSubnets: aws.ec2.Subnet[] = [];
  const privateTables = ["10.20.128.0/19", "10.20.160.0/19"].map((cidrBlock, i) => {
    const availabilityZone = zones.apply((names) => names[i] as string);
    const subnet = new aws.ec2.Subnet(`net-private-${i}`, { vpcId: vpc.id, cidrBlock, availabilityZone, tags });
    const table = new aws.ec2.RouteTable(`net-private-${i}`, { vpcId: vpc.id, tags });
    ready.push(
      new aws.ec2.RouteTableAssociation(`net-private-${i}`, { subnetId: subnet.id, routeTableId: table.id }),
      new aws.ec2.Route(`net-private-${i}`, {
        routeTableId: table.id,
        destinationCidrBlock: ANYWHERE,
        natGatewayId: nat.id,
      }),
    );
    privateSubnets.push(subnet);
    return table;
  });
  new aws.ec2.VpcEndpoint("net-s3", {
    vpcId: vpc.id,
    vpcEndpointType: "Gateway",
    serviceName: "com.amazonaws.eu-central-1.s3",
    routeTableIds: [publicTable, ...privateTables].map((table) => table.id),
    tags,
  });
  return { vpc, publicSubnets, publicRoute, privateSubnets, ready };
}
