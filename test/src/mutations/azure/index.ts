import { provider } from "@isobar/azure/sandbox";
import type { Trial } from "../try.js";
import { identity } from "./identity.js";
import { interfaces } from "./interfaces.js";
import { machines } from "./machines.js";
import { network } from "./network.js";
import { program } from "./program.js";
import { storage } from "./storage.js";
import "@isobar/azure";

const REGION = "westeurope";

export const azure: Trial = {
  provider,
  providerConfig: { location: REGION },
  config: { "isobar:cloud": "azure", "isobar:region": REGION, "isobar:azure": JSON.stringify({ bastion: true }) },
  program,
  table: { ...network, ...interfaces, ...machines, ...storage, ...identity },
};
