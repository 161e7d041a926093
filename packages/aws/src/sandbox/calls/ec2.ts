import { types } from "../types";
import { type ApiCalls, apiCalls, type Step, type Steps } from "./types";

/** Types of EC2 whose calls are named after them: `CreateVpc`, `DescribeVpcs`, `DeleteVpc`. */
function ec2(noun: string, resource: string, update: Step, other: Partial<Steps> = {}): ApiCalls {
  return apiCalls("EC2", "ec2", {
    read: [`reading ${noun} ({id})`, `Describe${resource}s`],
    create: [`creating ${noun}`, `Create${resource}`],
    update,
    delete: [`deleting ${noun} ({id})`, `Delete${resource}`],
    ...other,
  });
}

const TABLES = "DescribeRouteTables";

/** The provider's and EC2's words for networks. */
export const networkCalls: Readonly<Record<string, ApiCalls>> = {
  [types.vpc]: ec2("EC2 VPC", "Vpc", ["updating EC2 VPC ({id})", "ModifyVpcAttribute"]),
  [types.subnet]: ec2("EC2 Subnet", "Subnet", ["modifying EC2 Subnet ({id})", "ModifySubnetAttribute"]),
  [types.internetGateway]: ec2("EC2 Internet Gateway", "InternetGateway", [
    "updating EC2 Internet Gateway ({id})",
    "DetachInternetGateway",
  ]),
  [types.routeTable]: ec2("Route Table", "RouteTable", ["updating Route Table ({id})", "CreateRoute"]),
  [types.route]: ec2(
    "Route in Route Table ({routeTableId}) with destination ({destinationCidrBlock})",
    "Route",
    ["updating Route in Route Table ({routeTableId}) with destination ({destinationCidrBlock})", "ReplaceRoute"],
    {
      read: ["reading Route in Route Table ({routeTableId}) with destination ({destinationCidrBlock})", TABLES],
      delete: [
        "deleting Route in Route Table ({routeTableId}) with destination ({destinationCidrBlock})",
        "DeleteRoute",
      ],
    },
  ),
  [types.routeTableAssociation]: apiCalls("EC2", "ec2", {
    read: ["reading Route Table Association ({id})", TABLES],
    create: ["creating Route Table ({routeTableId}) Association", "AssociateRouteTable"],
    update: ["updating Route Table Association ({id})", "ReplaceRouteTableAssociation"],
    delete: ["deleting Route Table Association ({id})", "DisassociateRouteTable"],
  }),
  [types.securityGroup]: ec2(
    "Security Group",
    "SecurityGroup",
    ["updating Security Group ({id})", "AuthorizeSecurityGroupIngress"],
    { create: ["creating Security Group ({name})", "CreateSecurityGroup"] },
  ),
  [types.defaultSecurityGroup]: apiCalls("EC2", "ec2", {
    read: ["reading Default Security Group ({id})", "DescribeSecurityGroups"],
    create: ["creating Default Security Group", "DescribeSecurityGroups"],
    update: ["updating Default Security Group ({id})", "RevokeSecurityGroupIngress"],
    delete: ["deleting Default Security Group ({id})", "DescribeSecurityGroups"],
  }),
  [types.securityGroupIngressRule]: ruleCalls("Ingress"),
  [types.securityGroupEgressRule]: ruleCalls("Egress"),
  [types.natGateway]: ec2("EC2 NAT Gateway", "NatGateway", [
    "updating EC2 NAT Gateway ({id})",
    "AssociateNatGatewayAddress",
  ]),
  [types.address]: apiCalls("EC2", "ec2", {
    read: ["reading EC2 EIP ({id})", "DescribeAddresses"],
    create: ["creating EC2 EIP", "AllocateAddress"],
    update: ["updating EC2 EIP ({id})", "AssociateAddress"],
    delete: ["deleting EC2 EIP ({id})", "ReleaseAddress"],
  }),
  [types.addressAssociation]: apiCalls("EC2", "ec2", {
    read: ["reading EC2 EIP Association ({id})", "DescribeAddresses"],
    create: ["creating EC2 EIP Association", "AssociateAddress"],
    update: ["creating EC2 EIP Association", "AssociateAddress"],
    delete: ["deleting EC2 EIP Association ({id})", "DisassociateAddress"],
  }),
  [types.networkInterface]: ec2("EC2 Network Interface", "NetworkInterface", [
    "modifying EC2 Network Interface ({id})",
    "ModifyNetworkInterfaceAttribute",
  ]),
  [types.vpcEndpoint]: ec2(
    "EC2 VPC Endpoint",
    "VpcEndpoint",
    ["updating EC2 VPC Endpoint ({id})", "ModifyVpcEndpoint"],
    {
      create: ["creating EC2 VPC Endpoint ({serviceName})", "CreateVpcEndpoint"],
      delete: ["deleting EC2 VPC Endpoint ({id})", "DeleteVpcEndpoints"],
    },
  ),
  [types.vpcPeeringConnection]: ec2("EC2 VPC Peering Connection", "VpcPeeringConnection", [
    "modifying EC2 VPC Peering Connection ({id}) connection options",
    "ModifyVpcPeeringConnectionOptions",
  ]),
  [types.flowLog]: ec2("Flow Log", "FlowLog", ["updating Flow Log ({id})", "CreateTags"], {
    create: ["creating Flow Log ({vpcId})", "CreateFlowLogs"],
    delete: ["deleting Flow Log ({id})", "DeleteFlowLogs"],
  }),
};

function ruleCalls(direction: "Ingress" | "Egress"): ApiCalls {
  return apiCalls("EC2", "ec2", {
    read: ["reading VPC Security Group Rule ({id})", "DescribeSecurityGroupRules"],
    create: ["creating VPC Security Group Rule", `AuthorizeSecurityGroup${direction}`],
    update: ["updating VPC Security Group Rule ({id})", "ModifySecurityGroupRules"],
    delete: ["deleting VPC Security Group Rule ({id})", `RevokeSecurityGroup${direction}`],
  });
}

/** The provider's and EC2's words for machines and disks. */
export const machineCalls: Readonly<Record<string, ApiCalls>> = {
  [types.instance]: ec2("EC2 Instance", "Instance", ["updating EC2 Instance ({id})", "ModifyInstanceAttribute"], {
    create: ["creating EC2 Instance", "RunInstances"],
    delete: ["terminating EC2 Instance ({id})", "TerminateInstances"],
  }),
  [types.volume]: ec2("EBS Volume", "Volume", ["modifying EBS Volume ({id})", "ModifyVolume"]),
  [types.volumeAttachment]: apiCalls("EC2", "ec2", {
    read: ["reading EBS Volume ({volumeId}) Attachment ({instanceId})", "DescribeVolumes"],
    create: ["attaching EBS Volume ({volumeId}) to EC2 Instance ({instanceId})", "AttachVolume"],
    update: ["attaching EBS Volume ({volumeId}) to EC2 Instance ({instanceId})", "AttachVolume"],
    delete: ["detaching EBS Volume ({volumeId}) from EC2 Instance ({instanceId})", "DetachVolume"],
  }),
};
