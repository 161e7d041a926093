import type { Model } from "@isobar/sandbox";
import { common, notFound, pathOf, projectOf, props, regionOf, selfLink } from "../cloud";
import { inProject, inProjectOf, verbs, WAIT } from "../permissions";
import { placeFaults } from "../rules/places";
import { outside } from "../words";

export const router: Model = {
  type: "gcp:compute/router:Router",
  permissions: ({ network, project }) => [
    inProject(project, [...verbs("compute.routers", "create", "delete", "get", "update"), WAIT.region]),
    inProjectOf(network, ["compute.networks.updatePolicy"]),
  ],
  autoname: { property: "name", maxLength: 63, lowerCase: true },
  immutable: ["name", "project", "network", "region", "encryptedInterconnectRouter", "nccGateway", "params"],
  // "Establish BGP sessions": seconds between two signs of life.
  check: ({ region, bgp }, world) => [
    ...placeFaults({ region }, world),
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
