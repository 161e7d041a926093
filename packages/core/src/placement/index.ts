/** The rules of `isobar:placement`, for those who choose a place. */
import { parse } from "../validate";
import { type Placement, placementSchema } from "./config";

export { type Near, type Placement, type Weights, weightsOf } from "./config";
export {
  type BrokenRule,
  brokenRules,
  distanceTo,
  type FindCatalogue,
  gpuModels,
  type HardRule,
  locate,
  nameOfPlace,
} from "./rules";

/**
 * Checks `isobar:placement`.
 * @throws IsobarError at the first key or value that is not possible.
 */
export function readPlacement(value: unknown): Placement {
  return parse(placementSchema, value, "isobar:placement");
}
