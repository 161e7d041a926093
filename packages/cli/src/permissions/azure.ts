import type { Demand } from "@isobar/sandbox";
import { type CloudReport, distinct, groupBy, type Subject, unknownNotes } from "./report.js";

/** "Resource providers for Azure services": these are registered in every subscription. */
const ALWAYS_REGISTERED = ["microsoft.authorization", "microsoft.resources"];
const ROLE_ASSIGNMENT = "azure-native:authorization:RoleAssignment";
const ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";

/** Custom roles and resource providers for each subscription. */
export function reportAzure(demands: readonly Demand[], subject: Subject): CloudReport[] {
  const groups = groupBy(demands, ({ config }) =>
    typeof config.subscriptionId === "string" ? config.subscriptionId : "",
  );
  return groups.map(([subscription, group]) =>
    report(subscription, group, subject, groups.length > 1 ? `-${subscription}` : ""),
  );
}

function report(subscription: string, demands: readonly Demand[], subject: Subject, suffix: string): CloudReport {
  const permissions = demands.flatMap((it) => it.permissions ?? []);
  const actions = distinct(permissions.flatMap((permission) => permission.actions));
  const namespaces = new Map(
    actions.map((action) => action.split("/")[0] ?? "").map((name) => [name.toLowerCase(), name]),
  );
  const enable = distinct([...namespaces].filter(([key]) => !ALWAYS_REGISTERED.includes(key)).map(([, name]) => name));
  const grants = distinct(permissions.flatMap((permission) => permission.grants ?? []));
  const limited = grants.length > 0 && !grants.includes("*");
  const name = `Deployer of ${subject.project}/${subject.stack}`;
  const at = subscription || "SUBSCRIPTION_ID";
  const role = { file: `azure${suffix}-role.json`, text: roleText(name, actions, at) };
  const condition = { file: `azure${suffix}-condition.txt`, text: conditionText(grants, principalTypes(demands)) };
  return {
    cloud: "azure",
    ...(subscription !== "" && { account: subscription }),
    documents: [role],
    conditions: limited ? [condition] : [],
    enable,
    commands: [
      ...enable.map((namespace) => `az provider register --namespace ${namespace} --subscription ${at} --wait`),
      `az role definition create --role-definition @${role.file} --subscription ${at}`,
      `az role assignment create --assignee-object-id PRINCIPAL_OBJECT_ID --assignee-principal-type ServicePrincipal ` +
        `--role ${JSON.stringify(name)} --scope /subscriptions/${at}` +
        (limited ? ` --condition @${condition.file} --condition-version 2.0` : ""),
    ],
    notes: [
      "The deployer gets no right to register resource providers: register them before.",
      ...(subscription === ""
        ? ["The program names no subscription: put its id for SUBSCRIPTION_ID, in the role as well."]
        : []),
      ...grantNotes(actions, grants, limited),
      ...unknownNotes(demands),
    ],
  };
}

function grantNotes(actions: readonly string[], grants: readonly string[], limited: boolean): string[] {
  if (!actions.some((action) => action.startsWith(`${ASSIGNMENTS}/`))) return [];
  return limited
    ? [
        `The deployer assigns roles; the condition limits it to the roles ${grants.join(", ")}. ` +
          "It holds only while no other role lets the deployer assign roles without a condition.",
      ]
    : ["The deployer may assign any role, also to itself: the program doesn't say yet which roles it gives."];
}

function roleText(name: string, actions: readonly string[], subscription: string): string {
  const role = {
    Name: name,
    IsCustom: true,
    Description: "What isobar permissions found that a deployment needs",
    Actions: actions,
    NotActions: [],
    DataActions: [],
    NotDataActions: [],
    AssignableScopes: [`/subscriptions/${subscription}`],
  };
  return `${JSON.stringify(role, null, 2)}\n`;
}

/** The kinds of principals that get roles; empty where the program doesn't say them yet. */
function principalTypes(demands: readonly Demand[]): string[] {
  const types = distinct(
    demands.filter(({ token }) => token === ROLE_ASSIGNMENT).map(({ inputs }) => String(inputs.principalType)),
  );
  return types.every((type) => /^[A-Za-z]+$/.test(type) && type !== "undefined") ? types : [];
}

/** "Examples to delegate Azure role assignment management with conditions". */
function conditionText(roles: readonly string[], kinds: readonly string[]): string {
  const only = (source: string) =>
    kinds.length === 0
      ? ""
      : ` AND @${source}[${ASSIGNMENTS}:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {${kinds.map((it) => `'${it}'`).join(", ")}}`;
  const clause = (verb: string, source: string) =>
    `((!(ActionMatches{'${ASSIGNMENTS}/${verb}'})) OR ` +
    `(@${source}[${ASSIGNMENTS}:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {${roles.join(", ")}}${only(source)}))`;
  return `${clause("write", "Request")} AND ${clause("delete", "Resource")}`;
}
