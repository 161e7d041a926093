import { digest, legalName, type NameRule, type Scope } from "@isobar/core/driver";

const SOURCE = "Naming rules and restrictions for Azure resources";

/** What most types take: words, full stops and hyphens. */
function named(of: string, minLength = 1, maxLength = 80): NameRule {
  return {
    of,
    minLength,
    maxLength,
    pattern: /^[A-Za-z0-9]([\w.-]*\w)?$/,
    separator: "-",
    lowerCase: false,
    rule: `${minLength} to ${maxLength} letters, digits, underscores, full stops and hyphens, from letter or digit to letter, digit or underscore`,
    source: SOURCE,
  };
}

/** What types take that have no full stops, and neither begin nor end with anything but a letter or digit. */
function plain(of: string, minLength: number, maxLength: number): NameRule {
  return {
    of,
    minLength,
    maxLength,
    pattern: /^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/,
    separator: "-",
    lowerCase: false,
    rule: `${minLength} to ${maxLength} letters, digits and hyphens, with no hyphen at either end`,
    source: SOURCE,
  };
}

export const resourceGroup = named("resource group", 1, 90);
export const virtualNetwork = named("virtual network", 2, 64);
export const subnet = named("subnet");
export const natGateway = named("NAT gateway");
export const virtualNetworkPeering = named("virtual network peering");
export const flowLog = named("flow log");
export const bastionHost = named("Bastion host");
/** "Naming rules and restrictions for Azure resources" gives workflows half the room of others. */
export const workflow = named("Logic Apps workflow", 1, 43);
export const publicIpAddress = named("public IP address");
export const networkInterface = named("network interface");
export const networkSecurityGroup = named("network security group");
export const securityRule = named("security rule");
export const applicationSecurityGroup = named("application security group");
export const userAssignedIdentity = plain("user-assigned identity", 3, 128);
export const virtualMachine = plain("Linux virtual machine", 1, 64);

export const disk: NameRule = {
  of: "managed disk",
  minLength: 1,
  maxLength: 80,
  pattern: /^[A-Za-z0-9]([A-Za-z0-9_-]*[A-Za-z0-9_])?$/,
  separator: "-",
  lowerCase: false,
  rule: "1 to 80 letters, digits, underscores and hyphens, from letter or digit to letter, digit or underscore",
  source: SOURCE,
};

export const budget: NameRule = {
  of: "budget",
  minLength: 1,
  maxLength: 63,
  pattern: /^[A-Za-z0-9_-]+$/,
  separator: "-",
  lowerCase: false,
  rule: "1 to 63 letters, digits, underscores and hyphens",
  source: "Tutorial: Create and manage budgets",
};

/** A host name of digits alone would be taken for an address. */
export const computerName: NameRule = {
  ...plain("computer name", 1, 64),
  pattern: /^(?![0-9]+$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$/,
};

export const storageAccount: NameRule = {
  of: "storage account",
  minLength: 3,
  maxLength: 24,
  pattern: /^(?!login)[a-z0-9]+$/,
  // "Resolve errors for reserved resource names": they hold for whatever has an address.
  forbidden: ["microsoft", "windows"],
  separator: "",
  lowerCase: true,
  rule: '3 to 24 lower-case letters and digits, without "microsoft" and "windows", not beginning with "login"',
  source: SOURCE,
};

/**
 * The name of a child whose replacement must exist beside it, and differs in `generation`. Undefined where an automatic
 * name, which always differs, is legal.
 */
export function successiveName(scope: Scope, rule: NameRule, suffix: string, generation: string): string | undefined {
  const name = scope.physicalName(rule, suffix);
  return name && legalName(name, digest(name, generation), rule, scope.plan.label);
}
