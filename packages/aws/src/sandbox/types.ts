/** Tokens of the native types that models look each other up by. */
export const types = {
  bucket: "aws:s3/bucket:Bucket",
  address: "aws:ec2/eip:Eip",
  instance: "aws:ec2/instance:Instance",
  instanceProfile: "aws:iam/instanceProfile:InstanceProfile",
  internetGateway: "aws:ec2/internetGateway:InternetGateway",
  natGateway: "aws:ec2/natGateway:NatGateway",
  networkInterface: "aws:ec2/networkInterface:NetworkInterface",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  routeTable: "aws:ec2/routeTable:RouteTable",
  routeTableAssociation: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  securityGroupIngressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  subnet: "aws:ec2/subnet:Subnet",
  vpc: "aws:ec2/vpc:Vpc",
  vpcEndpoint: "aws:ec2/vpcEndpoint:VpcEndpoint",
} as const;
