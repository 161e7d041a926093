import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, typeOf } from "../arm";

const TOKEN = "storage:StorageAccount";

export const storageAccount = armModel({
  token: TOKEN,
  arm: "Microsoft.Storage/storageAccounts",
  name: "accountName",
  api: "2024-01-01",
  autoname: "random",
  immutable: ["location", "isHnsEnabled"],
  linked: {
    "networkRuleSet.virtualNetworkRules": ["Microsoft.Network/virtualNetworks/subnets/joinViaServiceEndpoint/action"],
  },
  refuse: (inputs, world) => refuseName(inputs, world) ?? refuseConversion(inputs, world),
  outputs: ({ accountName, location, sku }, world) => ({
    provisioningState: "Succeeded",
    creationTime: world.keep("creationTime", () => new Date().toISOString()),
    primaryLocation: location ?? world.region,
    statusOfPrimary: "available",
    primaryEndpoints: endpoints(String(accountName)),
    sku: { ...(sku as Props), tier: String((sku as Props).name).split("_")[0] },
  }),
});

function endpoints(account: string): Props {
  const services = ["blob", "dfs", "file", "queue", "table"];
  return {
    ...Object.fromEntries(services.map((service) => [service, `https://${account}.${service}.core.windows.net/`])),
    web: `https://${account}.z6.web.core.windows.net/`,
  };
}

function refuseName({ accountName }: Props, world: ResourceWorld): string | undefined {
  if (!/^[a-z0-9]{3,24}$/.test(String(accountName))) {
    return `Status=400 Code="AccountNameInvalid" Message="${accountName} is not a valid storage account name. Storage account name must be between 3 and 24 characters in length and use numbers and lower-case letters only."`;
  }
  if (/microsoft|windows|^login/.test(String(accountName))) {
    return `Status=400 Code="ReservedResourceName" Message="The resource name '${accountName}' or a part of the name is a trademarked or reserved word."`;
  }
  if (!world.list(typeOf(TOKEN)).some(({ inputs }) => inputs.accountName === accountName)) return undefined;
  return `Status=409 Code="StorageAccountAlreadyTaken" Message="The storage account named ${accountName} is already taken."`;
}

/** "Change how a storage account is replicated": zones are gained or lost by a conversion only, not by an update. */
function refuseConversion(inputs: Props, { previous }: ResourceWorld): string | undefined {
  const [before, after] = [previous.sku, inputs.sku].map((sku) => String((sku as Props | undefined)?.name ?? ""));
  const zonal = (sku = "") => /ZRS$/.test(sku);
  if (!before || zonal(before) === zonal(after)) return undefined;
  return `Status=409 Code="StorageAccountTypeConversionNotAllowed" Message="The storage account type conversion from ${before} to ${after} is not allowed."`;
}
