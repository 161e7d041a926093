import { isIPv6 } from "node:net";
import type { CheckFailure, Props } from "@isobar/sandbox";
import { isRange } from "../addresses";
import { isUnknown, known, list, props } from "../cloud";
import { faultIf, invalidValue, tooLarge } from "../words";

const SOURCES = ["sourceRanges", "sourceTags", "sourceServiceAccounts"];
/** "VPC firewall rules": protocols by name; others by number. */
const PROTOCOLS = new Set(["tcp", "udp", "icmp", "esp", "ah", "sctp", "ipip", "all"]);
/** "VPC firewall rules": protocols that have ports. */
const WITH_PORTS = new Set(["tcp", "udp", "sctp", "6", "17", "132"]);
/** "VPC quotas: per firewall rule"; service accounts are held to by the provider itself. */
const MOST: Readonly<Record<string, number>> = { sourceTags: 30, targetTags: 70, sourceRanges: 5000 };

/** "VPC firewall rules": what a rule must name, what it can't name together, and of what form it is. */
export function firewallFaults(inputs: Props): CheckFailure[] {
  return [
    ...sourceFaults(inputs),
    ...["allows", "denies"].flatMap((property) => protocolFaults(inputs[property], property)),
    ...["sourceRanges", "destinationRanges"].flatMap((property) => rangeFaults(inputs[property], property)),
    ...["sourceTags", "targetTags"].flatMap((property) => tagFaults(inputs[property], property)),
    ...["sourceServiceAccounts", "targetServiceAccounts"].flatMap((property) =>
      accountFaults(inputs[property], property),
    ),
    ...Object.entries(MOST).flatMap(([property, most]) => {
      const { length } = list(inputs[property]);
      return length > most ? [{ property, reason: tooLarge(property, most, length, "element") }] : [];
    }),
    ...logFaults(inputs),
  ];
}

function sourceFaults(inputs: Props): CheckFailure[] {
  const has = (key: string) => list(inputs[key]).length > 0;
  const isEgress = inputs.direction === "EGRESS";
  if (isUnknown(inputs.direction)) return [];
  if (!isEgress && !SOURCES.some((key) => inputs[key] != null)) {
    const reason = "one of source_tags, source_ranges, or source_service_accounts must be defined";
    return [{ property: "sourceRanges", reason }];
  }
  const wrong = isEgress ? ["sourceTags", "sourceServiceAccounts"].filter(has) : [];
  return wrong.map((property) => ({
    property,
    reason: invalidValue(property, "", "Egress rules can't name tags or service accounts as source."),
  }));
}

function protocolFaults(rules: unknown, property: string): CheckFailure[] {
  const field = property === "allows" ? "allowed" : "denied";
  return list(rules).flatMap((rule, index) => {
    const { protocol, ports } = props(rule);
    const at = (key: string, given: unknown, words: string) => ({
      property: `${property}[${index}].${key}`,
      reason: invalidValue(`${field}[${index}].${key.replace("protocol", "IPProtocol")}`, given, words),
    });
    const name = known(protocol)?.toLowerCase();
    if (name !== undefined && !PROTOCOLS.has(name) && !(/^\d{1,3}$/.test(name) && Number(name) < 256)) {
      return [at("protocol", protocol, "Must be a well-known protocol or a number from 0 to 255.")];
    }
    if (name !== undefined && !WITH_PORTS.has(name) && list(ports).length > 0) {
      return [at("ports", list(ports)[0], `Ports may not be specified for protocol ${name}.`)];
    }
    const wrong = list(ports).findIndex((port) => !isPort(known(port) ?? "0"));
    if (wrong < 0) return [];
    return [at(`ports[${wrong}]`, list(ports)[wrong], "Invalid port range specification.")];
  });
}

function isPort(text: string): boolean {
  const [from, to = from] = text.split("-");
  const isNumber = (part: string | undefined) => /^\d{1,5}$/.test(part ?? "") && Number(part) <= 65_535;
  return text.split("-").length <= 2 && isNumber(from) && isNumber(to) && Number(from) <= Number(to);
}

function rangeFaults(ranges: unknown, property: string): CheckFailure[] {
  const given = list(ranges).flatMap((range) => known(range) ?? []);
  const isSix = (range: string) => isIPv6(range.split("/")[0] ?? "");
  const faults = given.flatMap((range, index) => {
    if (isSix(range) || isRange(range.includes("/") ? range : `${range}/32`)) return [];
    const reason = invalidValue(`${property}[${index}]`, range, "Must be a valid IPV4 CIDR address range.");
    return [{ property: `${property}[${index}]`, reason }];
  });
  // "VPC firewall rules": a rule is for IPv4 or for IPv6, not for both.
  const isMixed = given.some(isSix) && !given.every(isSix);
  const words = "IPv4 and IPv6 ranges can't be in one rule.";
  return isMixed ? [...faults, { property, reason: invalidValue(property, "", words) }] : faults;
}

/** "Add network tags". */
export function tagFaults(tags: unknown, property: string): CheckFailure[] {
  return list(tags).flatMap((tag, index) => {
    const name = known(tag);
    if (name === undefined || /^[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?$/.test(name)) return [];
    const words = "Must be a match of regex '(?:[a-z](?:[-a-z0-9]{0,61}[a-z0-9])?)'";
    return [{ property: `${property}[${index}]`, reason: invalidValue(`${property}[${index}]`, name, words) }];
  });
}

/** "VPC firewall rules": service accounts are named by their addresses. */
function accountFaults(accounts: unknown, property: string): CheckFailure[] {
  return list(accounts).flatMap((account, index) => {
    const place = `${property}[${index}]`;
    const isAddress = /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(known(account) ?? "a@b.c");
    return faultIf(!isAddress, place, account, "Invalid service account email.");
  });
}

/** The provider's own rule of firewall rules logging. */
function logFaults({ enableLogging, logConfig }: Props): CheckFailure[] {
  if (enableLogging !== false || logConfig == null) return [];
  return [{ property: "logConfig", reason: "log_config cannot be defined when enable_logging is false" }];
}
