import type { CheckFailure, Props } from "@isobar/sandbox";
import { isUnknown, list, props } from "../cloud";
import { faultIf, outside } from "../words";

const ALL = ["ALL_SUBNETWORKS_ALL_IP_RANGES", "ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES"];

/** Whether a gateway serves all subnetworks of its region. */
export function servesAll({ sourceSubnetworkIpRangesToNat }: Props): boolean {
  return ALL.includes(String(sourceSubnetworkIpRangesToNat));
}

/** "Cloud NAT overview": addresses belong to manual allocation, and subnetworks to gateways that name theirs. */
function choiceFaults({ natIpAllocateOption, natIps, subnetworks, ...inputs }: Props): CheckFailure[] {
  const [addresses, named] = [list(natIps).length, list(subnetworks).length];
  const isManual = natIpAllocateOption === "MANUAL_ONLY";
  const namesThem = inputs.sourceSubnetworkIpRangesToNat === "LIST_OF_SUBNETWORKS";
  return [
    ...faultIf(
      natIpAllocateOption === "AUTO_ONLY" && addresses > 0,
      ...(["natIps", "", "natIps can only be set with natIpAllocateOption MANUAL_ONLY."] as const),
    ),
    ...faultIf(
      isManual && Array.isArray(natIps) && addresses === 0,
      ...(["natIps", "", "At least one NAT IP is needed with natIpAllocateOption MANUAL_ONLY."] as const),
    ),
    ...faultIf(isManual && natIps == null && inputs.initialNatIps == null, "natIps", "", "NAT IPs must be specified."),
    ...faultIf(
      servesAll(inputs) && named > 0,
      ...(["subnetworks", "", "Subnetworks can only be listed with LIST_OF_SUBNETWORKS."] as const),
    ),
    ...faultIf(
      namesThem && subnetworks == null,
      ...(["subnetworks", "", "Subnetworks must be listed with LIST_OF_SUBNETWORKS."] as const),
    ),
  ];
}

/** "IP addresses and ports" of Cloud NAT. */
function portFaults(inputs: Props): CheckFailure[] {
  const {
    enableDynamicPortAllocation,
    enableEndpointIndependentMapping,
    minPortsPerVm: min,
    maxPortsPerVm: max,
  } = inputs;
  const isDynamic = enableDynamicPortAllocation === true;
  const given: [string, unknown][] = isDynamic
    ? [
        ["minPortsPerVm", min],
        ["maxPortsPerVm", max],
      ]
    : [];
  return [
    ...faultIf(
      isDynamic && enableEndpointIndependentMapping === true,
      "enableEndpointIndependentMapping",
      true,
      "endpoint-independent mapping can't be enabled with dynamic port allocation.",
    ),
    ...given.flatMap(([property, ports]) =>
      faultIf(
        typeof ports === "number" && !Number.isInteger(Math.log2(ports)),
        property,
        ports,
        "Must be a power of 2.",
      ),
    ),
    ...(isDynamic ? outside("minPortsPerVm", min, 32, 32_768) : outside("minPortsPerVm", min, 2, 65_536)),
    ...outside("maxPortsPerVm", max, 64, 65_536),
    ...faultIf(
      !isDynamic && !isUnknown(enableDynamicPortAllocation) && max != null,
      ...(["maxPortsPerVm", max, "It is for dynamic port allocation only."] as const),
    ),
    ...faultIf(
      typeof min === "number" && typeof max === "number" && min >= max,
      ...(["maxPortsPerVm", max, "It must be greater than minPortsPerVm."] as const),
    ),
  ];
}

/** "REST Resource: routers": secondary ranges that are named, and those that must be. */
function secondaryFaults({ subnetworks }: Props): CheckFailure[] {
  return list(subnetworks).flatMap((one, index) => {
    const { sourceIpRangesToNats: sources, secondaryIpRangeNames: names } = props(one);
    const place = `subnetworks[${index}].secondaryIpRangeNames`;
    const isNamed = list(sources).includes("LIST_OF_SECONDARY_IP_RANGES");
    const isKnown = Array.isArray(sources) && !sources.some(isUnknown);
    return [
      ...faultIf(isNamed && names == null, place, "", "Secondary ranges must be named."),
      ...faultIf(isKnown && !isNamed && list(names).length > 0, place, "", "It needs LIST_OF_SECONDARY_IP_RANGES."),
    ];
  });
}

export function natFaults(inputs: Props): CheckFailure[] {
  return [...choiceFaults(inputs), ...portFaults(inputs), ...secondaryFaults(inputs)];
}
