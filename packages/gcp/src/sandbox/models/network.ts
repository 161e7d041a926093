import type { Model, Props } from "@isobar/sandbox";
import { common, inUse, isUnknown, known, numericId, pathOf, projectOf } from "../cloud";
import { forGiven, inProject, verbs, WAIT } from "../permissions";
import { faultIf, outside } from "../words";

const PEERING = "gcp:compute/networkPeering:NetworkPeering";
const USERS = ["gcp:compute/subnetwork:Subnetwork", "gcp:compute/router:Router", "gcp:compute/firewall:Firewall"];

/** "Maximum transmission unit", and "Best path selection modes": what belongs to the standard mode alone. */
function faults(inputs: Props) {
  const { mtu, bgpBestPathSelectionMode, bgpAlwaysCompareMed, bgpInterRegionCost } = inputs;
  const words = "It can only be set with best path selection mode STANDARD.";
  const isLegacy = bgpBestPathSelectionMode !== "STANDARD" && !isUnknown(bgpBestPathSelectionMode);
  return [
    ...outside("mtu", mtu, 1300, 8896),
    ...faultIf(isLegacy && bgpAlwaysCompareMed === true, "bgpAlwaysCompareMed", true, words),
    ...faultIf(isLegacy && bgpInterRegionCost != null, "bgpInterRegionCost", bgpInterRegionCost, words),
    ...uniqueRangeFaults(inputs),
  ];
}

/** "REST Resource: networks": the internal IPv6 range that a network may choose. */
function uniqueRangeFaults({ enableUlaInternalIpv6, internalIpv6Range }: Props) {
  const range = known(internalIpv6Range) || undefined;
  const needs = "It can only be set with enableUlaInternalIpv6.";
  const isWithout = enableUlaInternalIpv6 !== true && !isUnknown(enableUlaInternalIpv6);
  const isUnique = range === undefined || /^fd20:(?:0?[0-9a-f]{0,3}:|:).*\/48$/i.test(range);
  return [
    ...faultIf(range !== undefined && isWithout, "internalIpv6Range", range, needs),
    ...faultIf(!isUnique, "internalIpv6Range", range, "Must be a /48 within fd20::/20."),
  ];
}

/** What networks have where nothing else is asked for. */
export function networkSettings(inputs: Props): Props {
  return {
    autoCreateSubnetworks: inputs.autoCreateSubnetworks ?? true,
    routingMode: inputs.routingMode ?? "REGIONAL",
    mtu: inputs.mtu ?? 1460,
    networkFirewallPolicyEnforcementOrder: inputs.networkFirewallPolicyEnforcementOrder ?? "AFTER_CLASSIC_FIREWALL",
    gatewayIpv4: "",
    internalIpv6Range: inputs.internalIpv6Range ?? "",
    bgpBestPathSelectionMode: inputs.bgpBestPathSelectionMode ?? "LEGACY",
    bgpAlwaysCompareMed: inputs.bgpAlwaysCompareMed ?? false,
    bgpInterRegionCost: inputs.bgpInterRegionCost ?? "",
  };
}

export const network: Model = {
  type: "gcp:compute/network:Network",
  permissions: (inputs) => [
    inProject(inputs.project, [
      ...verbs("compute.networks", "create", "delete", "get", "update"),
      ...forGiven(inputs, { deleteDefaultRoutesOnCreate: verbs("compute.routes", "delete", "list") }),
      WAIT.global,
    ]),
  ],
  autoname: { property: "name", maxLength: 63, lowerCase: true },
  immutable: [
    ...["name", "project", "description", "autoCreateSubnetworks", "internalIpv6Range", "networkProfile", "params"],
  ],
  check: faults,
  id: (inputs, world) => `projects/${projectOf(inputs, world)}/global/networks/${inputs.name}`,
  outputs(inputs, world) {
    const { project, selfLink, deletionPolicy } = common(inputs, world);
    const networkId = world.keep("networkId", () => numericId(world));
    return {
      project,
      selfLink,
      deletionPolicy,
      networkId,
      numericId: networkId,
      ...networkSettings(inputs),
    };
  },
  refuseDelete({ id }, world) {
    const project = id.split("/")[1] as string;
    const user = USERS.flatMap((type) => world.list(type)).find(
      ({ outputs }) => pathOf(outputs.network, project, "global/networks") === id,
    );
    return user && inUse(id, user.id);
  },
  // "VPC Network Peering": a peering goes with its network.
  takesAlong: ({ id }, { type, outputs }) => type === PEERING && pathOf(outputs.network, "", "global/networks") === id,
  seconds: { create: 12, update: 11, delete: 22 },
};
