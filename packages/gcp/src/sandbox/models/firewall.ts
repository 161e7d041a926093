import type { CheckFailure, Model, Props } from "@isobar/sandbox";
import { common, list, notFound, pathOf, projectOf, selfLink } from "../cloud";
import { inProject, verbs, WAIT } from "../permissions";

const SOURCES = ["sourceRanges", "sourceTags", "sourceServiceAccounts"];

/** "VPC firewall rules": what a rule must name, and what it can't name together. */
function faults(inputs: Props): CheckFailure[] {
  const has = (key: string) => list(inputs[key]).length > 0;
  const failures: CheckFailure[] = [];
  if (has("allows") === has("denies")) {
    failures.push({ property: "allows", reason: "exactly one of allows and denies must be specified" });
  }
  if (inputs.direction !== "EGRESS" && !SOURCES.some((key) => inputs[key] != null)) {
    const reason = `one of ${SOURCES.join(", ")} must be defined when direction isn't EGRESS`;
    failures.push({ property: "sourceRanges", reason });
  }
  for (const accounts of ["sourceServiceAccounts", "targetServiceAccounts"]) {
    const tags = ["sourceTags", "targetTags"].find(has);
    if (has(accounts) && tags) failures.push({ property: accounts, reason: `conflicts with ${tags}` });
    if (list(inputs[accounts]).length > 10) failures.push({ property: accounts, reason: "at most 10 are allowed" });
  }
  return failures;
}

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
  check: faults,
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
      return `googleapi: Error 400: Invalid value for field 'resource.network': '${path}'. Cross project referencing is not allowed for this resource., invalid`;
    }
    const before = world.previous.network;
    if (before != null && before !== selfLink(path)) {
      return "googleapi: Error 400: Invalid value for field 'resource.network': the network of a firewall rule cannot be changed., invalid";
    }
    return world.find("gcp:compute/network:Network", path) ? undefined : notFound(path);
  },
};
