import { isIP, isIPv6 } from "node:net";
import type { CheckFailure, Model, Props } from "@isobar/sandbox";
import { isRange } from "../addresses";
import { common, isUnknown, known, list, notFound, pathOf, projectOf, props, regionOf, selfLink } from "../cloud";
import { inProject, inProjectOf, verbs, WAIT } from "../permissions";
import { immutableBut, sameResource } from "../references";
import { placeFaults } from "../rules/places";
import { faultIf, outside } from "../words";

/** "Advertise custom routes", and the provider's own words for what belongs to mode CUSTOM alone. */
function advertisementFaults({ advertiseMode, advertisedGroups, advertisedIpRanges }: Props): CheckFailure[] {
  const isDefault = (known(advertiseMode) ?? "DEFAULT") === "DEFAULT" && !isUnknown(advertiseMode);
  const given = { advertised_groups: advertisedGroups, advertised_ip_ranges: advertisedIpRanges };
  const alone = Object.entries(given).filter(([, value]) => isDefault && list(value).length > 0);
  const words = "cannot be specified when using advertise_mode DEFAULT";
  const ranges = list(advertisedIpRanges).map((one) => known(props(one).range) ?? "::");
  const wrong = ranges.findIndex((range) => isIP(range) === 0 && !isRange(range) && !isIPv6(range.split("/")[0] ?? ""));
  const property = `bgp.advertisedIpRanges[${wrong}].range`;
  return [
    ...alone.map(([key]) => ({ property: "bgp.advertiseMode", reason: `Error in bgp: ${key} ${words}` })),
    ...faultIf(wrong >= 0, property, ranges[wrong], "Must be a valid CIDR address range."),
  ];
}

export const router: Model = {
  type: "gcp:compute/router:Router",
  permissions: ({ network, project }) => [
    inProject(project, [...verbs("compute.routers", "create", "delete", "get", "update"), WAIT.region]),
    inProjectOf(network, ["compute.networks.updatePolicy"]),
  ],
  autoname: { property: "name", maxLength: 63, lowerCase: true },
  immutable: immutableBut(
    ["name", "project", "network", "region", "encryptedInterconnectRouter", "nccGateway", "params"],
    { network: sameResource, region: sameResource },
  ),
  // "Establish BGP sessions": seconds between two signs of life.
  check: ({ region, bgp }, world) => [
    ...placeFaults({ region }, world),
    ...advertisementFaults(props(bgp)),
    ...outside("bgp.keepaliveInterval", props(bgp).keepaliveInterval, 20, 60),
  ],
  id: (inputs, world) =>
    `projects/${projectOf(inputs, world)}/regions/${regionOf(inputs, world)}/routers/${inputs.name}`,
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    region: regionOf(inputs, world),
    network: selfLink(pathOf(inputs.network, projectOf(inputs, world), "global/networks")),
  }),
  refuse(inputs, world) {
    const path = pathOf(inputs.network, projectOf(inputs, world), "global/networks");
    return world.find("gcp:compute/network:Network", path) ? undefined : notFound(path);
  },
  // "Cloud NAT overview": a gateway is a part of its router.
  takesAlong: ({ outputs: { name, project, region } }, { type, outputs: nat }) =>
    type === "gcp:compute/routerNat:RouterNat" &&
    nat.router === name &&
    nat.project === project &&
    nat.region === region,
  seconds: { create: 11, update: 11, delete: 11 },
};
