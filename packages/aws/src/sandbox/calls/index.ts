import { machineCalls, networkCalls } from "./ec2";
import { functionCalls } from "./functions";
import { iamCalls, otherCalls, s3Calls } from "./others";
import type { ApiCalls } from "./types";

/** The calls behind each simulated type. */
export const calls: Readonly<Record<string, ApiCalls>> = {
  ...networkCalls,
  ...machineCalls,
  ...iamCalls,
  ...s3Calls,
  ...otherCalls,
};

export { functionCalls };
