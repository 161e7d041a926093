import type { FaultText } from "@isobar/sandbox";
import { CAPACITY } from "./capacity";
import { DENIED } from "./denied";
import { QUOTA } from "./quota";
import { INTERNAL_ERRORS, OUTAGES, THROTTLED } from "./service";
import { CONFLICTS, NOT_FOUND_YET } from "./timing";

/** How Google Cloud words what goes wrong there; of one kind the more special texts come first. */
export const FAULTS: readonly FaultText[] = [
  ...[...CAPACITY, ...QUOTA, ...OUTAGES, ...THROTTLED, ...DENIED],
  ...[...NOT_FOUND_YET, ...CONFLICTS, ...INTERNAL_ERRORS],
];
