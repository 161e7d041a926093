import type { Model } from "@isobar/sandbox";
import { common, notFound, pathOf, projectOf, regionOf, selfLink } from "../cloud";
import { inProject, inProjectOf, verbs, WAIT } from "../permissions";

export const router: Model = {
  type: "gcp:compute/router:Router",
  permissions: ({ network, project }) => [
    inProject(project, [...verbs("compute.routers", "create", "delete", "get", "update"), WAIT.region]),
    inProjectOf(network, ["compute.networks.updatePolicy"]),
  ],
  autoname: { property: "name", maxLength: 63, lowerCase: true },
  immutable: ["name", "project", "network", "region", "encryptedInterconnectRouter", "nccGateway", "params"],
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
};
