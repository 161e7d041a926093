import type { Call, FaultText } from "@isobar/sandbox";
import { object } from "../known";
import { isSpot } from "../models/instanceSpot";
import { types } from "../types";
import { zonesOf } from "../zones";
import { answer } from "./texts";

const MACHINES = [types.instance];

function others({ region, zone }: Call): string {
  return zonesOf(region)
    .filter((name) => name !== zone)
    .join(", ");
}

const capacityOf = ({ machine = "the requested" }: Call) => `We currently do not have sufficient ${machine} capacity`;
const SOON = "Our system will be working on provisioning additional capacity.";

/** A machine type, Spot capacity or disk space that EC2 has run out of. It answers with status 500 and is not asked again. */
export const capacity: readonly FaultText[] = [
  answer("capacity", {
    tokens: MACHINES,
    operations: ["create"],
    code: "InsufficientInstanceCapacity",
    message: "There is no Spot capacity available that matches your request.",
    status: 500,
    applies: ({ inputs }) => isSpot(inputs),
    source: "Amazon EC2 API: Error codes for the Amazon EC2 API; Spot Instance request status",
  }),
  answer("capacity", {
    tokens: MACHINES,
    operations: ["create"],
    code: "InsufficientInstanceCapacity",
    message: (call) =>
      `${capacityOf(call)} in the Availability Zone you requested (${call.zone}). ${SOON} You can currently get ${call.machine} capacity by not specifying an Availability Zone in your request or choosing ${others(call)}.`,
    status: 500,
    applies: ({ zone }) => zone !== undefined,
    source: "red-hat-storage/ocs-ci#9263, commonwarexyz/monorepo#2859",
  }),
  answer("capacity", {
    tokens: MACHINES,
    operations: ["create"],
    code: "InsufficientInstanceCapacity",
    message: (call) =>
      `${capacityOf(call)} in zones with support for '${object(call.inputs.rootBlockDevice).volumeType ?? "gp2"}' volumes. ${SOON}`,
    status: 500,
    source: "hashicorp/terraform-provider-aws#38133, fedora-copr/copr#3279",
  }),
  answer("capacity", {
    tokens: MACHINES,
    operations: ["update"],
    code: "InsufficientInstanceCapacity",
    message: "Insufficient capacity.",
    status: 500,
    source: "nib-health-funds/hammertime#29",
  }),
];
