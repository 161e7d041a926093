/** A Pulumi engine that can be run. */
export interface Engine {
  /** Absolute path of the `pulumi` executable. */
  readonly binary: string;
  /** Its version, without a leading `v`. */
  readonly version: string;
  readonly source: "path" | "npm" | "go";
  /** Whether its own `pulumi-language-nodejs` is missing, so that isobar's language host serves it. */
  readonly needsLanguageHost: boolean;
  /** For people: which engine this is, and why none that comes before it in the order was taken. */
  readonly description: string;
}

/** The oldest engine that has what isobar's components use. */
export const OLDEST_ENGINE = "3.248.0";
