import type { CheckFailure, Props, World } from "@isobar/sandbox";
import { networkOf } from "@isobar/sandbox/ranges";
import { texts } from "../aws";
import type { Fail } from "../failure";
import { isSet, known, objects, snake } from "../known";
import { missingGroup, vpcOfGroup } from "../networks";
import { types } from "../types";
import { DESCRIPTION, DESCRIPTION_SET } from "./descriptions";
import { checkNetwork, checkNetwork6 } from "./ranges";

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
  failures.push(...checkNetwork6("cidrIpv6", inputs.cidrIpv6));
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
  if (inputs.ipProtocol === "-1" && isSet(inputs.fromPort) && inputs.fromPort !== -1) {
    failures.push({ property: "fromPort", reason: "must not be set if ipProtocol is -1" });
  }
  return failures;
}

/** What the provider itself refuses of the rules that are written in a group. */
export function checkInlineRules(inputs: Props): CheckFailure[] {
  return ["ingress", "egress"].flatMap((direction) =>
    objects(inputs[direction]).flatMap((rule, index) => {
      const at = `${direction}[${index}]`;
      const { protocol, fromPort: from, toPort: to } = rule;
      const networks = [
        ...texts(rule.cidrBlocks).flatMap((cidr, i) => checkNetwork(`${at}.cidrBlocks[${i}]`, cidr)),
        ...texts(rule.ipv6CidrBlocks).flatMap((cidr, i) => checkNetwork6(`${at}.ipv6CidrBlocks[${i}]`, cidr)),
      ];
      const ported = [from, to].some((port) => typeof port === "number" && port !== 0);
      if (!isAny(protocol) || !ported) return networks;
      const reason = `from_port (${from}) and to_port (${to}) must both be 0 to use the 'ALL' "-1" protocol!`;
      return [...networks, { property: `${at}.fromPort`, reason }];
    }),
  );
}

function isAny(protocol: unknown): boolean {
  return ["-1", "all"].includes(String(protocol).toLowerCase());
}

/** What EC2 refuses of the rules that are written in a group of a network. */
export function refuseInlineRules(inputs: Props, vpcId: unknown, world: World, fail: Fail): string | undefined {
  const all = ["ingress", "egress"].flatMap((direction) => objects(inputs[direction]));
  for (const rule of all) {
    const { fromPort, toPort, description } = rule;
    const ipProtocol = isAny(rule.protocol) ? "-1" : rule.protocol;
    const groups = texts(rule.securityGroups).filter((id) => !id.includes("/"));
    const refusal =
      refusePorts({ ipProtocol, fromPort, toPort, description }, fail) ??
      groups.map((id) => missingGroup(world, fail, id) ?? refuseFarGroup(vpcId, id, world, fail)).find(Boolean);
    if (refusal) return refusal;
  }
  return undefined;
}

/** "Update your security groups to reference peer security groups". */
export function refuseFarGroup(vpcId: unknown, peer: unknown, world: World, fail: Fail): string | undefined {
  const far = vpcOfGroup(world, peer);
  if (vpcId === far) return undefined;
  const peered = world
    .list(types.vpcPeeringConnection)
    .map(({ inputs }) => [inputs.vpcId, inputs.peerVpcId])
    .some((vpcs) => vpcs.includes(vpcId) && vpcs.includes(far));
  return peered
    ? undefined
    : fail("InvalidGroup.NotFound", "You have specified two resources that belong to different networks.");
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
  return Number(from) > Number(to) || Number(from) < 0 || Number(to) > MAX_PORT
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
