import { provider } from "@isobar/gcp/sandbox";
import type { Trial } from "../try.js";
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
  config: { "isobar:cloud": "gcp", "isobar:region": REGION, "gcp:project": PROJECT },
  program,
  table: { ...network, ...firewall, ...machines, ...storage, ...identity },
};
