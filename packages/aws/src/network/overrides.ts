import type { Override } from "@isobar/core";
import type { LogGroup, LogGroupArgs } from "@pulumi/aws/cloudwatch/logGroup";
import type { DefaultSecurityGroup, DefaultSecurityGroupArgs } from "@pulumi/aws/ec2/defaultSecurityGroup";
import type { Eip, EipArgs } from "@pulumi/aws/ec2/eip";
import type { FlowLog, FlowLogArgs } from "@pulumi/aws/ec2/flowLog";
import type { InternetGateway, InternetGatewayArgs } from "@pulumi/aws/ec2/internetGateway";
import type { NatGateway, NatGatewayArgs } from "@pulumi/aws/ec2/natGateway";
import type { Route, RouteArgs } from "@pulumi/aws/ec2/route";
import type { RouteTable, RouteTableArgs } from "@pulumi/aws/ec2/routeTable";
import type { RouteTableAssociation, RouteTableAssociationArgs } from "@pulumi/aws/ec2/routeTableAssociation";
import type { SecurityGroup, SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup";
import type { Subnet, SubnetArgs } from "@pulumi/aws/ec2/subnet";
import type { Vpc, VpcArgs } from "@pulumi/aws/ec2/vpc";
import type { VpcEndpoint, VpcEndpointArgs } from "@pulumi/aws/ec2/vpcEndpoint";
import type { Role, RoleArgs } from "@pulumi/aws/iam/role";
import type { RolePolicy, RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy";
import type { SecurityGroupIngressRule, SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";

/** Changes to the arguments of a network's children on AWS. */
export interface AwsNetworkOverrides {
  vpc?: Override<VpcArgs>;
  defaultSecurityGroup?: Override<DefaultSecurityGroupArgs>;
  internetGateway?: Override<InternetGatewayArgs>;
  publicSubnet?: Override<SubnetArgs>;
  publicRouteTable?: Override<RouteTableArgs>;
  publicRouteTableAssociation?: Override<RouteTableAssociationArgs>;
  publicRoute?: Override<RouteArgs>;
  privateSubnet?: Override<SubnetArgs>;
  privateRouteTable?: Override<RouteTableArgs>;
  privateRouteTableAssociation?: Override<RouteTableAssociationArgs>;
  privateRoute?: Override<RouteArgs>;
  natAddress?: Override<EipArgs>;
  natGateway?: Override<NatGatewayArgs>;
  s3Endpoint?: Override<VpcEndpointArgs>;
  ecrEndpoint?: Override<VpcEndpointArgs>;
  endpointSecurityGroup?: Override<SecurityGroupArgs>;
  endpointIngress?: Override<SecurityGroupIngressRuleArgs>;
  flowLog?: Override<FlowLogArgs>;
  flowLogGroup?: Override<LogGroupArgs>;
  flowLogRole?: Override<RoleArgs>;
  flowLogPolicy?: Override<RolePolicyArgs>;
}

/** One per zone, keyed "1", "2" and so on in the order of the network's zones. */
type PerZone<R> = Readonly<Record<string, R>>;

/** What a network is built of on AWS. An existing one has none of it. */
export interface AwsNetworkNatives {
  readonly vpc?: Vpc;
  readonly defaultSecurityGroup?: DefaultSecurityGroup;
  readonly internetGateway?: InternetGateway;
  readonly publicSubnet?: PerZone<Subnet>;
  readonly publicRouteTable?: RouteTable;
  readonly publicRouteTableAssociation?: PerZone<RouteTableAssociation>;
  readonly publicRoute?: Route;
  readonly privateSubnet?: PerZone<Subnet>;
  readonly privateRouteTable?: PerZone<RouteTable>;
  readonly privateRouteTableAssociation?: PerZone<RouteTableAssociation>;
  readonly privateRoute?: PerZone<Route>;
  /** One, or one per zone with `nat-per-zone`. */
  readonly natAddress?: PerZone<Eip>;
  readonly natGateway?: PerZone<NatGateway>;
  readonly s3Endpoint?: VpcEndpoint;
  /** Keyed "api" and "dkr". */
  readonly ecrEndpoint?: Readonly<Record<string, VpcEndpoint>>;
  readonly endpointSecurityGroup?: SecurityGroup;
  readonly endpointIngress?: SecurityGroupIngressRule;
  readonly flowLog?: FlowLog;
  readonly flowLogGroup?: LogGroup;
  readonly flowLogRole?: Role;
  readonly flowLogPolicy?: RolePolicy;
}

declare module "@isobar/core" {
  interface NetworkOverrides {
    aws?: AwsNetworkOverrides;
  }
  interface NetworkNatives {
    aws?: AwsNetworkNatives;
  }
}

/** Every role, in the order of creation. */
export const CHILDREN = [
  "vpc",
  "defaultSecurityGroup",
  "internetGateway",
  "publicRouteTable",
  "publicRoute",
  "publicSubnet",
  "publicRouteTableAssociation",
  "privateSubnet",
  "privateRouteTable",
  "privateRouteTableAssociation",
  "s3Endpoint",
  "endpointSecurityGroup",
  "endpointIngress",
  "ecrEndpoint",
  "flowLogGroup",
  "flowLogRole",
  "flowLogPolicy",
  "flowLog",
  "natAddress",
  "natGateway",
  "privateRoute",
] as const satisfies readonly (keyof AwsNetworkOverrides)[];
