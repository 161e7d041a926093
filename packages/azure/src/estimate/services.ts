import { type Consumer, type Consumption, Reading } from "@isobar/core/driver";
import { made } from "./disk";

/** "Redundancy" of the account's SKU, "Standard_ZRS", as the catalogue and Cloud Carbon Footprint name it. */
export const storageAccount: Consumer = {
  inputs: ["sku.name", "accessTier"],
  consume(inputs) {
    const args = new Reading(inputs);
    const sku = args.in("sku").text("name");
    if (sku === undefined) return [{ kind: "unknown", why: "a storage account whose kind is not known yet" }];
    const redundancy = sku.replace(/^(Standard|Premium)V?2?_(RA)?/, "");
    const replication = `storage_${redundancy.toLowerCase()}`;
    if (!sku.startsWith("Standard_")) return [{ kind: "unknown", why: `a storage account of ${sku}` }];
    return [{ kind: "objects", class: `${args.text("accessTier") ?? "Hot"}-${redundancy}`, replication }];
  },
};

/** "Azure Kubernetes Service pricing": the free tier where none is given. */
const TIERS: Readonly<Record<string, string>> = { Free: "free", Standard: "standard", Premium: "extended-support" };
/** "Cluster configuration in AKS": what a node's system disk has for most sizes. */
const NODE_DISK_GIB = 128;

export const cluster: Consumer = {
  inputs: [
    "sku.tier",
    "agentPoolProfiles.count",
    "agentPoolProfiles.vmSize",
    "agentPoolProfiles.osDiskSizeGB",
    "agentPoolProfiles.osDiskType",
    "agentPoolProfiles.scaleSetPriority",
  ],
  consume(inputs) {
    const args = new Reading(inputs);
    const tier = args.in("sku").text("tier") ?? "Free";
    return [
      { kind: "control-plane", tier: TIERS[tier] ?? tier },
      ...args.list("agentPoolProfiles").flatMap((pool) => nodesOf(pool)),
    ];
  },
};

export const agentPool: Consumer = {
  inputs: ["count", "vmSize", "osDiskSizeGB", "osDiskType", "scaleSetPriority"],
  consume: (inputs) => nodesOf(new Reading(inputs)),
};

function nodesOf(pool: Reading): Consumption[] {
  const [type, count = 1] = [pool.text("vmSize"), pool.number("count")];
  if (type === undefined) return [{ kind: "unknown", why: "nodes whose size is not known yet" }];
  if (count === 0) return [];
  const size = pool.number("osDiskSizeGB");
  const nodes = { kind: "machine", type, count, spot: pool.text("scaleSetPriority") === "Spot" } as const;
  if (pool.text("osDiskType") === "Ephemeral") return [nodes];
  const assumed = size === undefined ? { assumed: [`${NODE_DISK_GIB} GiB of each node`] } : {};
  return [
    nodes,
    { kind: "disk", class: "Premium_LRS", ...made("Premium_LRS"), sizeGib: size ?? NODE_DISK_GIB, count, ...assumed },
  ];
}

/** Beginnings of the classes' names by tier: "GP_Standard_D4s_v3". */
const DATABASE_TIERS: Readonly<Record<string, string>> = {
  Burstable: "B",
  GeneralPurpose: "GP",
  MemoryOptimized: "MO",
};

/** A flexible server; a highly available one is two of them. */
export const postgres: Consumer = {
  inputs: ["sku.name", "sku.tier", "storage.storageSizeGB", "highAvailability.mode"],
  consume(inputs) {
    const args = new Reading(inputs);
    const sku = args.in("sku");
    const [name, tier] = [sku.text("name"), DATABASE_TIERS[sku.text("tier") ?? ""]];
    if (name === undefined || tier === undefined) return [{ kind: "unknown", why: "a database of unknown size" }];
    const storageGib = args.in("storage").number("storageSizeGB");
    const mode = args.in("highAvailability").text("mode") ?? "Disabled";
    const wish = { kind: "database", engine: "postgres", class: `${tier}_${name}` } as const;
    const one: Consumption = { ...wish, ...(storageGib === undefined ? {} : { storageGib }) };
    return mode === "Disabled" ? [one] : [one, one];
  },
};
