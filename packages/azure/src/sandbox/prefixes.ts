import { networkOf, overlap, rangeOf } from "@isobar/sandbox/ranges";
import { firstRefusal, type Refusal, refusal } from "./refusal";

/** "Azure Virtual Network FAQ": how small and how large networks and subnets can be. */
const SMALLEST = 29;
const LARGEST = 2;

/** Ranges that no network can have (same page). */
const RESERVED = ["224.0.0.0/4", "255.255.255.255/32", "127.0.0.0/8", "169.254.0.0/16", "168.63.129.16/32"];

/** Prefixes that are none, whatever they are for. IPv6 is let pass. */
export function refusePrefixes(prefixes: readonly string[], of: string): Refusal {
  return firstRefusal(
    prefixes.filter((prefix) => !prefix.includes(":")),
    (prefix) => refusePrefix(prefix, of),
  );
}

function refusePrefix(prefix: string, of: string): Refusal {
  const range = rangeOf(prefix);
  if (range === undefined) {
    return refusal(
      400,
      "InvalidAddressPrefixFormat",
      `Address prefix ${prefix} of resource ${of} is not formatted correctly. It should follow CIDR notation, for example 10.0.0.0/24.`,
    );
  }
  const network = networkOf(prefix);
  if (network !== prefix) {
    return refusal(
      400,
      "InvalidCIDRNotation",
      `The address prefix ${prefix} in resource ${of} has an invalid CIDR notation. For the given prefix length, the address prefix should be ${network}.`,
    );
  }
  if (range.prefix < LARGEST || range.prefix > SMALLEST) {
    return refusal(
      400,
      "InvalidAddressPrefixLength",
      `The address prefix ${prefix} of resource ${of} is not valid: prefix lengths go from /${LARGEST} to /${SMALLEST}.`,
    );
  }
  const reserved = RESERVED.find((other) => overlap(other, prefix));
  if (reserved === undefined) return undefined;
  return refusal(
    400,
    "ReservedAddressPrefix",
    `The address prefix ${prefix} of resource ${of} overlaps with the reserved range ${reserved}.`,
  );
}

/** Where no prefix is given (Azure/NoOpsAccelerator#106). */
export function refuseNoPrefix(of: string): string {
  return refusal(
    400,
    "AddressPrefixStringCannotBeNullOrEmpty",
    `Address prefix string for resource ${of} cannot be null or empty.`,
  );
}

/** The first two of these IPv4 prefixes that overlap. */
export function overlapping(prefixes: readonly string[]): readonly [string, string] | undefined {
  for (const [i, one] of prefixes.entries()) {
    const other = prefixes.slice(0, i).find((before) => overlap(before, one));
    if (other !== undefined) return [other, one];
  }
  return undefined;
}
