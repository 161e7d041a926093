import * as path from "node:path";
import { loadCatalogue } from "@isobar/catalog";
import { defineBackend } from "@isobar/core/driver";
import { accountId, config } from "./config";
import { createProvider } from "./provider";
import { tags } from "./tags";

export type { AwsBucketNatives, AwsBucketOverrides } from "./bucket";
export type { AwsGrantNatives, AwsGrantOverrides } from "./grant";
export type { AwsNetworkNatives, AwsNetworkOverrides } from "./network";
export type { AwsNetworkPeeringNatives, AwsNetworkPeeringOverrides } from "./network-peering";
export type { AwsVirtualMachineNatives, AwsVirtualMachineOverrides } from "./virtual-machine";

const CATALOGUE = path.join(__dirname, "..", "generated", "catalogue.json");

/** Isobar's backend for AWS. Importing this package registers it. */
export const backend = defineBackend({
  name: "aws",
  title: "AWS",
  provider: "aws",
  regionKey: "region",
  // "AWS Local Zones": their names are longer.
  zoneForm: (region) => ({ pattern: new RegExp(`^${region}(-[a-z]{3}-\\d)?[a-f]$`), example: `${region}a` }),
  accountTitle: "account id",
  accountRequired: false,
  account: accountId,
  config,
  tags,
  catalogue: () => loadCatalogue(CATALOGUE),
  consumers: () => (require("./estimate") as typeof import("./estimate")).consumers,
  createProvider,
  drivers: {
    bucket: () => (require("./bucket") as typeof import("./bucket")).driver,
    budgetAlarm: () => (require("./budget-alarm") as typeof import("./budget-alarm")).driver,
    grant: () => (require("./grant") as typeof import("./grant")).driver,
    network: () => (require("./network") as typeof import("./network")).driver,
    networkPeering: () => (require("./network-peering") as typeof import("./network-peering")).driver,
    virtualMachine: () => (require("./virtual-machine") as typeof import("./virtual-machine")).driver,
  },
});
