import type { Override } from "@isobar/core";
import type { LifecyclePolicy, LifecyclePolicyArgs } from "@pulumi/aws/dlm/lifecyclePolicy";
import type { Volume, VolumeArgs } from "@pulumi/aws/ebs/volume";
import type { Eip, EipArgs } from "@pulumi/aws/ec2/eip";
import type { EipAssociation, EipAssociationArgs } from "@pulumi/aws/ec2/eipAssociation";
import type { Instance, InstanceArgs } from "@pulumi/aws/ec2/instance";
import type { NetworkInterface, NetworkInterfaceArgs } from "@pulumi/aws/ec2/networkInterface";
import type { SecurityGroup, SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup";
import type { VolumeAttachment, VolumeAttachmentArgs } from "@pulumi/aws/ec2/volumeAttachment";
import type { InstanceProfile, InstanceProfileArgs } from "@pulumi/aws/iam/instanceProfile";
import type { Role, RoleArgs } from "@pulumi/aws/iam/role";
import type { RolePolicy, RolePolicyArgs } from "@pulumi/aws/iam/rolePolicy";
import type { SecurityGroupEgressRule, SecurityGroupEgressRuleArgs } from "@pulumi/aws/vpc/securityGroupEgressRule";
import type { SecurityGroupIngressRule, SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";

/** Changes to the arguments of a machine's children on AWS. */
export interface AwsVirtualMachineOverrides {
  role?: Override<RoleArgs>;
  dataDisk?: Override<VolumeArgs>;
  snapshotRole?: Override<RoleArgs>;
  snapshotRolePolicy?: Override<RolePolicyArgs>;
  snapshotPolicy?: Override<LifecyclePolicyArgs>;
  sessionPolicy?: Override<RolePolicyArgs>;
  instanceProfile?: Override<InstanceProfileArgs>;
  securityGroup?: Override<SecurityGroupArgs>;
  egress?: Override<SecurityGroupEgressRuleArgs>;
  ingress?: Override<SecurityGroupIngressRuleArgs>;
  networkInterface?: Override<NetworkInterfaceArgs>;
  address?: Override<EipArgs>;
  addressAssociation?: Override<EipAssociationArgs>;
  instance?: Override<InstanceArgs>;
  dataDiskAttachment?: Override<VolumeAttachmentArgs>;
}

/** What a machine is built of on AWS. */
export interface AwsVirtualMachineNatives {
  readonly role: Role;
  /** Keyed by the disk. */
  readonly dataDisk?: Readonly<Record<string, Volume>>;
  /** With snapshots of data disks. */
  readonly snapshotRole?: Role;
  readonly snapshotRolePolicy?: RolePolicy;
  /** Keyed by the disk. */
  readonly snapshotPolicy?: Readonly<Record<string, LifecyclePolicy>>;
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
  /** Keyed by the disk. */
  readonly dataDiskAttachment?: Readonly<Record<string, VolumeAttachment>>;
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
  "dataDisk",
  "snapshotRole",
  "snapshotRolePolicy",
  "snapshotPolicy",
  "sessionPolicy",
  "instanceProfile",
  "securityGroup",
  "egress",
  "ingress",
  "networkInterface",
  "address",
  "addressAssociation",
  "instance",
  "dataDiskAttachment",
] as const satisfies readonly (keyof AwsVirtualMachineOverrides)[];
