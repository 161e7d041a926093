/** Plain property values as the engine sends them, with secrets unwrapped. Unknown values are {@link UNKNOWN}. */
export type Props = Record<string, unknown>;

/** What the engine sends for a value that is only known after other resources exist. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** A refusal of one input, worded as the real provider or API words it. */
export interface CheckFailure {
  /** Path of the property, such as `rules[0].expiration.days`. */
  readonly property: string;
  readonly reason: string;
}

/** A resource that exists in the simulated cloud. */
export interface StoredResource {
  /** Native type token, such as `aws:s3/bucket:Bucket`. */
  readonly type: string;
  readonly id: string;
  /** The URN under which the engine knows it. */
  readonly urn: string;
  readonly inputs: Props;
  readonly outputs: Props;
}

/** What a model may know of the world while it answers. */
export interface World {
  /** The configuration of the provider that makes the call, such as `region`. */
  readonly config: Props;
  /** Cloud account the simulated credentials belong to: an AWS account, a GCP project, an Azure subscription. */
  readonly account: string;
  /** The region of the call: the provider's, or the resource's own where the cloud has it there. */
  readonly region: string;
  find(type: string, id: string): StoredResource | undefined;
  /** All resources of a type, of all regions. Reads them all: prefer {@link find} where the id is known. */
  list(type: string): StoredResource[];
  /** Random lower-case hexadecimal digits. */
  hex(digits: number): string;
  /** A random UUID. */
  uuid(): string;
}

/** The world as one resource sees it while its outputs are computed. */
export interface ResourceWorld extends World {
  /** The resource's logical name, the last part of its URN. */
  readonly name: string;
  /** The outputs it had before this update; empty at creation. */
  readonly previous: Props;
  /** A computed value that must survive updates: the previous output of that name, else made anew. */
  keep<T>(output: string, make: () => T): T;
}

/** How the real provider names a resource whose name the program leaves out. */
export interface Autoname {
  /** The input it fills, such as `bucket`. */
  readonly property: string;
  readonly maxLength?: number;
  /** Between the logical name and the random part. Default `-`. */
  readonly separator?: string;
  /** Number of random hexadecimal digits. Default 7. */
  readonly digits?: number;
  readonly lowerCase?: boolean;
}

/**
 * One native resource type of a simulated cloud: what the real API computes and what it holds immutable. The shape of the
 * inputs is not written here: it comes from the provider SDK's own declarations.
 */
export interface Model {
  readonly type: string;
  readonly autoname?: Autoname;
  /**
   * Input paths whose change makes the real provider replace the resource. `a.b` reaches into objects and through
   * lists (`a.b` covers `a[0].b`); a path covers all below it; `*` covers every input.
   */
  readonly immutable?: readonly string[];
  /** Replaced by deleting the old one first, as the real provider does where both can't exist at once. */
  readonly deleteBeforeReplace?: boolean;
  /** Inputs that the provider keeps secret in the state. */
  readonly secrets?: readonly string[];
  /** Rules that schemas don't hold; unknown values must be let pass. Cite the documentation's title at each rule. */
  check?(inputs: Props, world: World): CheckFailure[];
  /** The id the real provider gives. */
  id(inputs: Props, world: ResourceWorld): string;
  /** Computed outputs, merged over the inputs. */
  outputs?(inputs: Props, world: ResourceWorld & { readonly id: string }): Props;
  /** A reason why the real API refuses this creation or update (name taken, missing parent), or undefined. */
  refuse?(inputs: Props, world: ResourceWorld): string | undefined;
  /** A reason why the real API refuses to delete it now, or undefined. */
  refuseDelete?(resource: StoredResource, world: World): string | undefined;
}

/** One function (`aws:ec2/getAmi:getAmi`) of a simulated provider. */
export interface FunctionModel {
  readonly token: string;
  call(args: Props, world: World): Props;
}

/** All that a backend brings to the sandbox. */
export interface SimulatedProvider {
  /** Pulumi package name, such as `azure-native`. */
  readonly package: string;
  /** Name of the cloud as in `isobar:cloud`, for people. */
  readonly cloud: string;
  readonly models: readonly Model[];
  readonly functions: readonly FunctionModel[];
  /** Absolute path of the schema that the build took from the SDK's declarations. */
  readonly schemaPath: string;
  /** Account of the simulated credentials. */
  readonly account: string;
  /** The config key or input that names the region: `region`, `location`. */
  readonly regionKey: string;
  /**
   * Config keys whose change replaces the provider and all that it made, as with the real one. Default: the region key,
   * `project` and `subscriptionId`.
   */
  readonly replacingConfig?: readonly string[];
  /** A reason to refuse the provider's configuration as the real one does (account not allowed), or undefined. */
  refuseConfig?(config: Props, account: string): string | undefined;
}
