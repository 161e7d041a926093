import type { Override } from "@isobar/core";
import type { Eip, EipArgs } from "@pulumi/aws/ec2/eip";
import type { EipAssociation, EipAssociationArgs } from "@pulumi/aws/ec2/eipAssociation";
import type { Instance, InstanceArgs } from "@pulumi/aws/ec2/instance";
import type { NetworkInterface, NetworkInterfaceArgs } from "@pulumi/aws/ec2/networkInterface";
import type { SecurityGroup, SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup";
import type { InstanceProfile, InstanceProfileArgs } from "@pulumi/aws/iam/instanceProfile";
import type { Role, RoleArgs } from "@pulumi/aws/iam/role";
import type { RolePolicy, RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy";
import type { SecurityGroupEgressRule, SecurityGroupEgressRuleArgs } from "@pulumi/aws/vpc/securityGroupEgressRule";
import type { SecurityGroupIngressRule, SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";

/** Changes to the arguments of a machine's children on AWS. */
export interface AwsVirtualMachineOverrides {
  role?: Override<RoleArgs>;
  sessionPolicy?: Override<RolePolicyArgs>;
  instanceProfile?: Override<InstanceProfileArgs>;
  securityGroup?: Override<SecurityGroupArgs>;
  egress?: Override<SecurityGroupEgressRuleArgs>;
  ingress?: Override<SecurityGroupIngressRuleArgs>;
  networkInterface?: Override<NetworkInterfaceArgs>;
  address?: Override<EipArgs>;
  addressAssociation?: Override<EipAssociationArgs>;
  instance?: Override<InstanceArgs>;
}

/** What a machine is built of on AWS. */
export interface AwsVirtualMachineNatives {
  readonly role: Role;
  /** Where a shell is opened through Session Manager. */
  readonly sessionPolicy?: RolePolicy;
  readonly instanceProfile: InstanceProfile;
  readonly securityGroup: SecurityGroup;
  readonly egress: SecurityGroupEgressRule;
  /** Keyed `<protocol>-<ports>-<peer>`. */
  readonly ingress?: Readonly<Record<string, SecurityGroupIngressRule>>;
  /** With a static public address. */
  readonly networkInterface?: NetworkInterface;
  readonly address?: Eip;
  readonly addressAssociation?: EipAssociation;
  readonly instance: Instance;
}

declare module "@isobar/core" {
  interface VirtualMachineOverrides {
    aws?: AwsVirtualMachineOverrides;
  }
  interface VirtualMachineNatives {
    aws?: AwsVirtualMachineNatives;
  }
}

/** Every role, in the order of creation. */
export const CHILDREN = [
  "role",
  "sessionPolicy",
  "instanceProfile",
  "securityGroup",
  "egress",
  "ingress",
  "networkInterface",
  "address",
  "addressAssociation",
  "instance",
] as const satisfies readonly (keyof AwsVirtualMachineOverrides)[];
