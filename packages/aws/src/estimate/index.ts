import type { Consumers } from "@isobar/core/driver";
import { volume } from "./disk";
import { instance, nodeGroup } from "./machine";
import { eip, eipAssociation, loadBalancer, natGateway, vpcEndpoint } from "./network";
import { bucket, cluster, database, logGroup, parameter, snapshots } from "./services";

const FREE = [
  "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  // "AWS Budgets pricing": those without actions cost nothing.
  "aws:budgets/budget:Budget",
  // Its log group is what costs.
  "aws:ec2/flowLog:FlowLog",
  "aws:ec2/internetGateway:InternetGateway",
  "aws:ec2/keyPair:KeyPair",
  "aws:ec2/networkInterface:NetworkInterface",
  "aws:ec2/route:Route",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/volumeAttachment:VolumeAttachment",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  "aws:iam/instanceProfile:InstanceProfile",
  "aws:iam/policy:Policy",
  "aws:iam/role:Role",
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/userPolicy:UserPolicy",
  "aws:lb/listener:Listener",
  "aws:lb/targetGroup:TargetGroup",
  "aws:lb/targetGroupAttachment:TargetGroupAttachment",
  "aws:rds/subnetGroup:SubnetGroup",
  // "Amazon EventBridge pricing": the first 14 million invocations of a month, and these are made once.
  "aws:scheduler/schedule:Schedule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
] as const;

/** What AWS's resources consume. */
export const consumers: Consumers = {
  ...Object.fromEntries(FREE.map((type) => [type, "free" as const])),
  "aws:alb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:cloudwatch/logGroup:LogGroup": logGroup,
  "aws:dlm/lifecyclePolicy:LifecyclePolicy": snapshots,
  "aws:ebs/volume:Volume": volume,
  "aws:ec2/eip:Eip": eip,
  "aws:ec2/eipAssociation:EipAssociation": eipAssociation,
  "aws:ec2/instance:Instance": instance,
  "aws:ec2/natGateway:NatGateway": natGateway,
  "aws:ec2/vpcEndpoint:VpcEndpoint": vpcEndpoint,
  "aws:eks/cluster:Cluster": cluster,
  "aws:eks/nodeGroup:NodeGroup": nodeGroup,
  "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:rds/instance:Instance": database,
  "aws:s3/bucket:Bucket": bucket,
  "aws:s3/bucketV2:BucketV2": bucket,
  "aws:ssm/parameter:Parameter": parameter,
};
