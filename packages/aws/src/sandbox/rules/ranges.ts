import type { CheckFailure } from "@isobar/sandbox";
import { networkOf, overlap } from "@isobar/sandbox/ranges";
import { known } from "../known";
import { networkOf6 } from "./ranges6";

/** Refuses what is no IPv4 network, or has bits of a host, as the provider's validation does. */
export function checkNetwork(property: string, value: unknown): CheckFailure[] {
  const cidr = known(value);
  if (cidr === undefined) return [];
  const network = networkOf(cidr);
  if (network === cidr) return [];
  const reason =
    network === undefined
      ? `"${cidr}" is not a valid IPv4 CIDR block: invalid CIDR address: ${cidr}`
      : `"${cidr}" is not a valid IPv4 CIDR block; did you mean "${network}"?`;
  return [{ property, reason }];
}

/** The same for IPv6. */
export function checkNetwork6(property: string, value: unknown): CheckFailure[] {
  const cidr = known(value);
  const network = networkOf6(cidr ?? "");
  if (cidr === undefined || network?.aligned) return [];
  const reason = `"${cidr}" is not a valid IPv6 CIDR block${network ? "; it has bits of a host" : `: invalid CIDR address: ${cidr}`}`;
  return [{ property, reason }];
}

/** "VPC CIDR blocks": a VPC and its subnets have from 16 to 65,536 addresses. */
export const MIN_PREFIX = 16;
export const MAX_PREFIX = 28;

export function prefixOf(cidr: string): number {
  return Number(cidr.split("/")[1]);
}

/** Ranges that no VPC may have: "VPC CIDR blocks". */
const FORBIDDEN = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4"];

export function isForbidden(cidr: string): boolean {
  return FORBIDDEN.some((range) => overlap(cidr, range));
}
