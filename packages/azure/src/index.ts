import { join } from "node:path";
import { loadCatalogue } from "@isobar/catalog";
import { type Backend, defineBackend } from "@isobar/core/driver";
import { z } from "zod";
import { config } from "./config";
import { SUBSCRIPTION } from "./ids";
import "./overrides";
import { tags } from "./tags";

/** Isobar's backend for Azure. */
export const backend: Backend = defineBackend({
  name: "azure",
  title: "Azure",
  provider: "azure-native",
  regionKey: "location",
  accountKey: "subscriptionId",
  accountEnv: ["ARM_SUBSCRIPTION_ID", "AZURE_SUBSCRIPTION_ID"],
  accountTitle: "subscription id",
  // Without one it is the default subscription of `az login`.
  accountRequired: false,
  account: z.string().regex(SUBSCRIPTION, "a subscription id like 01234567-89ab-cdef-0123-456789abcdef"),
  config,
  tags,
  catalogue: () => loadCatalogue(join(__dirname, "..", "generated", "catalogue.json")),
  consumers: () => (require("./estimate") as typeof import("./estimate")).consumers,
  createProvider: (name, settings) => {
    const { createProvider } = require("./provider") as typeof import("./provider");
    return createProvider(name, settings, (region) => backend.catalogue().region(region)?.partition);
  },
  drivers: {
    bucket: () => (require("./bucket") as typeof import("./bucket")).driver,
    budgetAlarm: () => (require("./budget-alarm") as typeof import("./budget-alarm")).driver,
    grant: () => (require("./grant") as typeof import("./grant")).driver,
    network: () => (require("./network") as typeof import("./network")).driver,
    networkPeering: () => (require("./network-peering") as typeof import("./network-peering")).driver,
    virtualMachine: () => (require("./virtual-machine") as typeof import("./virtual-machine")).driver,
  },
});
