import type { Props, ResourceWorld } from "@isobar/sandbox";
import { UNPAIRED_REGIONS } from "../unpaired-regions";
import { catalogue } from "./catalogue";
import { regionName } from "./places";
import { type Refusal, refusal } from "./refusal";

/** "Storage account overview": kinds of account and the redundancy that each can have. */
const SKUS: Readonly<Record<string, RegExp>> = {
  StorageV2: /^(Standard(V2)?_|Premium_)/,
  Storage: /^(Standard_(LRS|GRS|RAGRS|ZRS)|Premium_LRS)$/,
  BlobStorage: /^Standard_(LRS|GRS|RAGRS)$/,
  BlockBlobStorage: /^Premium_(LRS|ZRS)$/,
  FileStorage: /^(Premium_(LRS|ZRS)|(Premium|Standard)V2_)/,
};

/** "Azure Storage redundancy": what the kind of account, and the region, can have. */
export function refuseRedundancy({ kind, sku }: Props, { region }: ResourceWorld): Refusal {
  const name = skuName(sku);
  const [of, allowed] = [String(kind), SKUS[String(kind)]];
  if (allowed && !allowed.test(name)) {
    return refusal(400, "InvalidInput", "One of the request inputs is not valid.");
  }
  const known = catalogue().region(regionName(region));
  const noZones = /ZRS$/.test(name) && known?.zoneCount === 0;
  const noPair = /G(Z)?RS$/.test(name) && UNPAIRED_REGIONS.has(regionName(region));
  if (!noZones && !noPair) return undefined;
  return refusal(
    400,
    "RedundancyConfigurationNotAvailableInRegion",
    `The storage account failed to create due to redundancy configuration - Sku: ${name}, Kind: ${of} - not available in selected Region - ${region}. Please make sure the redundancy configuration selected is available in your region. For more information about redundancy configurations, see https://docs.microsoft.com/en-us/azure/storage/common/storage-redundancy`,
  );
}

/** "Change how a storage account is replicated": zones are gained or lost by a conversion only, not by an update. */
export function refuseConversion(inputs: Props, { previous }: ResourceWorld): Refusal {
  const [before, after] = [skuName(previous.sku), skuName(inputs.sku)];
  const [zonal, premium] = [/ZRS$/, /^Premium/].map((kind) => kind.test(before) !== kind.test(after));
  if (!before || (!zonal && !premium)) return undefined;
  return refusal(
    409,
    "StorageAccountTypeConversionNotAllowed",
    `The storage account type conversion from ${before} to ${after} is not allowed.`,
  );
}

export function skuName(sku: unknown): string {
  return String((sku as Props | undefined)?.name ?? "");
}
