import { type Consumer, type Consumption, Reading } from "@isobar/core/driver";
import { made } from "./disk";

/** "Bucket locations": multi-regions and the dual-regions that have a price of their own. */
const SPANNING: Readonly<Record<string, string>> = {
  US: "us-multi",
  EU: "europe-multi",
  ASIA: "asia-multi",
  NAM4: "nam4",
  EUR4: "eur4",
};

export const bucket: Consumer = {
  inputs: ["location", "storageClass"],
  consume(inputs) {
    const args = new Reading(inputs);
    const kind = (args.text("storageClass") ?? "STANDARD").toLowerCase();
    const where = args.text("location")?.toUpperCase() ?? "US";
    const location = SPANNING[where] ?? where.toLowerCase();
    const ending = location.endsWith("-multi") ? "-multi" : SPANNING[where] ? "-dual" : "";
    const replication = `cloud_storage_${ending === "" ? "single" : ending.slice(1)}_region`;
    return [{ kind: "objects", class: `${kind}${ending}`, location, replication }];
  },
};

/** "GKE": nodes of e2-medium with 100 GiB of pd-balanced. */
const NODE = { type: "e2-medium", diskGib: 100, diskType: "pd-balanced" };

function nodes(config: Reading, count: number | undefined, what: string): Consumption[] {
  if (count === undefined) return [{ kind: "unknown", why: `${what} of a number that is not known yet` }];
  if (count === 0) return [];
  const size = config.number("diskSizeGb");
  const diskType = config.text("diskType") ?? NODE.diskType;
  return [
    {
      kind: "machine",
      type: config.text("machineType") ?? NODE.type,
      count,
      spot: config.flag("spot") || config.flag("preemptible"),
    },
    {
      kind: "disk",
      class: diskType,
      ...made(diskType),
      sizeGib: size ?? NODE.diskGib,
      count,
      ...(size === undefined ? { assumed: [`${NODE.diskGib} GiB of each node`] } : {}),
    },
  ];
}

const NODE_INPUTS = ["machineType", "diskSizeGb", "diskType", "spot", "preemptible"];

/** The control plane, and the default pool where it is kept. The free cluster of each account is not taken off. */
export const cluster: Consumer = {
  inputs: [
    "enableAutopilot",
    "removeDefaultNodePool",
    "initialNodeCount",
    "nodePools?",
    ...NODE_INPUTS.map((key) => `nodeConfig.${key}`),
  ],
  consume(inputs) {
    const args = new Reading(inputs);
    const plane = { kind: "control-plane", tier: "standard" } as const;
    if (args.flag("enableAutopilot")) return [plane, { kind: "unknown", why: "pods of an Autopilot cluster" }];
    if (args.has("nodePools")) return [plane, { kind: "unknown", why: "node pools inside their cluster" }];
    const kept = args.flag("removeDefaultNodePool") ? 0 : (args.number("initialNodeCount") ?? 0);
    return [plane, ...nodes(args.in("nodeConfig"), kept, "nodes")];
  },
};

export const nodePool: Consumer = {
  inputs: [
    "nodeCount",
    "initialNodeCount",
    "autoscaling.minNodeCount",
    ...NODE_INPUTS.map((key) => `nodeConfig.${key}`),
  ],
  consume(inputs) {
    const args = new Reading(inputs);
    const least = args.in("autoscaling").number("minNodeCount");
    const count = args.number("nodeCount") ?? args.number("initialNodeCount") ?? least;
    return nodes(args.in("nodeConfig"), count, "nodes");
  },
};

/** "Cloud SQL pricing": custom types by CPU and memory. */
export const database: Consumer = {
  inputs: ["databaseVersion", "settings.tier", "settings.availabilityType", "settings.diskSize"],
  consume(inputs) {
    const args = new Reading(inputs);
    const settings = args.in("settings");
    const version = args.text("databaseVersion") ?? "MYSQL";
    const engine = /^POSTGRES/.test(version) ? "postgres" : /^MYSQL/.test(version) ? "mysql" : undefined;
    const tier = settings.text("tier");
    if (!engine || tier === undefined)
      return [{ kind: "unknown", why: `a database of ${version}, ${tier ?? "no tier"}` }];
    const [, vcpus, mib] = /^db-custom-(\d+)-(\d+)$/.exec(tier) ?? [];
    const size = vcpus && mib ? { vcpus: Number(vcpus), memoryGib: Number(mib) / 1024 } : { class: tier };
    const given = settings.number("diskSize");
    return [
      {
        kind: "database",
        engine,
        ...size,
        storageGib: given ?? 10,
        highlyAvailable: settings.text("availabilityType") === "REGIONAL",
        ...(given === undefined ? { assumed: ["10 GiB of the database's disk"] } : {}),
      },
    ];
  },
};

/** "Cloud Scheduler pricing": by the job, of which an account has three for nothing. */
export const job: Consumer = {
  inputs: [],
  consume: () => [{ kind: "unknown", why: "a scheduled job, 0.10 USD a month after the account's first three" }],
};
