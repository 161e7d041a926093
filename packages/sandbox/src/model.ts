import type { FaultText } from "./faults/kinds.js";

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

/** Name and value of an output, or of the id. Upper and lower case of a text are the same. */
export type Having = readonly [output: string, value: unknown];

/** A resource that was deleted. */
export interface DeletedResource extends StoredResource {
  readonly deletedAt: Date;
}

/** What happens to a resource without a call: of a schedule that comes due, or of a cloud that takes something back. */
export interface Effect {
  readonly type: string;
  readonly id: string;
  /** Outputs that change, or that the resource is gone. */
  readonly become: Props | "gone";
}

/** What no other operation may run on at the same time. */
export interface Exclusive {
  /** Ids of what is changed, in lower case. */
  readonly keys: readonly string[];
  /** How the API refuses an operation while another one runs. */
  readonly refusal: string;
}

/** Typical seconds of the real API. */
export interface TypicalSeconds {
  readonly create?: number;
  readonly update?: number;
  readonly delete?: number;
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
  /**
   * All resources of a type, of all regions, or with `having` those of which one output has a value. Prefer {@link find} where the
   * id is known.
   */
  list(type: string, having?: Having): StoredResource[];
  /** The last deleted resource of an id, in any case, for what the cloud keeps or blocks for some time. */
  deleted(type: string, id: string): DeletedResource | undefined;
  /** The sandbox's time. */
  now(): Date;
  /** Random lower-case hexadecimal digits. */
  hex(digits: number): string;
  /** A random UUID. */
  uuid(): string;
}

/** The world as one resource sees it while its outputs are computed. */
export interface ResourceWorld extends World {
  /** The resource's logical name, the last part of its URN. */
  readonly name: string;
  /** Its id, once it exists. */
  readonly id?: string;
  /** The outputs it had before this update; empty at creation. */
  readonly previous: Props;
  /** A computed value that must survive updates: the previous output of that name, else made anew. */
  keep<T>(output: string, make: () => T): T;
}

/** How the real provider names a resource whose name the program leaves out. */
export interface Autoname {
  /** The input it fills, such as `bucket`. */
  readonly property: string;
  /** Another input that stands for it: where a program gives that, such as `bucketPrefix`, no name is filled in. */
  readonly unless?: string;
  readonly maxLength?: number;
  /** Between the logical name and the random part. Default `-`. */
  readonly separator?: string;
  /** Number of random hexadecimal digits. Default 7. */
  readonly digits?: number;
  readonly lowerCase?: boolean;
}

/** What a model may know while it fills inputs in. */
export interface Filling {
  /** The resource's logical name. */
  readonly name: string;
  /** The inputs that were checked last time; empty for a new resource. */
  readonly oldInputs: Props;
  readonly world: World;
  /**
   * Makes a name as `pulumi:autonaming` wants it.
   *
   * @throws if it would be too long, or automatic names are switched off.
   */
  generateName(autoname: Autoname): string;
}

/** What the deployer's credentials must be allowed, in the cloud's own words. */
export interface Permission {
  /** Such as `ec2:CreateVpc`, `compute.networks.create`, `Microsoft.Network/virtualNetworks/write`. */
  readonly actions: readonly string[];
  /**
   * What the actions are limited to, where the cloud can limit them by name: on AWS ARN patterns in which `${partition}`,
   * `${region}` and `${account}` stand for the target's. Default: everything.
   */
  readonly resources?: readonly string[];
  /** AWS: the condition block, such as `{ StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } }`. */
  readonly condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
  /** The roles that the actions give to others: names on GCP, ids on Azure; `*` where not known. */
  readonly grants?: readonly string[];
}

/**
 * Permissions that don't depend on the inputs, or a function of them. `*` stands in the inputs for what is not known before
 * the deployment, and for the random part of a name that the program leaves out: `web-*`.
 */
export type Permissions = readonly Permission[] | ((inputs: Props, asked: AskedResources) => readonly Permission[]);

/** All resources that one run of a program asks for. */
export interface AskedResources {
  /** The inputs of those of a type. */
  inputsOf(type: string): readonly Props[];
}

/**
 * One native resource type of a simulated cloud: what the real API computes and what it holds immutable. The shape of the
 * inputs is not written here: it comes from the provider SDK's own declarations.
 */
export interface Model {
  readonly type: string;
  /** What its whole life needs: to create, read, change and delete it, and to name other resources in it. */
  readonly permissions?: Permissions;
  readonly autoname?: Autoname;
  /** Whether the SDK declares no such type: its users define it, so that any input is let pass. */
  readonly undeclared?: boolean;
  /**
   * What the provider fills in by itself before the inputs are held to anything, where it is more than a name.
   *
   * @throws if it can make no name.
   */
  fill?(inputs: Props, filling: Filling): Props;
  /**
   * Input paths whose change makes the real provider replace the resource. `a.b` reaches into objects and through
   * lists (`a.b` covers `a[0].b`); a path covers all below it; `*` covers every input. A function where it depends on the inputs,
   * such as the size of a disk that shrinks, or on the provider's configuration.
   */
  readonly immutable?: readonly string[] | ((before: Props, config: Props, after: Props) => readonly string[]);
  /** Replaced by deleting the old one first, as the real provider does where both can't exist at once. */
  readonly deleteBeforeReplace?: boolean | ((before: Props, after: Props) => boolean);
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
  /** Whether another resource goes with it when it is deleted. */
  takesAlong?(deleted: StoredResource, other: StoredResource): boolean;
  /** What becomes of other resources when it is gone. */
  afterDelete?(resource: StoredResource, world: World): readonly Effect[];
  /** Outputs that the cloud keeps and the provider never reads, such as whether a machine runs. */
  readonly hidden?: readonly string[];
  /** Whether it is always there, so that its creation is a change of what is there. */
  readonly singleton?: boolean;
  /** What the API works on one operation at a time, where operations take their time. */
  exclusive?(inputs: Props, world: World): Exclusive | undefined;
  /** How long the real API takes, for `--latency real`. Default: at once. */
  readonly seconds?: TypicalSeconds;
  /** What has come due at the world's time, for this resource or for others of which it decides. */
  tick?(resource: StoredResource, world: World): readonly Effect[];
  /** What becomes of it when the cloud takes its capacity back, or undefined if it never does. */
  reclaim?(resource: StoredResource, world: World): readonly Effect[] | undefined;
}

/** One function (`aws:ec2/getAmi:getAmi`) of a simulated provider. */
export interface FunctionModel {
  readonly token: string;
  /** What a call of it needs. */
  readonly permissions?: Permissions;
  call(args: Props, world: World): Props;
  /**
   * An answer for what isn't there, in runs that only find out what a program asks for.
   *
   * @param named All texts in the inputs of what the run has asked for until now.
   */
  invent?(args: Props, world: World, named: readonly string[]): Props;
}

/** All that a backend brings to the sandbox. */
export interface SimulatedProvider {
  /** Pulumi package name, such as `azure-native`. */
  readonly package: string;
  /** Name of the cloud as in `isobar:cloud`, for people. */
  readonly cloud: string;
  readonly models: readonly Model[];
  /** The model of a type that is not among `models`, or undefined if it isn't simulated. */
  modelOf?(type: string): Model | undefined;
  /** Whether the schema is to hold all resources of the SDK, not only those of `models`. */
  readonly wholeSchema?: boolean;
  /** Why a type or function is not simulated and what to do instead, where that can be said better than in general. */
  whyNot?(token: string): string | undefined;
  readonly functions: readonly FunctionModel[];
  /** How the cloud words what goes wrong there. */
  readonly faults?: readonly FaultText[];
  /** The zone and the machine type that inputs name, so that faults can be limited to them. */
  placeOf?(token: string, inputs: Props, world: World): { readonly zone?: string; readonly machine?: string };
  /** Seconds that the provider waits each time before it tries again what another operation kept it from. Default: none. */
  readonly retries?: readonly number[];
  /** Absolute path of the schema that the build took from the SDK's declarations. */
  readonly schemaPath: string;
  /** Absolute path of the provider's own constraints, which the build takes from the backend's data. Default: none are known. */
  readonly constraintsPath?: string;
  /** Account of the simulated credentials. */
  readonly account: string;
  /** The config key or input that names the region: `region`, `location`. */
  readonly regionKey: string;
  /**
   * Config keys whose change replaces the provider and all that it made, as with the real one. Default: the region key,
   * `project` and `subscriptionId`.
   */
  readonly replacingConfig?: readonly string[];
  /**
   * Whether the real provider compares what a program says with the state, as those made from Terraform's do, and not with what the
   * program said before. To say what is so already is no change then. Default: false.
   */
  readonly comparesState?: boolean;
  /** Where the resources of a provider so configured are, if the same id can exist at several places, such as in two clusters. */
  scopeOf?(config: Props): string;
  /** Whether a change of the configuration puts all resources elsewhere, where keys alone don't tell. */
  moves?(before: Props, after: Props): boolean;
  /** What a new account has from the beginning, such as a default network: inputs and outputs, if that is such a resource. */
  initial?(type: string, id: string): Pick<StoredResource, "inputs" | "outputs"> | undefined;
  /** The cloud that really holds the resources, where the sandbox runs one. Default: the sandbox holds them. */
  readonly live?: LiveCloud;
  /** A reason to refuse the provider's configuration as the real one does (account not allowed), or undefined. */
  refuseConfig?(config: Props, account: string): string | undefined;
}

/** A resource that a live cloud is asked for. */
export interface LiveTarget {
  /** Native type token. */
  readonly type: string;
  readonly id: string;
  /** What the program wants; empty where that isn't known. */
  readonly inputs: Props;
}

/** A resource of a live cloud. */
export interface LiveAnswer {
  readonly id: string;
  readonly outputs: Props;
}

/** A cloud that runs beside the sandbox and holds its resources itself: a real API server. What it refuses it throws as `Refusal`. */
export interface LiveCloud {
  create(wanted: Omit<LiveTarget, "id">, config: Props): Promise<LiveAnswer>;
  update(wanted: LiveTarget, config: Props): Promise<LiveAnswer>;
  /** The resource and the inputs that would make it what it is, or undefined if it isn't there. */
  read(target: LiveTarget, config: Props): Promise<(LiveAnswer & { readonly inputs: Props }) | undefined>;
  /** Deletes the resource, if it is there, and waits until it is gone. */
  delete(target: LiveTarget, config: Props): Promise<void>;
}
