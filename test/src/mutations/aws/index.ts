import { provider } from "@isobar/aws/sandbox";
import { ALARMS, type Trial } from "../try.js";
import { budget } from "./budget.js";
import { disks } from "./disks.js";
import { firewall } from "./firewall.js";
import { identity } from "./identity.js";
import { machines } from "./machines.js";
import { network } from "./network.js";
import { program } from "./program.js";
import { routes } from "./routes.js";
import { storage } from "./storage.js";
import "@isobar/aws";

const REGION = "eu-central-1";

export const aws: Trial = {
  provider,
  providerConfig: { region: REGION },
  config: { "isobar:cloud": "aws", "isobar:region": REGION, ...ALARMS },
  program,
  table: { ...network, ...routes, ...firewall, ...machines, ...disks, ...identity, ...storage, ...budget },
};
