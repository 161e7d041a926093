import { type Consumer, Reading } from "@isobar/core/driver";

/** "Amazon EKS pricing": dearer once a version is in extended support, which a new cluster is not. */
export const cluster: Consumer = { inputs: [], consume: () => [{ kind: "control-plane", tier: "standard" }] };

/** An RDS instance of a kind that the catalogue has prices of. */
export const database: Consumer = {
  inputs: ["engine", "instanceClass", "allocatedStorage", "multiAz"],
  consume(inputs) {
    const args = new Reading(inputs);
    const [engine, type] = [args.text("engine"), args.text("instanceClass")];
    if (engine !== "postgres" && engine !== "mysql")
      return [{ kind: "unknown", why: `a database of ${engine ?? "?"}` }];
    if (type === undefined) return [{ kind: "unknown", why: "a database whose class is not known yet" }];
    const storageGib = args.number("allocatedStorage");
    return [
      {
        kind: "database",
        engine,
        class: type,
        highlyAvailable: args.flag("multiAz"),
        ...(storageGib === undefined ? {} : { storageGib }),
      },
    ];
  },
};

export const bucket: Consumer = {
  inputs: [],
  consume: () => [{ kind: "objects", class: "STANDARD", replication: "s3" }],
};

/** "AWS Systems Manager pricing": standard parameters cost nothing. */
export const parameter: Consumer = {
  inputs: ["tier"],
  consume(inputs) {
    const free = (new Reading(inputs).text("tier") ?? "Standard") === "Standard";
    return free ? [] : [{ kind: "unknown", why: "an advanced parameter" }];
  },
};

export const logGroup: Consumer = {
  inputs: [],
  consume: () => [{ kind: "unknown", why: "logs, by the GB written and kept" }],
};

export const snapshots: Consumer = {
  inputs: [],
  consume: () => [{ kind: "unknown", why: "snapshots, by what changes on the disk" }],
};
