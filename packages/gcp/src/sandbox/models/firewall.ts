import type { Model } from "@isobar/sandbox";
import { common, notFound, pathOf, projectOf, selfLink } from "../cloud";
import { inProject, verbs, WAIT } from "../permissions";
import { firewallFaults } from "../rules/firewall";
import { invalid } from "../words";

export const firewall: Model = {
  type: "gcp:compute/firewall:Firewall",
  // "Method: firewalls.patch": a rule is a part of its network's policy.
  permissions: ({ project }) => [
    inProject(project, [
      ...verbs("compute.firewalls", "create", "delete", "get", "update"),
      "compute.networks.updatePolicy",
      WAIT.global,
    ]),
  ],
  autoname: { property: "name", maxLength: 255 },
  immutable: ["name", "project", "direction", "params"],
  check: firewallFaults,
  id: (inputs, world) => `projects/${projectOf(inputs, world)}/global/firewalls/${inputs.name}`,
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    network: selfLink(pathOf(inputs.network, projectOf(inputs, world), "global/networks")),
    direction: inputs.direction ?? "INGRESS",
    priority: inputs.priority ?? 1000,
    destinationRanges: inputs.destinationRanges ?? [],
    enableLogging: inputs.enableLogging ?? false,
  }),
  refuse(inputs, world) {
    const project = projectOf(inputs, world);
    const path = pathOf(inputs.network, project, "global/networks");
    if (path.split("/")[1] !== project) {
      return invalid("network", path, "Cross project referencing is not allowed for this resource.");
    }
    const before = world.previous.network;
    if (before != null && before !== selfLink(path)) {
      return invalid("network", path, "The network of a firewall rule cannot be changed.");
    }
    return world.find("gcp:compute/network:Network", path) ? undefined : notFound(path);
  },
  seconds: { create: 12, update: 12, delete: 12 },
};
