import type { ProviderSchema } from "../schema/types.js";
import { sliceArm } from "./arm.js";
import type { ConstraintData } from "./data.js";
import { Draft, type Sliced } from "./draft.js";
import { sliceTerraform } from "./terraform.js";

/**
 * The part of a provider's constraints that concerns the types of a schema, in the schema's names and shape: names and nesting
 * are compared with what the SDK declares, property by property.
 */
export function slice(data: ConstraintData, schema: ProviderSchema): Sliced {
  const draft = new Draft(schema);
  if (data.kind === "terraform") {
    sliceTerraform(data, draft);
  } else {
    sliceArm(data, draft);
  }
  return draft.finish(data);
}
