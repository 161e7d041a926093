import type { NetworkSpec, Scope } from "@isobar/core/driver";
import { SecurityGroup, type SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup";
import type { Vpc } from "@pulumi/aws/ec2/vpc";
import { VpcEndpoint, type VpcEndpointArgs } from "@pulumi/aws/ec2/vpcEndpoint";
import { SecurityGroupIngressRule, type SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";
import type { Resource } from "@pulumi/pulumi";
import { names } from "../names";
import { partitionOf } from "../partition";
import { named } from "../tags";
import type { Subnets } from "./subnets";

/** The ways to services of AWS that need no NAT. */
export interface Endpoints {
  /** What machines on both sides use. */
  readonly shared: readonly Resource[];
  /** What only private machines need, as others have the internet. */
  readonly closed: readonly Resource[];
}

/**
 * A gateway endpoint for S3, which costs nothing, and interface endpoints for the registry, which cost by the hour. The
 * registry keeps image layers in S3: "Amazon ECR interface VPC endpoints (AWS PrivateLink)".
 */
export function makeEndpoints(scope: Scope, vpc: Vpc, spec: NetworkSpec, open: Subnets, closed: Subnets): Endpoints {
  if (spec.privateAccess.length === 0) return { shared: [], closed: [] };
  const shared = [s3Endpoint(scope, vpc, open, closed)];
  return { shared, closed: spec.privateAccess.includes("registry") ? registryEndpoints(scope, vpc, spec, closed) : [] };
}

function s3Endpoint(scope: Scope, vpc: Vpc, open: Subnets, closed: Subnets): VpcEndpoint {
  return scope.child("s3Endpoint", VpcEndpoint, {
    vpcId: vpc.id,
    vpcEndpointType: "Gateway",
    // The same in every partition, unlike those of interface endpoints.
    serviceName: `com.amazonaws.${scope.target.region}.s3`,
    routeTableIds: [...open.routeTables, ...closed.routeTables].map((table) => table.id),
    tags: named(scope, "s3"),
  } satisfies VpcEndpointArgs);
}

function registryEndpoints(scope: Scope, vpc: Vpc, { cidr }: NetworkSpec, closed: Subnets): Resource[] {
  const group = scope.child("endpointSecurityGroup", SecurityGroup, {
    name: scope.physicalName(names.securityGroup, "endpoint-security-group"),
    description: "Interface endpoints",
    vpcId: vpc.id,
    tags: named(scope, "endpoint-security-group"),
  } satisfies SecurityGroupArgs);
  const ingress = scope.child("endpointIngress", SecurityGroupIngressRule, {
    securityGroupId: group.id,
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrIpv4: cidr,
    tags: named(scope, "endpoint-ingress"),
  } satisfies SecurityGroupIngressRuleArgs);
  const { servicePrefix } = partitionOf(scope);
  const endpoints = ["api", "dkr"].map((key) => {
    const args: VpcEndpointArgs = {
      vpcId: vpc.id,
      vpcEndpointType: "Interface",
      serviceName: `${servicePrefix}.${scope.target.region}.ecr.${key}`,
      privateDnsEnabled: true,
      subnetIds: closed.subnets.map((subnet) => subnet.id),
      securityGroupIds: [group.id],
      tags: named(scope, "ecr", key),
    };
    return scope.child("ecrEndpoint", VpcEndpoint, args, { key });
  });
  return [ingress, ...endpoints];
}
