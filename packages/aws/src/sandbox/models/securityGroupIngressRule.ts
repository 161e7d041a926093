import { securityGroupRule } from "./securityGroupRule";

export const securityGroupIngressRule = securityGroupRule("Ingress");
