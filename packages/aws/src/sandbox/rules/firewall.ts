import type { CheckFailure, Props } from "@isobar/sandbox";
import { networkOf } from "@isobar/sandbox/ranges";
import type { Fail } from "../failure";
import { isSet, known, objects, snake } from "../known";
import { DESCRIPTION, DESCRIPTION_SET } from "./descriptions";

export const PEERS = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"] as const;

const MAX_PORT = 65_535;
const PROTOCOLS = ["-1", "tcp", "udp", "icmp", "icmpv6"];
const WITH_PORTS = ["tcp", "udp", "6", "17"];

/** What the provider itself refuses of a security group's rule. */
export function checkRule(inputs: Props): CheckFailure[] {
  const failures: CheckFailure[] = [];
  if (PEERS.filter((name) => isSet(inputs[name])).length !== 1) {
    const names = PEERS.map(snake).join(",");
    failures.push({ property: "cidrIpv4", reason: `Exactly one of these attributes must be configured: [${names}]` });
  }
  const cidr = known(inputs.cidrIpv4);
  if (cidr !== undefined && networkOf(cidr) !== cidr) {
    const reason = `Attribute cidr_ipv4 value must be a valid IPv4 CIDR that represents a network address, got: ${cidr}`;
    failures.push({ property: "cidrIpv4", reason });
  }
  for (const property of ["fromPort", "toPort"]) {
    const port = inputs[property];
    if (typeof port === "number" && (port < -1 || port > MAX_PORT)) {
      const reason = `Attribute ${snake(property)} value must be between -1 and ${MAX_PORT}, got: ${port}`;
      failures.push({ property, reason });
    }
  }
  if (inputs.ipProtocol === "-1" && isSet(inputs.fromPort)) {
    failures.push({ property: "fromPort", reason: "must not be set if ipProtocol is -1" });
  }
  return failures;
}

/** What the provider itself refuses of the rules that are written in a group. */
export function checkInlineRules(inputs: Props): CheckFailure[] {
  return ["ingress", "egress"].flatMap((direction) =>
    objects(inputs[direction]).flatMap(({ protocol, fromPort: from, toPort: to }, index) => {
      const ported = [from, to].some((port) => typeof port === "number" && port !== 0);
      if (!["-1", "all"].includes(String(protocol).toLowerCase()) || !ported) return [];
      const reason = `from_port (${from}) and to_port (${to}) must both be 0 to use the 'ALL' "-1" protocol!`;
      return [{ property: `${direction}[${index}].fromPort`, reason }];
    }),
  );
}

/** "IpPermission". */
export function refusePorts(inputs: Props, fail: Fail): string | undefined {
  const { fromPort: from, toPort: to, description = "" } = inputs;
  const protocol = String(inputs.ipProtocol).toLowerCase();
  const number = /^\d+$/.test(protocol) && Number(protocol) <= 255;
  if (!number && !PROTOCOLS.includes(protocol)) {
    return fail("InvalidParameterValue", `Invalid value '${protocol}' for IP protocol. Unknown protocol.`);
  }
  if (!DESCRIPTION.test(String(description))) {
    const valid = "Valid descriptions are strings less than 256 characters from the following set:";
    return fail("InvalidParameterValue", `Invalid rule description. ${valid}  ${DESCRIPTION_SET}`);
  }
  if (!WITH_PORTS.includes(protocol)) return undefined;
  if (!isSet(from) || !isSet(to)) {
    const reason = "Must specify both from and to ports with TCP/UDP.";
    return fail("InvalidParameterValue", `Invalid value '${reason}' for portRange.`);
  }
  return Number(from) > Number(to) || Number(from) < 0
    ? fail("InvalidParameterValue", `Invalid TCP/UDP port range (${from}:${to})`)
    : undefined;
}

/** A rule as EC2 names it; no group has the same one twice. */
export function ruleKey(inputs: Props): string {
  const peer = PEERS.map((name) => inputs[name]).find(isSet);
  const protocol = inputs.ipProtocol === "-1" ? "ALL" : String(inputs.ipProtocol).toUpperCase();
  const ports = isSet(inputs.fromPort) ? ` from port: ${inputs.fromPort}, to port: ${inputs.toPort},` : "";
  return `peer: ${peer}, ${protocol},${ports} ALLOW`;
}
