import type { AskedResources, Permission, Props } from "@isobar/sandbox";
import {
  ec2Tagging,
  inRegion,
  isGiven,
  onOwn,
  passRole,
  rolePatterns,
  rolesTrusting,
  serviceLinkedRole,
  volumeKey,
} from "../permissions";
import { types } from "../types";
import { isSpot } from "./instanceSpot";

const READ = [
  "ec2:DescribeIamInstanceProfileAssociations",
  "ec2:DescribeImages",
  "ec2:DescribeInstanceAttribute",
  "ec2:DescribeInstanceCreditSpecifications",
  "ec2:DescribeInstanceTypes",
  "ec2:DescribeInstances",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeTags",
  "ec2:DescribeVolumes",
  "ec2:DescribeVolumesModifications",
];

const CHANGE = [
  "ec2:ModifyInstanceAttribute",
  "ec2:ModifyInstanceCreditSpecification",
  "ec2:ModifyInstanceMaintenanceOptions",
  "ec2:ModifyInstanceMetadataOptions",
  "ec2:MonitorInstances",
  "ec2:StopInstances",
  "ec2:TerminateInstances",
  "ec2:UnmonitorInstances",
];

/** What a machine needs: also to be resized, to get another profile, and to lose its protection before it goes. */
export function instancePermissions(inputs: Props, asked: AskedResources): Permission[] {
  const { tags } = (inputs.rootBlockDevice ?? {}) as Props;
  return [
    inRegion("ec2:RunInstances", ...READ),
    onOwn(inputs, ...CHANGE),
    // A placement group, which has no tags to be held to, is asked for as well.
    inputs.placementGroup === undefined ? onOwn(inputs, "ec2:StartInstances") : inRegion("ec2:StartInstances"),
    ...(isGiven(inputs.vpcSecurityGroupIds) ? [inRegion("ec2:ModifyNetworkInterfaceAttribute")] : []),
    onOwn({ tags }, "ec2:ModifyVolume"),
    ...ec2Tagging(inputs),
    ...(inputs.iamInstanceProfile === undefined ? [] : profile(inputs, asked)),
    ...(isSpot(inputs) ? spot() : []),
    ...(inputs.getPasswordData ? [onOwn(inputs, "ec2:GetPasswordData")] : []),
    ...volumeKey(((inputs.rootBlockDevice ?? {}) as Props).kmsKeyId),
  ];
}

function profile(inputs: Props, asked: AskedResources): Permission[] {
  const made = asked.inputsOf(types.instanceProfile).find(({ name }) => name === inputs.iamInstanceProfile)?.role;
  const roles = made === undefined ? rolesTrusting("ec2.amazonaws.com", asked) : rolePatterns(made, asked);
  const associate = ["Associate", "Disassociate"].map((verb) => `ec2:${verb}IamInstanceProfile`);
  return [
    onOwn(inputs, ...associate, "ec2:ReplaceIamInstanceProfileAssociation"),
    passRole(roles, "ec2.amazonaws.com"),
  ];
}

/** "Service-linked role for Spot Instance requests". */
function spot(): Permission[] {
  return [
    inRegion("ec2:CancelSpotInstanceRequests", "ec2:DescribeSpotInstanceRequests"),
    serviceLinkedRole("spot.amazonaws.com", "AWSServiceRoleForEC2Spot"),
  ];
}
