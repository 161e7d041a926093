import type { Props } from "@isobar/sandbox";
import { networkOf } from "@isobar/sandbox/ranges";
import { repeated } from "./arm";
import { networkName, refuseName } from "./naming";
import { firstRefusal, type Refusal, refusal, valuesAt } from "./refusal";

/** "Azure subscription and service limits, quotas, and constraints". */
const MAX_RULES = 1000;
const MAX_PEERS = 10;

/** "Security Rules - Create Or Update", description. */
const MAX_DESCRIPTION = 140;

const PRIORITIES = { min: 100, max: 4096 };

/** "Network security groups" and "Security Rules - Create Or Update". */
export function refuseRules(rules: readonly Props[], group: string): Refusal {
  if (rules.length > MAX_RULES) {
    return refusal(
      400,
      "SecurityRuleCountLimitReached",
      `Network security group ${group} cannot have more than ${MAX_RULES} security rules.`,
    );
  }
  return (
    firstRefusal(rules, (rule) => refuseName(rule.name, networkName())) ??
    firstRefusal(rules, (rule) => refuseDescription(rule, group)) ??
    firstRefusal(rules, refusePriority) ??
    firstRefusal(rules, refusePorts) ??
    firstRefusal(rules, (rule) => refuseAddresses(rule, group)) ??
    firstRefusal(rules, (rule) => refuseBoth(rule, group)) ??
    firstRefusal(rules, (rule) => refuseTags(rule, group)) ??
    refuseTwice(rules) ??
    firstRefusal(rules, (rule) => refuseMissing(rule, group))
  );
}

function refuseDescription({ description, name }: Props, group: string): Refusal {
  if (String(description ?? "").length <= MAX_DESCRIPTION) return undefined;
  return refusal(
    400,
    "SecurityRuleDescriptionTooLong",
    `The description of security rule ${group}/securityRules/${name} is longer than ${MAX_DESCRIPTION} characters.`,
  );
}

function refusePriority({ priority }: Props): Refusal {
  const { min, max } = PRIORITIES;
  if (Number(priority) >= min && Number(priority) <= max) return undefined;
  return refusal(
    400,
    "SecurityRuleInvalidPriority",
    `Security rule has invalid Priority. Value provided: ${priority} Allowed range ${min}-${max}.`,
  );
}

/** Esp and Ah know no ports; for Icmp a port is the type (MicrosoftDocs/azure-docs#51522). */
function refusePorts(rule: Props): Refusal {
  const given = ["destinationPortRange", "destinationPortRanges", "sourcePortRange", "sourcePortRanges"];
  const ports = given.flatMap((property) => valuesAt(rule, property)).map(String);
  if (/^(Esp|Ah)$/i.test(String(rule.protocol)) && ports.some((port) => port !== "*")) {
    return refusal(
      400,
      "SecurityRuleInvalidPortRange",
      `Security rule ${rule.name} has invalid port range. Rules of protocol ${rule.protocol} must have * as port range.`,
    );
  }
  const strange = ports.find((port) => !isPortRange(port));
  if (strange === undefined) return undefined;
  return refusal(
    400,
    "SecurityRuleInvalidPortRange",
    `Security rule has invalid Port range. Value provided: ${strange}. Value should be an integer OR integer range with '-' delimiter. Valid range 0-65535.`,
  );
}

function isPortRange(text: string): boolean {
  if (text === "*") return true;
  const [, from, to = from] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  return from !== undefined && Number(from) <= Number(to) && Number(to) <= 65_535;
}

/** A range, an address, * or the name of a service tag ("Virtual network service tags"). */
function refuseAddresses(rule: Props, group: string): Refusal {
  const given = [
    "sourceAddressPrefix",
    "sourceAddressPrefixes",
    "destinationAddressPrefix",
    "destinationAddressPrefixes",
  ];
  const all = given.flatMap((property) => valuesAt(rule, property)).filter((text) => text !== "");
  const strange = all.find((text) => !isAddress(String(text)));
  if (strange === undefined) return undefined;
  return refusal(
    400,
    "SecurityRuleInvalidAddressPrefix",
    `Security rule ${group}/securityRules/${rule.name} has invalid Address prefix. Value provided: ${strange}`,
  );
}

function isAddress(text: string): boolean {
  if (text === "*" || text.includes(":") || /^[A-Za-z]\w*(\.\w+)?$/.test(text)) return true;
  const cidr = text.includes("/") ? text : `${text}/32`;
  return networkOf(cidr) === cidr;
}

/** Of each end and its ports, one or many (same page: "required if … is not specified"). */
function refuseBoth(rule: Props, group: string): Refusal {
  const ends = ["sourceAddressPrefix", "destinationAddressPrefix"].map((one) => [one, `${one}es`] as const);
  const ports = ["sourcePortRange", "destinationPortRange"].map((one) => [one, `${one}s`] as const);
  return firstRefusal([...ends, ...ports], ([one, many]) => {
    if (!rule[one] || valuesAt(rule, many).length === 0) return undefined;
    return refusal(
      400,
      "SecurityRuleParametersConflict",
      `Security rule ${group}/securityRules/${rule.name} cannot have both ${one} and ${many}.`,
    );
  });
}

/** Lists hold ranges only (hashicorp/terraform-provider-azurerm#5617). */
function refuseTags(rule: Props, group: string): Refusal {
  return firstRefusal(["sourceAddressPrefixes", "destinationAddressPrefixes"], (property) => {
    const tag = valuesAt(rule, property).find((text) => !/[\d:]/.test(String(text)));
    if (tag === undefined || valuesAt(rule, property).length === 1) return undefined;
    const parameter = property === "sourceAddressPrefixes" ? "SourceAddressPrefix" : "DestinationAddressPrefix";
    return refusal(
      400,
      "SecurityRuleParameterContainsUnsupportedValue",
      `Security rule parameter ${parameter} for rule with Id ${group}/securityRules/${rule.name} cannot specify existing VIRTUALNETWORK, INTERNET, AZURELOADBALANCER, '*' or system tags. Unsupported value used: ${tag}.`,
    );
  });
}

function refuseTwice(rules: readonly Props[]): Refusal {
  const name = repeated(rules.map((rule) => rule.name));
  if (name !== undefined) {
    return refusal(
      400,
      "InvalidRequestFormat",
      `Cannot parse the request. Additional details: Duplicate resource name ${name}.`,
    );
  }
  const slots = rules.map(({ direction, priority }) => `${direction} ${priority}`);
  const second = rules[slots.findIndex((slot, i) => slots.indexOf(slot) < i)];
  if (!second) return undefined;
  return refusal(
    400,
    "SecurityRuleConflict",
    `Security rule ${second.name} conflicts with another rule. Rules cannot have the same Priority and Direction.`,
  );
}

/** Both ends of a rule are named, by ranges or by application security groups ("Application security groups"). */
function refuseMissing(rule: Props, group: string): Refusal {
  return firstRefusal(["source", "destination"], (end) => {
    const [one, many, peers] = [`${end}AddressPrefix`, `${end}AddressPrefixes`, `${end}ApplicationSecurityGroups`];
    const id = `${group}/securityRules/${rule.name}`;
    const ranges = [one, many].some((property) => valuesAt(rule, property).some((text) => text !== ""));
    const groups = valuesAt(rule, peers).length;
    const what = end === "source" ? "Source" : "Destination";
    if (!ranges && groups === 0) {
      return refusal(
        400,
        "SecurityRuleParameterMissing",
        `Required security rule parameters are missing for security rule with Id: ${id}. Security rule must specify ${what}AddressPrefixes, ${what}AddressPrefix, or ${what}ApplicationSecurityGroups.`,
      );
    }
    if (ranges && groups > 0) {
      return refusal(
        400,
        "SecurityRuleParametersConflict",
        `Security rule ${id} cannot have both ${what}AddressPrefix and ${what}ApplicationSecurityGroups.`,
      );
    }
    if (groups <= MAX_PEERS) return undefined;
    return refusal(
      400,
      "SecurityRuleApplicationSecurityGroupCountLimitReached",
      `Security rule ${id} cannot have more than ${MAX_PEERS} ${what}ApplicationSecurityGroups.`,
    );
  });
}
