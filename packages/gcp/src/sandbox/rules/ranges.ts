import type { CheckFailure, Props, World } from "@isobar/sandbox";
import { overlap, rangeOf } from "@isobar/sandbox/ranges";
import { isRange } from "../addresses";
import { known, list, pathOf, props, selfLink } from "../cloud";
import { apiError, invalid, invalidValue } from "../words";

const SUBNETWORK = "gcp:compute/subnetwork:Subnetwork";

/** "Subnets": prohibited IPv4 subnet ranges. */
const PROHIBITED = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "199.36.153.4/30", "199.36.153.8/30"];
/** "Subnets": the largest and the smallest range, of which four addresses are reserved. */
const LARGEST = 4;
const SMALLEST = 29;
/** "VPC quotas: per network": secondary ranges of one subnetwork. */
const MOST_SECONDARY = 170;
/** "Subnets": what the subnetworks that networks of auto mode make by themselves lie in. */
const AUTO = "10.128.0.0/9";

/** A range of a subnetwork, and the input that gives it. */
interface Given {
  readonly property: string;
  readonly range: string;
}

function rangesOf({ ipCidrRange, secondaryIpRanges }: Props): Given[] {
  const secondary = list(secondaryIpRanges).map((one, index) => ({
    property: `secondaryIpRanges[${index}].ipCidrRange`,
    range: known(props(one).ipCidrRange),
  }));
  const all = [{ property: "ipCidrRange", range: known(ipCidrRange) }, ...secondary];
  return all.filter((given): given is Given => given.range !== undefined && !given.range.includes(":"));
}

/** "Subnets": the form and size of ranges, and that those of one subnetwork don't overlap. */
export function rangeFaults(inputs: Props): CheckFailure[] {
  const ranges = rangesOf(inputs);
  const faults = ranges.flatMap(({ property, range }, index) => {
    const words = rangeFault(range) ?? ownOverlap(ranges, index);
    return words === undefined ? [] : [{ property, reason: invalidValue(property, range, words) }];
  });
  const names = list(inputs.secondaryIpRanges).map((one) => known(props(one).rangeName));
  const twice = names.findIndex((name, index) => name !== undefined && names.indexOf(name) !== index);
  if (twice >= 0) {
    const property = `secondaryIpRanges[${twice}].rangeName`;
    faults.push({ property, reason: invalidValue(property, names[twice], "Range names must be unique.") });
  }
  if (names.length > MOST_SECONDARY) {
    const reason = `at most ${MOST_SECONDARY} secondary ranges are allowed`;
    faults.push({ property: "secondaryIpRanges", reason });
  }
  return faults;
}

function rangeFault(range: string): string | undefined {
  const { prefix } = rangeOf(range) ?? {};
  if (prefix === undefined || !isRange(range)) return "Must be a valid IPV4 CIDR address range.";
  if (prefix < LARGEST || prefix > SMALLEST) {
    return `The prefix length must be between ${LARGEST} and ${SMALLEST}.`;
  }
  const prohibited = PROHIBITED.find((other) => overlap(other, range));
  return prohibited === undefined ? undefined : `It overlaps the prohibited range ${prohibited}.`;
}

function ownOverlap(ranges: readonly Given[], index: number): string | undefined {
  const { range } = ranges[index] as Given;
  const other = ranges.slice(0, index).find((earlier) => isRange(earlier.range) && overlap(earlier.range, range));
  return other && `It overlaps the range ${other.range} of the same subnetwork.`;
}

/** Networks whose subnetworks a network's may not overlap: its own, and those of networks that are peered with it. */
function neighbours(network: string, world: World): string[] {
  const path = (reference: unknown) => pathOf(reference, "", "global/networks");
  const peerings = world.list("gcp:compute/networkPeering:NetworkPeering").map(({ outputs }) => outputs);
  const peers = peerings.filter((one) => path(one.network) === network).map((one) => path(one.peerNetwork));
  return [network, ...peers].map(selfLink);
}

/**
 * "Subnets": ranges of one network don't overlap, whatever region they are in; "VPC Network Peering": nor do those of
 * networks that are peered.
 */
export function refuseConflict(inputs: Props, network: string, world: World): string | undefined {
  const others = [...new Set(neighbours(network, world))].flatMap((one) => world.list(SUBNETWORK, ["network", one]));
  for (const { property, range } of rangesOf(inputs)) {
    const other = others.find(({ outputs }) => rangesOf(outputs).some((one) => overlap(one.range, range)));
    if (other) {
      const { name, region } = other.outputs;
      const words = `Invalid IPCidrRange: ${range} conflicts with existing subnetwork '${name}' in region '${region}'.`;
      return property === "ipCidrRange" ? apiError(400, words, "invalid") : invalid(property, range, words);
    }
  }
  return undefined;
}

/** "Subnets": networks of auto mode take further subnetworks outside of the range of their own ones. */
export function refuseInAutoMode(inputs: Props, network: Props): string | undefined {
  const range = known(inputs.ipCidrRange) ?? "0.0.0.0/32";
  if (network.autoCreateSubnetworks !== true || !overlap(range, AUTO)) return undefined;
  const words = `Extended subnetworks in auto subnet mode networks cannot overlap with ${AUTO}.`;
  return invalid("ipCidrRange", range, words);
}
