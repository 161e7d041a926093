import type { Model, TypicalSeconds } from "@isobar/sandbox";
import { types } from "./types";

/**
 * How long the calls typically take with the waits of the provider, in seconds: rounded from what users' logs show, and
 * measured by no test. What is missing takes about a second.
 */
const SECONDS: Readonly<Record<string, TypicalSeconds>> = {
  [types.instance]: { create: 15, update: 60, delete: 40 },
  [types.instanceProfile]: { create: 6, delete: 1 },
  [types.internetGateway]: { create: 1, delete: 10 },
  [types.natGateway]: { create: 100, delete: 60 },
  [types.networkInterface]: { create: 2, delete: 2 },
  [types.securityGroup]: { create: 3, update: 2, delete: 2 },
  [types.subnet]: { create: 2, update: 11, delete: 1 },
  [types.volume]: { create: 11, update: 15, delete: 11 },
  [types.volumeAttachment]: { create: 12, delete: 22 },
  [types.vpc]: { create: 12, update: 10, delete: 1 },
  [types.vpcEndpoint]: { create: 30, update: 20, delete: 30 },
  [types.vpcPeeringConnection]: { create: 3, update: 2, delete: 2 },
  [types.bucket]: { create: 2, update: 2, delete: 1 },
  [types.bucketLifecycle]: { create: 30, update: 30, delete: 10 },
};

/** A model that takes as long as its API. */
export function withSeconds(model: Model): Model {
  return { ...model, seconds: SECONDS[model.type] ?? { create: 1, update: 1, delete: 1 } };
}
