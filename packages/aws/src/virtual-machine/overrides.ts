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
import type { Schedule, ScheduleArgs } from "@pulumi/aws/scheduler/schedule";
import type { Parameter, ParameterArgs } from "@pulumi/aws/ssm/parameter";
import type { SecurityGroupEgressRule, SecurityGroupEgressRuleArgs } from "@pulumi/aws/vpc/securityGroupEgressRule";
import type { SecurityGroupIngressRule, SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule";

/** Changes to the arguments of a machine's children on AWS. */
export interface AwsVirtualMachineOverrides {
  role?: Override<RoleArgs>;
  dataDisk?: Override<VolumeArgs>;
  snapshotRole?: Override<RoleArgs>;
  snapshotRolePolicy?: Override<RolePolicyArgs>;
  snapshotPolicy?: Override<LifecyclePolicyArgs>;
  readyParameter?: Override<ParameterArgs>;
  readyPolicy?: Override<RolePolicyArgs>;
  sessionPolicy?: Override<RolePolicyArgs>;
  instanceProfile?: Override<InstanceProfileArgs>;
  securityGroup?: Override<SecurityGroupArgs>;
  ingress?: Override<SecurityGroupIngressRuleArgs>;
  egress?: Override<SecurityGroupEgressRuleArgs>;
  egressRule?: Override<SecurityGroupEgressRuleArgs>;
  networkInterface?: Override<NetworkInterfaceArgs>;
  address?: Override<EipArgs>;
  addressAssociation?: Override<EipAssociationArgs>;
  instance?: Override<InstanceArgs>;
  dataDiskAttachment?: Override<VolumeAttachmentArgs>;
  expiryRole?: Override<RoleArgs>;
  expiryRolePolicy?: Override<RolePolicyArgs>;
  expirySchedule?: Override<ScheduleArgs>;
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
  /** With `ready`. */
  readonly readyParameter?: Parameter;
  readonly readyPolicy?: RolePolicy;
  /** Where a shell is opened through Session Manager. */
  readonly sessionPolicy?: RolePolicy;
  readonly instanceProfile: InstanceProfile;
  readonly securityGroup: SecurityGroup;
  /** Keyed `<protocol>-<ports>-<peer>`. */
  readonly ingress?: Readonly<Record<string, SecurityGroupIngressRule>>;
  /** The rule that lets out everything. */
  readonly egress?: SecurityGroupEgressRule;
  /** With `egress`, keyed likewise. */
  readonly egressRule?: Readonly<Record<string, SecurityGroupEgressRule>>;
  /** With a static public address. */
  readonly networkInterface?: NetworkInterface;
  readonly address?: Eip;
  readonly addressAssociation?: EipAssociation;
  readonly instance: Instance;
  /** Keyed by the disk. */
  readonly dataDiskAttachment?: Readonly<Record<string, VolumeAttachment>>;
  /** With `expires`. */
  readonly expiryRole?: Role;
  readonly expiryRolePolicy?: RolePolicy;
  readonly expirySchedule?: Schedule;
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
  "readyParameter",
  "readyPolicy",
  "instanceProfile",
  "securityGroup",
  "ingress",
  "egress",
  "egressRule",
  "networkInterface",
  "address",
  "addressAssociation",
  "sessionPolicy",
  "instance",
  "dataDiskAttachment",
  "expiryRole",
  "expiryRolePolicy",
  "expirySchedule",
] as const satisfies readonly (keyof AwsVirtualMachineOverrides)[];
