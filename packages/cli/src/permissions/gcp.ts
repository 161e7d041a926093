import type { Demand, Permission } from "@isobar/sandbox";
import { type CloudReport, distinct, groupBy, type Subject, unknownNotes } from "./report.js";

/** Services whose permissions begin with another word than their API's name. */
const APIS: Readonly<Record<string, string>> = {
  cloudsql: "sqladmin",
  datastore: "firestore",
  resourcemanager: "cloudresourcemanager",
};

/** "Set limits on granting roles": the values of one `hasOnly`. */
const MAX_ROLES = 10;
const MEMBER = "DEPLOYER_MEMBER";
const BILLING = /^billingAccounts\/(.+)/;

interface Needed {
  readonly project: string;
  readonly permission: Permission;
}

/** Custom roles and APIs for each project. */
export function reportGcp(demands: readonly Demand[], subject: Subject): CloudReport[] {
  const needed = demands.flatMap((it) => (it.permissions ?? []).flatMap((permission) => neededIn(it, permission)));
  const groups = groupBy(needed, ({ project }) => project);
  return groups.map(([project, group], index) => {
    const permissions = group.map(({ permission }) => permission);
    const found = report(project, permissions, subject, groups.length > 1 ? `-${project || "project"}` : "");
    if (index > 0) return found;
    const commands = [...found.commands, ...billingCommands(demands)];
    return { ...found, commands, notes: [...found.notes, ...unknownNotes(demands)] };
  });
}

/** "Cloud Billing access control & permissions": custom roles of projects hold no rights on billing accounts. */
function billingCommands(demands: readonly Demand[]): string[] {
  const lines = demands.flatMap(({ config, permissions = [] }) => {
    const accounts = permissions.flatMap(({ resources = [] }) =>
      resources.flatMap((it) => BILLING.exec(it)?.[1] ?? []),
    );
    return accounts.flatMap((account) => [
      `gcloud services enable billingbudgets.googleapis.com --project=${config.project ?? "PROJECT_ID"}`,
      `gcloud billing accounts add-iam-policy-binding ${account} --member=${MEMBER} --role=roles/billing.costsManager`,
    ]);
  });
  return distinct(lines);
}

/** Rights on what lies in another project, such as a shared network, are that project's. */
function neededIn({ config }: Demand, permission: Permission): Needed[] {
  const own = typeof config.project === "string" ? config.project : "";
  if (permission.resources?.some((text) => BILLING.test(text))) return [];
  const elsewhere = (permission.resources ?? []).flatMap((text) => /^projects\/([^/]+)/.exec(text)?.[1] ?? []);
  return (elsewhere.length > 0 ? elsewhere : [own]).map((project) => ({ project, permission }));
}

function report(project: string, permissions: readonly Permission[], subject: Subject, suffix: string): CloudReport {
  const at = project || "PROJECT_ID";
  const free = namesOf(permissions.filter(({ grants }) => grants === undefined));
  const giving = permissions.filter(({ grants }) => grants !== undefined);
  const roles = distinct(giving.flatMap(({ grants }) => grants ?? []));
  const limited = giving.length > 0 && !roles.includes("*");
  const id = roleId(subject);
  const enable = distinct([...free, ...namesOf(giving)].map(apiOf));
  const role = { id, permissions: free, title: `Deployer of ${subject.project}/${subject.stack}` };
  const grants = { id: `${id}_grants`, permissions: namesOf(giving), title: `${role.title}: grants` };
  const made = giving.length > 0 ? [role, grants] : [role];
  const files = [`gcp${suffix}-role.yaml`, `gcp${suffix}-grants-role.yaml`];
  const condition = { file: `gcp${suffix}-condition.yaml`, text: conditionText(roles) };
  return {
    cloud: "gcp",
    ...(project !== "" && { account: project }),
    documents: made.map((it, index) => ({ file: files[index] ?? "", text: roleText(it) })),
    conditions: limited ? [condition] : [],
    enable,
    commands: [
      `gcloud services enable ${enable.join(" ")} --project=${at}`,
      ...made.map((it, index) => `gcloud iam roles create ${it.id} --project=${at} --file=${files[index]}`),
      ...made.map(
        (it) =>
          `gcloud projects add-iam-policy-binding ${at} --member=${MEMBER} --role=projects/${at}/roles/${it.id} ` +
          (limited && it === grants ? `--condition-from-file=${condition.file}` : "--condition=None"),
      ),
    ],
    notes: notesOf(free, giving.length > 0, limited, roles),
  };
}

function notesOf(free: readonly string[], gives: boolean, limited: boolean, roles: readonly string[]): string[] {
  return [
    ...(limited
      ? [
          `The deployer changes who may use a resource; the condition limits it to ${roles.join(", ")}. ` +
            "It holds only while no other role gives the deployer a setIamPolicy without a condition.",
        ]
      : []),
    ...(gives && !limited
      ? [
          "The deployer may give any role on the resources it reaches: the program doesn't say yet which roles it gives.",
        ]
      : []),
    ...(free.includes("iam.serviceAccounts.actAs")
      ? [
          "With iam.serviceAccounts.actAs the deployer can use every service account of the project through a machine: keep mighty ones elsewhere.",
        ]
      : []),
  ];
}

function namesOf(permissions: readonly Permission[]): string[] {
  return distinct(permissions.flatMap(({ actions }) => actions));
}

function apiOf(permission: string): string {
  const service = permission.split(".")[0] ?? "";
  return `${APIS[service] ?? service}.googleapis.com`;
}

/** "Creating and managing custom roles": 3 to 64 letters, digits, underscores and full stops. */
function roleId({ project, stack }: Subject): string {
  return `${project}_${stack}`
    .replace(/[^A-Za-z0-9_.]/g, "_")
    .slice(0, 48)
    .concat("_deployer");
}

function roleText({ title, permissions }: { readonly title: string; readonly permissions: readonly string[] }): string {
  const lines = permissions.map((permission) => `- ${permission}`);
  return [`title: ${JSON.stringify(title.slice(0, 100))}`, "stage: GA", "includedPermissions:", ...lines, ""].join(
    "\n",
  );
}

/** "Set limits on granting roles". */
function conditionText(roles: readonly string[]): string {
  const parts: string[] = [];
  for (let at = 0; at < roles.length; at += MAX_ROLES) {
    const list = roles.slice(at, at + MAX_ROLES).map((role) => `'${role}'`);
    parts.push(`api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([${list.join(", ")}])`);
  }
  return [`title: "Only these roles"`, `expression: ${JSON.stringify(parts.join(" || "))}`, ""].join("\n");
}
