import type { Model, Props, World } from "@isobar/sandbox";
import { projectOf } from "../cloud";
import { forGiven, inProject, verbs } from "../permissions";

/** "Service accounts overview": a project of a domain has its two parts the other way round. */
function emailOf(inputs: Props, world: World): string {
  const [project, domain] = projectOf(inputs, world).split(":").reverse();
  return `${inputs.accountId}@${[project, domain].filter(Boolean).join(".")}.iam.gserviceaccount.com`;
}

export const account: Model = {
  type: "gcp:serviceaccount/account:Account",
  permissions: (inputs) => [
    inProject(inputs.project, [
      ...verbs("iam.serviceAccounts", "create", "delete", "get", "update"),
      ...forGiven(inputs, { disabled: verbs("iam.serviceAccounts", "disable", "enable") }),
    ]),
  ],
  autoname: { property: "accountId", maxLength: 30 },
  immutable: ["accountId", "project"],
  check({ accountId, displayName }) {
    const failures = [];
    // "Create service accounts".
    if (typeof accountId === "string" && !/^[a-z][-a-z0-9]{4,28}[a-z0-9]$/.test(accountId)) {
      const reason = `"${accountId}" must be 6 to 30 lower-case letters, digits and hyphens, and start with a letter`;
      failures.push({ property: "accountId", reason });
    }
    if (typeof displayName === "string" && Buffer.byteLength(displayName) > 100) {
      failures.push({ property: "displayName", reason: "at most 100 bytes are allowed" });
    }
    return failures;
  },
  id: (inputs, world) => `projects/${projectOf(inputs, world)}/serviceAccounts/${emailOf(inputs, world)}`,
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
};
