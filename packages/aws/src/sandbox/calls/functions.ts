import type { ApiCall } from "./types";

/** The call behind a function, and the service that it asks. */
interface FunctionCall extends ApiCall {
  readonly service: string;
}

function call(service: string, prefix: string, doing: string, operation: string): FunctionCall {
  return { service, doing, operation, action: `${prefix}:${operation}` };
}

/** The provider's words at its functions. */
export const functionCalls: Readonly<Record<string, FunctionCall>> = {
  "aws:ec2/getAmi:getAmi": call("EC2", "ec2", "reading EC2 AMIs", "DescribeImages"),
  "aws:index/getAvailabilityZones:getAvailabilityZones": call(
    "EC2",
    "ec2",
    "reading EC2 Availability Zones",
    "DescribeAvailabilityZones",
  ),
  "aws:index/getCallerIdentity:getCallerIdentity": call(
    "STS",
    "sts",
    "reading STS Caller Identity",
    "GetCallerIdentity",
  ),
  "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings": call(
    "EC2",
    "ec2",
    "reading EC2 Instance Type Offerings",
    "DescribeInstanceTypeOfferings",
  ),
  "aws:ssm/getParameter:getParameter": call("SSM", "ssm", "reading SSM Parameter ({name})", "GetParameter"),
  "aws:ec2/getSubnet:getSubnet": call("EC2", "ec2", "reading EC2 Subnet", "DescribeSubnets"),
  "aws:ec2/getVpc:getVpc": call("EC2", "ec2", "reading EC2 VPC", "DescribeVpcs"),
};
