import { Volume } from "@pulumi/aws/ebs/volume";
import { DefaultSecurityGroup } from "@pulumi/aws/ec2/defaultSecurityGroup";
import { Subnet } from "@pulumi/aws/ec2/subnet";
import { Vpc } from "@pulumi/aws/ec2/vpc";
import { UserPolicy } from "@pulumi/aws/iam/userPolicy";
import { everything } from "../program.js";

/** All that Isobar makes on AWS, and what mistakes can be made with: a network apart, and disks that are free. */
export function program(): void {
  const { id: vpcId } = new Vpc("isolated", { cidrBlock: "10.20.0.0/16" });
  new Subnet("isolated", { vpcId, cidrBlock: "10.20.0.0/24", availabilityZone: "eu-central-1a" });
  new DefaultSecurityGroup("isolated", { vpcId });
  new Volume("spare", { availabilityZone: "eu-central-1a", size: 10, type: "gp3" });
  new Volume("elsewhere", { availabilityZone: "eu-central-1b", size: 10, type: "gp3" });
  const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }] };
  new UserPolicy("reader", { user: "ada", policy: JSON.stringify(policy) });
  everything({ privateAccess: ["object-storage", "registry"], snapshots: true });
}
