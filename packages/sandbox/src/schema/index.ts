export type { EnumValue, InputType, ObjectSchema, ProviderSchema, ResourceSchema } from "./types.js";
export { validateArguments, validateInputs, validateObject } from "./validate.js";
