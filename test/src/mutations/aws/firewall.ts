import { of, type Table } from "../mutation.js";

const CREATE_GROUP = "Amazon EC2 API Reference: CreateSecurityGroup";
const GROUPS = "Pulumi Registry: aws.ec2.SecurityGroup";
const RULES = "Amazon EC2 API Reference: IpPermission";
const RULE_ARGUMENTS = "Pulumi Registry: aws.vpc.SecurityGroupIngressRule";
const ERRORS = "Amazon EC2 Developer Guide: Error codes for the Amazon EC2 API";
const REFERENCES = "Amazon VPC User Guide: Security group rules";

const ISOLATED = "ec2/defaultSecurityGroup:DefaultSecurityGroup isolated";
const ANY_PROTOCOL_WITH_PORTS = [{ protocol: "-1", fromPort: 0, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }];

const inline = (change: object) => ({
  ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"], ...change }],
});

/** Mistakes in security groups and their rules. */
export const firewall: Table = {
  "ec2/securityGroup:SecurityGroup web-security-group": [
    { what: "a description of 256 characters", set: { description: "d".repeat(256) }, why: CREATE_GROUP },
    { what: "a description with an umlaut", set: { description: "Zugänge" }, why: CREATE_GROUP },
    { what: "a name like an id", set: { name: "sg-web" }, why: CREATE_GROUP },
    { what: "a name of 256 characters", set: { name: "n".repeat(256) }, why: CREATE_GROUP },
    { what: "the reserved name", set: { name: "default" }, why: ERRORS },
    { what: "a network that isn't there", set: { vpcId: "vpc-0123456789abcdef0" }, why: ERRORS },
    { what: "all protocols with ports", set: { ingress: ANY_PROTOCOL_WITH_PORTS }, why: GROUPS },
    { what: "the same name again", at: "again", why: CREATE_GROUP },
    { what: "another description", at: "replace", set: { description: "Web" }, why: GROUPS },
    { what: "while a machine uses it", at: "delete", why: "Amazon EC2 API Reference: DeleteSecurityGroup" },
    { what: "an inline rule for a range with host bits", set: inline({ cidrBlocks: ["10.0.0.1/8"] }), why: GROUPS },
    { what: "an inline rule of a protocol that is none", set: inline({ protocol: "http" }), why: RULES },
    { what: "an inline rule whose ports end before they start", set: inline({ fromPort: 444 }), why: RULES },
    { what: "an inline rule up to port 70000", set: inline({ toPort: 70000 }), why: RULES },
    {
      what: "an inline rule for a group that isn't there",
      set: inline({ securityGroups: ["sg-0123456789abcdef0"] }),
      why: ERRORS,
    },
  ],
  "ec2/defaultSecurityGroup:DefaultSecurityGroup net-default-security-group": [
    { what: "a network that isn't there", set: { vpcId: "vpc-0123456789abcdef0" }, why: ERRORS },
    {
      what: "all protocols with ports",
      set: { ingress: ANY_PROTOCOL_WITH_PORTS },
      why: "Pulumi Registry: aws.ec2.DefaultSecurityGroup",
    },
  ],
  "vpc/securityGroupIngressRule:SecurityGroupIngressRule web-ingress-tcp-443-internet": [
    { what: "port 70000", set: { toPort: 70000 }, why: RULES },
    { what: "a port range that ends before it starts", set: { fromPort: 444 }, why: RULES },
    { what: "TCP without ports", set: { fromPort: undefined, toPort: undefined }, why: RULES },
    {
      what: "a range and a group",
      set: { referencedSecurityGroupId: of("ec2/securityGroup:SecurityGroup db-security-group") },
      why: RULE_ARGUMENTS,
    },
    { what: "no source", set: { cidrIpv4: undefined }, why: RULE_ARGUMENTS },
    { what: "a range with host bits", set: { cidrIpv4: "203.0.113.7/24" }, why: RULE_ARGUMENTS },
    { what: "an address without prefix length", set: { cidrIpv4: "203.0.113.7" }, why: RULES },
    { what: "an IPv6 range as an IPv4 one", set: { cidrIpv4: "::/0" }, why: RULES },
    { what: "a protocol of another layer", set: { ipProtocol: "http" }, why: RULES },
    { what: "no protocol", set: { ipProtocol: undefined }, why: RULE_ARGUMENTS },
    {
      what: "a description of 256 characters",
      set: { description: "d".repeat(256) },
      why: "Amazon EC2 API Reference: IpRange",
    },
    { what: "a group that isn't there", set: { securityGroupId: "sg-0123456789abcdef0" }, why: ERRORS },
    { what: "the same rule again", at: "again", why: ERRORS },
    {
      what: "an IPv6 range with host bits",
      set: { cidrIpv4: undefined, cidrIpv6: "2001:db8::1/32" },
      why: RULE_ARGUMENTS,
    },
  ],
  "vpc/securityGroupIngressRule:SecurityGroupIngressRule web-ingress-tcp-8080-db": [
    {
      what: "a group of another network",
      set: { referencedSecurityGroupId: of(ISOLATED) },
      why: REFERENCES,
    },
    {
      what: "a source group that isn't there",
      set: { referencedSecurityGroupId: "sg-0123456789abcdef0" },
      why: ERRORS,
    },
    { what: "a group's name for its id", set: { referencedSecurityGroupId: "db-security-group" }, why: ERRORS },
  ],
  "vpc/securityGroupEgressRule:SecurityGroupEgressRule web-egress-tcp-443-internet": [
    { what: "a port range that ends before it starts", set: { fromPort: 444 }, why: RULES },
    { what: "no destination", set: { cidrIpv4: undefined }, why: "Pulumi Registry: aws.vpc.SecurityGroupEgressRule" },
    { what: "a protocol of another layer", set: { ipProtocol: "https" }, why: RULES },
    { what: "the same rule again", at: "again", why: ERRORS },
  ],
};
