export { type ExtractOptions, extractSchema } from "./extract.js";
export type { EnumValue, InputType, ObjectSchema, ProviderSchema, ResourceSchema } from "./types.js";
export { validateArguments, validateInputs, validateObject } from "./validate.js";
