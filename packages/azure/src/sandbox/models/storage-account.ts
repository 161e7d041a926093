import type { Props, ResourceWorld, World } from "@isobar/sandbox";
import { armModel, groupId, resourceId, subscriptionOf } from "../arm";
import { refuseConversion, refuseRedundancy, skuName } from "../redundancy";
import { locationOf, SUBNET, sameId, seek, typeOf } from "../references";
import { firstRefusal, type Refusal, refusal, valuesAt } from "../refusal";

const TOKEN = "storage:StorageAccount";
const ARM = "Microsoft.Storage/storageAccounts";

/** "Scalability and performance targets for standard storage accounts": per region, by default. */
const MAX_ACCOUNTS = 250;
/** "Azure subscription and service limits, quotas, and constraints": rules of one account. */
const MAX_NETWORK_RULES = 400;

export const storageAccount = armModel({
  token: TOKEN,
  arm: ARM,
  name: "accountName",
  api: "2024-01-01",
  autoname: "random",
  immutable: ["location", "isHnsEnabled"],
  linked: {
    "networkRuleSet.virtualNetworkRules": ["Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action"],
  },
  references: { "networkRuleSet.virtualNetworkRules.virtualNetworkResourceId": { ...SUBNET, anywhere: true } },
  children: ["storage:BlobContainer", "storage:BlobServiceProperties", "storage:ManagementPolicy"],
  refuse: (inputs, world, id) =>
    refuseName(inputs) ??
    refuseTaken(inputs, world, id) ??
    refuseRedundancy(inputs, world) ??
    refuseConversion(inputs, world) ??
    refuseTier(inputs) ??
    refuseProtocols(inputs) ??
    refuseKind(inputs, world) ??
    refuseNetworkRules(inputs) ??
    refuseBypass(inputs) ??
    refuseEndpoints(inputs, world) ??
    refuseKey(inputs) ??
    refusePolicies(inputs) ??
    refuseCount(inputs, world),
  seconds: { create: 25, update: 5, delete: 4 },
  exclusive: (inputs, world) => oneChangeAtATime(world, inputs),
  outputs: ({ accessTier, accountName, kind, location, networkRuleSet, sku }, world) => ({
    provisioningState: "Succeeded",
    ...(hasTier(kind, sku) && { accessTier: accessTier ?? "Hot" }),
    networkRuleSet: { ...OPEN, ...(networkRuleSet as Props | undefined) },
    privateEndpointConnections: [],
    creationTime: world.keep("creationTime", () => world.now().toISOString()),
    primaryLocation: location ?? world.region,
    statusOfPrimary: "available",
    primaryEndpoints: endpoints(String(accountName)),
    ...(skuName(sku).includes("RAG") && { secondaryEndpoints: endpoints(`${accountName}-secondary`) }),
    sku: { ...(sku as Props), tier: skuName(sku).split("_")[0] },
  }),
});

/** "Storage Accounts - Create", networkAcls: where nothing else is asked for. */
const OPEN: Props = { bypass: "AzureServices", defaultAction: "Allow", ipRules: [], virtualNetworkRules: [] };

/** "Access tiers for blob data": accounts that have one by default. */
function hasTier(kind: unknown, sku: unknown): boolean {
  return ["StorageV2", "BlobStorage"].includes(String(kind)) && !skuName(sku).startsWith("Premium");
}

/** Changes of one account at the same time are refused. */
export function oneChangeAtATime(world: World, { accountName, resourceGroupName }: Props) {
  return {
    keys: [resourceId(world, resourceGroupName, ARM, [accountName]).toLowerCase()],
    refusal: refusal(
      409,
      "StorageAccountOperationInProgress",
      "An operation is currently performing on this storage account that requires exclusive access.",
    ),
  };
}

function endpoints(account: string): Props {
  const services = ["blob", "dfs", "file", "queue", "table"];
  return {
    ...Object.fromEntries(services.map((service) => [service, `https://${account}.${service}.core.windows.net/`])),
    web: `https://${account}.z6.web.core.windows.net/`,
  };
}

/** "Resolve errors for reserved resource names". */
function refuseName({ accountName }: Props): Refusal {
  if (!/microsoft|windows|^login/.test(String(accountName))) return undefined;
  return refusal(
    400,
    "ReservedResourceName",
    `The resource name '${accountName}' or a part of the name is a trademarked or reserved word.`,
  );
}

function refuseTaken({ accountName, resourceGroupName }: Props, world: ResourceWorld, own: string): Refusal {
  const other = world
    .list(typeOf(TOKEN))
    .find((account) => sameId(account.inputs.accountName, accountName) && !sameId(account.id, own));
  if (!other) return undefined;
  if (other.id.toLowerCase().startsWith(`/subscriptions/${subscriptionOf(world)}/`.toLowerCase())) {
    return refusal(
      409,
      "StorageAccountInAnotherResourceGroup",
      `The account ${accountName} is already in another resource group in this subscription (${groupId(world, resourceGroupName)}).`,
    );
  }
  return refusal(409, "StorageAccountAlreadyTaken", `The storage account named ${accountName} is already taken.`);
}

/** "Access tiers for blob data": accounts of the kind BlobStorage name theirs, and premium ones have none. */
function refuseTier({ accessTier, kind, sku }: Props): Refusal {
  const isPremium = skuName(sku).startsWith("Premium");
  if (kind === "BlobStorage" && accessTier === undefined) {
    return refusal(400, "AccessTierRequired", "Access tier is required for an account of the kind BlobStorage.");
  }
  if (accessTier === undefined || accessTier === "Premium" || !isPremium) return undefined;
  return refusal(
    400,
    "AccountPropertyIsInvalid",
    `Account property accessTier is invalid for the request: an account of type ${skuName(sku)} cannot have ${accessTier}.`,
  );
}

/** What needs a hierarchical namespace, by the names that Azure has for it. */
const HIERARCHICAL = { enableNfsV3: "isNfsv3Enabled", isSftpEnabled: "isSftpEnabled" };

/** "Network File System (NFS) 3.0 protocol support for Azure Blob Storage"; "SSH File Transfer Protocol (SFTP) support …". */
function refuseProtocols(inputs: Props): Refusal {
  if (inputs.isHnsEnabled === true) return undefined;
  return firstRefusal(Object.entries(HIERARCHICAL), ([input, property]) => {
    if (inputs[input] !== true) return undefined;
    return refusal(
      400,
      "InvalidRequestPropertyValue",
      `The value 'True' is not allowed for property ${property}. For more information, see - https://aka.ms/storageaccountproperties`,
    );
  });
}

/** "Upgrade to a general-purpose v2 storage account": the only change of kind there is. */
function refuseKind({ accountName, kind }: Props, { previous }: ResourceWorld): Refusal {
  const before = previous.kind;
  if (before === undefined || before === kind) return undefined;
  if (kind === "StorageV2" && ["Storage", "BlobStorage"].includes(String(before))) return undefined;
  return refusal(
    409,
    "AccountPropertyCannotBeUpdated",
    `The property 'kind' was specified in the input, but it cannot be updated for account ${accountName}.`,
  );
}

/** "Configure Azure Storage firewalls and virtual networks": ranges are public, and not smaller than /30. */
function refuseNetworkRules({ networkRuleSet }: Props): Refusal {
  const { ipRules = [], virtualNetworkRules = [] } = (networkRuleSet ?? {}) as {
    readonly ipRules?: readonly { readonly iPAddressOrRange?: string }[];
    readonly virtualNetworkRules?: readonly unknown[];
  };
  const strange = ipRules.map((rule) => String(rule.iPAddressOrRange)).find((range) => !isPublic(range));
  if (strange !== undefined) {
    return refusal(
      400,
      "InvalidValuesForRequestParameters",
      `Values for request parameters are invalid: networkAcls.ipRule[*].value. Given: ${strange}.`,
    );
  }
  if (ipRules.length <= MAX_NETWORK_RULES && virtualNetworkRules.length <= MAX_NETWORK_RULES) return undefined;
  return refusal(400, "NetworkAclsRuleLimitExceeded", `An account cannot have more than ${MAX_NETWORK_RULES} rules.`);
}

function isPublic(range: string): boolean {
  if (/\/3[12]$/.test(range)) return false;
  if (range.includes(":")) return true;
  return /^(\d{1,3}\.){3}\d{1,3}(\/\d+)?$/.test(range) && !/^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/.test(range);
}

/** "Storage Accounts - Create", bypass: one word for none, or what may come by. */
function refuseBypass(inputs: Props): Refusal {
  const [bypass] = valuesAt(inputs, "networkRuleSet.bypass").map(String);
  if (bypass === undefined || /^None$/i.test(bypass)) return undefined;
  const words = bypass.split(",").map((word) => word.trim().toLowerCase());
  if (words.every((word) => ["azureservices", "logging", "metrics"].includes(word))) return undefined;
  return refusal(
    400,
    "InvalidValuesForRequestParameters",
    `Values for request parameters are invalid: networkAcls.bypass. Given: ${bypass}.`,
  );
}

/** "Configure Azure Storage firewalls and virtual networks": subnets with an endpoint of the service. */
function refuseEndpoints(inputs: Props, world: ResourceWorld): Refusal {
  const ids = valuesAt(inputs, "networkRuleSet.virtualNetworkRules.virtualNetworkResourceId").map(String);
  const bare = ids.find((id) => {
    const services = valuesAt(seek(world, SUBNET.token, id)?.inputs, "serviceEndpoints.service");
    return !services.some((service) => /^Microsoft\.Storage(\.Global)?$/i.test(String(service)));
  });
  if (bare === undefined) return undefined;
  const [network, subnet] = bare.split("/").filter((_, i, all) => i >= all.length - 3 && i !== all.length - 2);
  return refusal(
    400,
    "SubnetsHaveNoServiceEndpointsConfigured",
    `Subnets ${subnet} of virtual network ${network} do not have ServiceEndpoints for Microsoft.Storage resources configured. Add Microsoft.Storage to subnet's ServiceEndpoints collection before trying to ACL Microsoft.Storage resources to these subnets.`,
  );
}

/** "Customer-managed keys for Azure Storage encryption": a key, and an identity that may read it. */
function refuseKey(inputs: Props): Refusal {
  const [source] = valuesAt(inputs, "encryption.keySource");
  if (!sameId(source, "Microsoft.Keyvault")) return undefined;
  const missing = ["encryption.keyVaultProperties", "identity.type"].find((path) => {
    const [value] = valuesAt(inputs, path);
    return value === undefined || value === "None";
  });
  if (missing === undefined) return undefined;
  return refusal(
    400,
    "InvalidValuesForRequestParameters",
    `Values for request parameters are invalid: ${missing} is required with the key source Microsoft.Keyvault.`,
  );
}

/** "Storage Accounts - Create", sasExpirationPeriod; "Version-level WORM policies for immutable blob data": no folders. */
function refusePolicies(inputs: Props): Refusal {
  const [period] = valuesAt(inputs, "sasPolicy.sasExpirationPeriod").map(String);
  if (period !== undefined && !/^\d+\.([01]\d|2[0-3])(:[0-5]\d){2}$/.test(period)) {
    return refusal(
      400,
      "InvalidValuesForRequestParameters",
      `Values for request parameters are invalid: sasPolicy.sasExpirationPeriod. Given: ${period}.`,
    );
  }
  if (inputs.isHnsEnabled !== true || valuesAt(inputs, "immutableStorageWithVersioning.enabled")[0] !== true) {
    return undefined;
  }
  return refusal(
    400,
    "InvalidRequestPropertyValue",
    "Version-level immutability is not supported for an account with a hierarchical namespace.",
  );
}

function refuseCount({ accountName }: Props, world: ResourceWorld): Refusal {
  const count = world.list(typeOf(TOKEN)).filter((other) => locationOf(other, world) === world.region).length;
  if (count < MAX_ACCOUNTS) return undefined;
  return refusal(
    409,
    "MaxStorageAccountsCountPerSubscriptionExceeded",
    `Subscription ${subscriptionOf(world)} already contains ${count} storage accounts with Standard Dns endpoints in location ${world.region} and the maximum allowed is ${MAX_ACCOUNTS}. Storage account ${accountName} cannot be created.`,
  );
}
