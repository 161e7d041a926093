import type { Props } from "@isobar/sandbox";
import { armModel, repeated } from "../arm";

export const managementPolicy = armModel({
  token: "storage:ManagementPolicy",
  arm: "Microsoft.Storage/storageAccounts/managementPolicies",
  name: "managementPolicyName",
  parents: [{ input: "accountName", token: "storage:StorageAccount" }],
  api: "2024-01-01",
  outputs: () => ({ lastModifiedTime: new Date().toISOString() }),
  // "Azure Blob Storage lifecycle management policy structure"
  refuse: ({ policy }) => {
    const rules = (policy as Props | undefined)?.rules;
    if (!Array.isArray(rules)) return undefined;
    const name = repeated((rules as Props[]).map((rule) => rule.name));
    if (name !== undefined) {
      return `Status=400 Code="InvalidRequestPropertyValue" Message="The value '${name}' for property 'rules.name' is not unique."`;
    }
    if (rules.length > 0) return undefined;
    return `Status=400 Code="InvalidRequestPropertyValue" Message="The value 'rules' is not valid: a policy has at least one rule."`;
  },
});
