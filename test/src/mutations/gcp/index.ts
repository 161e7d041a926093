import { provider } from "@isobar/gcp/sandbox";
import { ALARMS, type Trial } from "../try.js";
import { budget } from "./budget.js";
import { firewall } from "./firewall.js";
import { identity } from "./identity.js";
import { machines } from "./machines.js";
import { network } from "./network.js";
import { program } from "./program.js";
import { storage } from "./storage.js";
import "@isobar/gcp";

const REGION = "europe-west4";
const PROJECT = "my-project";

export const gcp: Trial = {
  provider,
  providerConfig: { region: REGION, project: PROJECT },
  config: {
    "isobar:cloud": "gcp",
    "isobar:region": REGION,
    "gcp:project": PROJECT,
    "isobar:gcp": JSON.stringify({ billingAccount: "012345-6789AB-CDEF01" }),
    ...ALARMS,
  },
  program,
  table: { ...network, ...firewall, ...machines, ...storage, ...identity, ...budget },
};
