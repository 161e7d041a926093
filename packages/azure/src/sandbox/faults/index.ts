import type { FaultText } from "@isobar/sandbox";
import { COMMON_FAULTS } from "./common";
import { COMPUTE_FAULTS } from "./compute";
import { NETWORK_FAULTS } from "./network";
import { STORAGE_FAULTS } from "./storage";

/** How Azure words what goes wrong there: the resource providers' own words before those of Azure Resource Manager. */
export const FAULTS: readonly FaultText[] = [...COMPUTE_FAULTS, ...NETWORK_FAULTS, ...STORAGE_FAULTS, ...COMMON_FAULTS];
