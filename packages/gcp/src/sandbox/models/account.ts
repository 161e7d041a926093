import type { Model, Props, World } from "@isobar/sandbox";
import { known, projectOf } from "../cloud";
import { forGiven, inProject, verbs } from "../permissions";
import { apiError } from "../words";

const TYPE = "gcp:serviceaccount/account:Account";

/** "Service accounts overview": a project of a domain has its two parts the other way round. */
function emailOf(inputs: Props, world: World): string {
  const [project, domain] = projectOf(inputs, world).split(":").reverse();
  return `${inputs.accountId}@${[project, domain].filter(Boolean).join(".")}.iam.gserviceaccount.com`;
}

function idOf(inputs: Props, world: World): string {
  return `projects/${projectOf(inputs, world)}/serviceAccounts/${emailOf(inputs, world)}`;
}

export const account: Model = {
  type: TYPE,
  permissions: (inputs) => [
    inProject(inputs.project, [
      ...verbs("iam.serviceAccounts", "create", "delete", "get", "update"),
      ...forGiven(inputs, { disabled: verbs("iam.serviceAccounts", "disable", "enable") }),
    ]),
  ],
  autoname: { property: "accountId", maxLength: 30 },
  immutable: ["accountId", "project"],
  check({ displayName }) {
    // "REST Resource: projects.serviceAccounts".
    if (Buffer.byteLength(known(displayName) ?? "") <= 100) return [];
    return [{ property: "displayName", reason: "at most 100 bytes are allowed" }];
  },
  id: idOf,
  outputs(inputs, world) {
    const email = emailOf(inputs, world);
    return {
      project: projectOf(inputs, world),
      name: world.id,
      email,
      member: `serviceAccount:${email}`,
      uniqueId: world.keep("uniqueId", () => `1${String(BigInt(`0x${world.hex(16)}`)).padStart(20, "0")}`),
      deletionPolicy: inputs.deletionPolicy ?? "DELETE",
    };
  },
  refuse(inputs, world) {
    if (world.previous.email !== undefined || !world.find(TYPE, idOf(inputs, world))) return undefined;
    const words = `Service account ${inputs.accountId} already exists within project projects/${projectOf(inputs, world)}.`;
    return apiError(409, words, "alreadyExists");
  },
  // The provider itself waits ten seconds after the account is there.
  seconds: { create: 12, update: 2, delete: 1 },
};
