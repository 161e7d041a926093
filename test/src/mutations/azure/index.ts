import { provider } from "@isobar/azure/sandbox";
import { ALARMS, type Trial } from "../try.js";
import { budget } from "./budget.js";
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
  config: {
    "isobar:cloud": "azure",
    "isobar:region": REGION,
    "isobar:azure": JSON.stringify({ bastion: true }),
    ...ALARMS,
  },
  program,
  table: { ...network, ...interfaces, ...machines, ...storage, ...identity, ...budget },
};
