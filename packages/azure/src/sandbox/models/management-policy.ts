import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, repeated, resourceId } from "../arm";
import { seek } from "../references";
import { firstRefusal, type Refusal, refusal, valuesAt } from "../refusal";
import { oneChangeAtATime } from "./storage-account";

/** "Azure Blob Storage lifecycle management policy structure". */
const MAX_RULES = 100;
const MAX_PREFIXES = 10;
const RULE_NAME = /^[A-Za-z0-9-]{1,256}$/;

export const managementPolicy = armModel({
  token: "storage:ManagementPolicy",
  arm: "Microsoft.Storage/storageAccounts/managementPolicies",
  name: "managementPolicyName",
  parents: [{ input: "accountName", token: "storage:StorageAccount" }],
  api: "2024-01-01",
  outputs: (_, world) => ({ lastModifiedTime: world.now().toISOString() }),
  refuse: (inputs, world) =>
    refuseName(inputs) ?? refuseRules(valuesAt(inputs, "policy.rules") as Props[]) ?? refuseUntracked(inputs, world),
  seconds: { create: 2, update: 2, delete: 1 },
  exclusive: (inputs, world) => oneChangeAtATime(world, inputs),
});

const invalid = (message: string) => refusal(400, "InvalidRequestPropertyValue", message);

/** "Management Policies - Create Or Update": there is one, of this name. */
function refuseName({ managementPolicyName }: Props): Refusal {
  if (managementPolicyName === "default") return undefined;
  return refusal(
    400,
    "InvalidResourceName",
    `The management policy name must be 'default'. Given: ${managementPolicyName}.`,
  );
}

function refuseRules(rules: readonly Props[]): Refusal {
  if (rules.length === 0) return invalid("The value 'rules' is not valid: a policy has at least one rule.");
  if (rules.length > MAX_RULES) return invalid(`A policy cannot have more than ${MAX_RULES} rules.`);
  const name = repeated(rules.map((rule) => rule.name));
  if (name !== undefined) return invalid(`The value '${name}' for property 'rules.name' is not unique.`);
  return firstRefusal(rules, refuseRule);
}

const BLOB_TYPES = ["blockBlob", "appendBlob"];
const ACTIONS = ["baseBlob", "snapshot", "version"];
const TIERS = ["tierToCool", "tierToCold", "tierToArchive", "tierToHot", "enableAutoTierToHotFromCool"];

function refuseRule(rule: Props): Refusal {
  const name = String(rule.name);
  if (!RULE_NAME.test(name)) return invalid(`The value '${name}' for property 'rules.name' is invalid.`);
  const types = valuesAt(rule, "definition.filters.blobTypes").map(String);
  const [filters] = valuesAt(rule, "definition.filters");
  if (filters && types.length === 0) return invalid(`Rule '${name}' must have a blob type in its filters.`);
  const strange = types.find((type) => !BLOB_TYPES.includes(type));
  if (strange !== undefined) return invalid(`The value '${strange}' for property 'blobTypes' is invalid.`);
  const actions = ACTIONS.flatMap((kind) => valuesAt(rule, `definition.actions.${kind}`) as Props[]);
  const given = actions.flatMap((action) => Object.keys(action).filter((key) => action[key] != null));
  if (given.length === 0) return invalid(`Rule '${name}' must have an action.`);
  if (types.includes("appendBlob") && given.some((action) => TIERS.includes(action))) {
    return invalid(`Rule '${name}' cannot have tiering actions for append blobs.`);
  }
  return refusePrefixes(rule) ?? refuseOperator(rule) ?? refuseDays(name, actions) ?? refuseConditions(rule);
}

/** A prefix begins with the name of a container. */
function refusePrefixes(rule: Props): Refusal {
  const prefixes = valuesAt(rule, "definition.filters.prefixMatch").map(String);
  if (prefixes.length > MAX_PREFIXES) {
    return invalid(`Rule '${rule.name}' cannot have more than ${MAX_PREFIXES} prefixes.`);
  }
  const strange = prefixes.find((prefix) => !/^(\$root|\$web|[a-z0-9][a-z0-9-]*)(\/|$)/.test(prefix));
  return strange === undefined
    ? undefined
    : invalid(`The prefix '${strange}' of rule '${rule.name}' must begin with a container name.`);
}

/** Days are whole, and each action has one condition that is an age. */
function refuseDays(name: string, actions: readonly Props[]): Refusal {
  const conditions = actions.flatMap((action) => Object.values(action)).filter((it) => typeof it === "object" && it);
  return firstRefusal(conditions as Props[], (condition) => {
    const days = Object.values(condition).filter((value) => value != null);
    const strange = days.find((value) => !Number.isInteger(value));
    if (strange !== undefined) return invalid(`The value '${strange}' of days in rule '${name}' is invalid.`);
    return days.length > 0 ? undefined : invalid(`Rule '${name}' has an action without a condition.`);
  });
}

/** "Management Policies - Create Or Update", blobIndexMatch. */
function refuseOperator(rule: Props): Refusal {
  const strange = valuesAt(rule, "definition.filters.blobIndexMatch.op").find((op) => op !== "==");
  return strange === undefined ? undefined : invalid(`The value '${strange}' for property 'op' is invalid.`);
}

const MODIFIED = "daysAfterModificationGreaterThan";
const ACCESSED = "daysAfterLastAccessTimeGreaterThan";
const MOVED = "daysAfterLastTierChangeGreaterThan";
const AGES = ["daysAfterCreationGreaterThan", ACCESSED, MODIFIED];

/** Same page, baseBlob: one age of each action, and what needs another. */
function refuseConditions(rule: Props): Refusal {
  const [base = {}] = valuesAt(rule, "definition.actions.baseBlob") as Props[];
  const given = (action: string, age: string) => valuesAt(base, `${action}.${age}`).length > 0;
  const two = Object.keys(base).find((action) => AGES.filter((age) => given(action, age)).length > 1);
  if (two !== undefined) return invalid(`Rule '${rule.name}' has more than one age for ${two}.`);
  const moved = Object.keys(base).find((action) => given(action, MOVED));
  if (moved !== undefined && (moved !== "tierToArchive" || !given(moved, MODIFIED))) {
    return invalid(`Rule '${rule.name}' cannot have ${MOVED} but for tierToArchive with ${MODIFIED}.`);
  }
  if (base.enableAutoTierToHotFromCool !== true || given("tierToCool", ACCESSED)) return undefined;
  return invalid(`Rule '${rule.name}' cannot have enableAutoTierToHotFromCool without tierToCool.${ACCESSED}.`);
}

/** Same page: the last access is known where it is tracked. */
function refuseUntracked(inputs: Props, world: ResourceWorld): Refusal {
  const conditions = ["tierToCool", "tierToCold", "tierToArchive", "delete"].map(
    (action) => `policy.rules.definition.actions.baseBlob.${action}.${ACCESSED}`,
  );
  if (conditions.every((path) => valuesAt(inputs, path).length === 0)) return undefined;
  const { accountName, resourceGroupName } = inputs;
  const service = "Microsoft.Storage/storageAccounts/blobServices";
  const id = resourceId(world, resourceGroupName, service, [accountName, "default"]);
  const found = seek(world, "storage:BlobServiceProperties", id);
  if (found && valuesAt(found.inputs, "lastAccessTimeTrackingPolicy.enable")[0] === true) return undefined;
  return invalid(`The condition ${ACCESSED} cannot be used without the account's last access time tracking policy.`);
}
