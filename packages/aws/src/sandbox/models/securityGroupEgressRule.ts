import { securityGroupRule } from "./securityGroupRule";

export const securityGroupEgressRule = securityGroupRule("Egress");
