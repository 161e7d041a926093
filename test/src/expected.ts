interface Expected {
  /** Native type and logical name of all that the example creates. */
  readonly resources: readonly string[];
  readonly outputs: Readonly<Record<string, RegExp>>;
  /** Native type of the machine. */
  readonly machine: string;
  /** Names of what holds the data and belongs to it. */
  readonly data: RegExp;
  /** Config by which the stack would leave for another place. */
  readonly move: readonly (readonly [key: string, value: string])[];
}

const ADDRESS = /^http:\/\/\d+\.\d+\.\d+\.\d+\/$/;

/** What `examples/web-and-data` becomes on each stack. */
export const EXPECTED: Readonly<Record<string, Expected>> = {
  aws: {
    resources: [
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup net-default-security-group",
      "aws:ec2/eip:Eip net-nat-address-1",
      "aws:ec2/eip:Eip web-address",
      "aws:ec2/eipAssociation:EipAssociation web-address-association",
      "aws:ec2/instance:Instance web",
      "aws:ec2/internetGateway:InternetGateway net-internet-gateway",
      "aws:ec2/natGateway:NatGateway net-nat-gateway-1",
      "aws:ec2/networkInterface:NetworkInterface web-network-interface",
      "aws:ec2/route:Route net-private-route-1",
      "aws:ec2/route:Route net-private-route-2",
      "aws:ec2/route:Route net-public-route",
      "aws:ec2/routeTable:RouteTable net-private-route-table-1",
      "aws:ec2/routeTable:RouteTable net-private-route-table-2",
      "aws:ec2/routeTable:RouteTable net-public-route-table",
      "aws:ec2/routeTableAssociation:RouteTableAssociation net-private-route-table-association-1",
      "aws:ec2/routeTableAssociation:RouteTableAssociation net-private-route-table-association-2",
      "aws:ec2/routeTableAssociation:RouteTableAssociation net-public-route-table-association-1",
      "aws:ec2/routeTableAssociation:RouteTableAssociation net-public-route-table-association-2",
      "aws:ec2/securityGroup:SecurityGroup web-security-group",
      "aws:ec2/subnet:Subnet net-private-subnet-1",
      "aws:ec2/subnet:Subnet net-private-subnet-2",
      "aws:ec2/subnet:Subnet net-public-subnet-1",
      "aws:ec2/subnet:Subnet net-public-subnet-2",
      "aws:ec2/vpc:Vpc net",
      "aws:ec2/vpcEndpoint:VpcEndpoint net-s3-endpoint",
      "aws:iam/instanceProfile:InstanceProfile web-instance-profile",
      "aws:iam/role:Role web-role",
      "aws:iam/rolePolicy:RolePolicy data-web-read",
      "aws:iam/rolePolicy:RolePolicy web-session-policy",
      "aws:s3/bucket:Bucket data",
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration data-lifecycle",
      "aws:s3/bucketPolicy:BucketPolicy data-policy",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock data-public-access-block",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration data-encryption",
      "aws:s3/bucketVersioning:BucketVersioning data-versioning",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule web-egress",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule web-ingress-tcp-80-internet",
    ],
    outputs: {
      bucket: /^s3:\/\/data-[0-9a-f]{8}$/,
      connect: /^aws ssm start-session --region eu-central-1 --target i-[0-9a-f]{17}$/,
      page: ADDRESS,
    },
    machine: "aws:ec2/instance:Instance",
    data: /^aws:s3/,
    move: [["isobar:region", "eu-west-1"]],
  },
  gcp: {
    resources: [
      "gcp:compute/address:Address net-nat-address",
      "gcp:compute/address:Address web-address",
      "gcp:compute/firewall:Firewall web-iap-ingress",
      "gcp:compute/firewall:Firewall web-ingress-http",
      "gcp:compute/instance:Instance web",
      "gcp:compute/network:Network net",
      "gcp:compute/router:Router net-router",
      "gcp:compute/routerNat:RouterNat net-nat",
      "gcp:compute/subnetwork:Subnetwork net-subnetwork",
      "gcp:serviceaccount/account:Account web-sa",
      "gcp:storage/bucket:Bucket data",
      "gcp:storage/bucketIAMMember:BucketIAMMember data-web-read",
    ],
    outputs: {
      bucket: /^gs:\/\/data-[0-9a-f]{8}$/,
      connect:
        /^gcloud compute ssh isobar@web-[0-9a-f]{7} --project my-project --zone europe-west4-[a-c] --tunnel-through-iap$/,
      page: ADDRESS,
    },
    machine: "gcp:compute/instance:Instance",
    data: /^gcp:storage\/bucket:/,
    move: [["gcp:project", "other-project"]],
  },
  azure: {
    resources: [
      "azure-native:authorization:RoleAssignment data-web-read",
      "azure-native:compute:VirtualMachine web",
      "azure-native:managedidentity:UserAssignedIdentity web-identity",
      "azure-native:network:ApplicationSecurityGroup web-asg",
      "azure-native:network:NatGateway net-nat",
      "azure-native:network:NetworkInterface web-nic",
      "azure-native:network:NetworkSecurityGroup web-nsg",
      "azure-native:network:PublicIPAddress net-nat-ip",
      "azure-native:network:PublicIPAddress web-ip",
      "azure-native:network:Subnet net-private",
      "azure-native:network:Subnet net-public",
      "azure-native:network:VirtualNetwork net",
      "azure-native:resources:ResourceGroup data-group",
      "azure-native:resources:ResourceGroup isobar-group",
      "azure-native:storage:BlobContainer data-container",
      "azure-native:storage:BlobServiceProperties data-blob-service",
      "azure-native:storage:ManagementPolicy data-lifecycle",
      "azure-native:storage:StorageAccount data",
    ],
    outputs: {
      bucket: /^https:\/\/data[0-9a-f]{8}\.blob\.core\.windows\.net\/data$/,
      connect: /^az vm run-command invoke --ids \/subscriptions\/[0-9a-f-]{36}\/resourceGroups\//,
      page: ADDRESS,
    },
    machine: "azure-native:compute:VirtualMachine",
    data: /^azure-native:(storage|resources:ResourceGroup data-group)/,
    move: [
      ["isobar:cloud", "aws"],
      ["isobar:region", "eu-central-1"],
    ],
  },
};
