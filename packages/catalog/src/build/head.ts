import { SLICE_FORMAT, type SliceHead } from "../slice.js";
import { field, type Row } from "./csv.js";

/** `cloud` is a row of clouds.csv. */
export function headOf(cloud: Row, source: string): SliceHead {
  return { source, format: SLICE_FORMAT, cloud: field(cloud, "cloud"), edition: field(cloud, "edition") };
}
