import type { FaultText } from "@isobar/sandbox";
import { capacity } from "./capacity";
import { conflict, notFoundYet } from "./consistency";
import { denied } from "./denied";
import { internalError, regionOutage, throttled, zoneOutage } from "./outages";
import { quota } from "./quota";

/** How AWS words what goes wrong there. */
export const faults: readonly FaultText[] = [
  ...capacity,
  ...quota,
  ...zoneOutage,
  ...regionOutage,
  ...throttled,
  ...denied,
  ...notFoundYet,
  ...conflict,
  ...internalError,
];
