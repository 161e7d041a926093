import type { CheckFailure, Props, ResourceWorld } from "@isobar/sandbox";
import { contains, isKept, rangeOf } from "@isobar/sandbox/ranges";
import { KEPT, reservedAddresses } from "../addresses";
import { isUnknown, known, notFound, regionOf } from "../cloud";
import { faultIf, invalid } from "../words";

/** "REST Resource: addresses": what an internal address of a region may be for. */
const PURPOSES = ["GCE_ENDPOINT", "SHARED_LOADBALANCER_VIP", "IPSEC_INTERCONNECT"];
const OF_NETWORK = "IPSEC_INTERCONNECT";

export function isInternal({ addressType }: Props): boolean {
  return addressType === "INTERNAL";
}

/** "REST Resource: addresses": what belongs to one kind of address only. */
export function addressFaults(inputs: Props): CheckFailure[] {
  const alone = "It is for internal addresses only.";
  const { networkTier, network, prefixLength } = inputs;
  const purpose = known(inputs.purpose);
  const isOfNetwork = inputs.purpose != null && (purpose ?? OF_NETWORK) === OF_NETWORK;
  const only = `It is for purpose ${OF_NETWORK} only.`;
  if (isUnknown(inputs.addressType)) return [];
  if (!isInternal(inputs)) {
    return ["purpose", "subnetwork", "network"].flatMap((property) =>
      faultIf(inputs[property] != null, property, inputs[property], alone),
    );
  }
  return [
    ...faultIf(networkTier === "STANDARD", "networkTier", networkTier, "Internal addresses are always PREMIUM."),
    ...faultIf(purpose !== undefined && !PURPOSES.includes(purpose), "purpose", purpose, "No regional address has it."),
    ...faultIf(network != null && !isOfNetwork, "network", network, only),
    ...faultIf(prefixLength != null && !isOfNetwork, "prefixLength", prefixLength, only),
  ];
}

/** "Reserve a static internal IP address": not reserved yet, of a subnetwork of the region, and not among the reserved ones of its range. */
export function refuseInternalAddress(inputs: Props, subnetwork: string, world: ResourceWorld): string | undefined {
  const { address, network } = inputs;
  if (network != null || world.id !== undefined) return undefined;
  const found = world.find("gcp:compute/subnetwork:Subnetwork", subnetwork);
  if (!found) return notFound(subnetwork);
  if (found.outputs.region !== regionOf(inputs, world)) {
    return invalid("subnetwork", subnetwork, "The subnetwork must be in the region of the address.");
  }
  const cidr = String(found.outputs.ipCidrRange);
  const range = rangeOf(cidr);
  if (typeof address !== "string" || address === "" || !range) return undefined;
  if (!contains(cidr, `${address}/32`) || isKept(range, address, KEPT)) {
    return invalid("address", address, "The specified address must be within the range of the subnetwork.");
  }
  if (!reservedAddresses(subnetwork, world).has(address)) return undefined;
  return invalid("address", address, "Specified IP address is in-use and would result in a conflict.");
}
