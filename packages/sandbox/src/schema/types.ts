/** The type of one input, as far as a provider's SDK declares it. Numbers include integers: TypeScript has no other. */
export type InputType =
  | "string"
  | "number"
  | "boolean"
  /** Whatever the declaration leaves open. */
  | "any"
  /** An asset or an archive. */
  | "asset"
  | { readonly array: InputType }
  /** Free keys, values of one type. */
  | { readonly map: InputType }
  /** Key of {@link ProviderSchema.types}. */
  | { readonly ref: string }
  /** A closed list: the declaration allows nothing else. */
  | { readonly enum: readonly EnumValue[] }
  | { readonly union: readonly InputType[] };

export type EnumValue = string | number | boolean;

/** An object with declared properties. */
export interface ObjectSchema {
  readonly properties: Readonly<Record<string, InputType>>;
  readonly required: readonly string[];
}

export interface ResourceSchema {
  readonly inputs: ObjectSchema;
  /** Names of the outputs that the SDK's class has, without `id` and `urn`. */
  readonly outputs: readonly string[];
}

/** What a backend's simulated types accept, taken from the declarations of the provider's SDK. Plain JSON. */
export interface ProviderSchema {
  /** npm name and version of the SDK, such as `@pulumi/aws@7.48.0`. */
  readonly sdk: string;
  /** The provider's own configuration. */
  readonly config: ObjectSchema;
  /** By resource token. */
  readonly resources: Readonly<Record<string, ResourceSchema>>;
  /** Arguments, by function token. */
  readonly functions: Readonly<Record<string, ObjectSchema>>;
  /** Nested object types that the above reach. */
  readonly types: Readonly<Record<string, ObjectSchema>>;
}
