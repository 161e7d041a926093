import * as path from "node:path";
import { loadCatalogue } from "@isobar/catalog";
import { defineBackend } from "@isobar/core/driver";
import { config, project } from "./config";
import "./overrides";
import { createProvider } from "./provider";
import { labels } from "./tags";

/** Google Cloud. The drivers, and with them the provider's SDK, are loaded at the first use. */
export const backend = defineBackend({
  name: "gcp",
  title: "GCP",
  provider: "gcp",
  regionKey: "region",
  accountKey: "project",
  accountEnv: ["GOOGLE_PROJECT", "GOOGLE_CLOUD_PROJECT", "GCLOUD_PROJECT", "CLOUDSDK_CORE_PROJECT"],
  accountTitle: "project",
  accountRequired: true,
  account: project,
  config,
  tags: labels,
  catalogue: () => loadCatalogue(path.join(__dirname, "..", "generated", "catalogue.json")),
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
