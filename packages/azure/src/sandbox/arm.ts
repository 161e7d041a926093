import type { Autoname, Model, Props, ResourceWorld, World } from "@isobar/sandbox";
import { armPermissions, type Rights } from "./permissions";

/** What the models of one provider's types have in common, as data. */
export interface ArmType extends Rights {
  /** Module and name of the token: `network:Subnet`. */
  readonly token: string;
  /** Input that holds the resource's own name. */
  readonly name: string;
  /** Inputs that hold the names of the resources it lies in, from the outermost in. */
  readonly parents?: readonly Parent[];
  /** Version of the API. */
  readonly api: string;
  /** "random": the provider adds eight digits; "copy": it takes the logical name. Absent: a name must be given. */
  readonly autoname?: "random" | "copy";
  /** Immutable inputs beside the names that make up the id. */
  readonly immutable?: readonly string[];
  outputs?(inputs: Props, world: ResourceWorld & { readonly id: string }): Props;
  refuse?(inputs: Props, world: ResourceWorld): string | undefined;
  /** Tokens of types whose resources keep this one from being deleted while they name it. */
  readonly usedBy?: readonly string[];
}

/** An outer resource: the input with its name, and its type in the sandbox where its absence is to be refused. */
export interface Parent {
  readonly input: string;
  readonly token?: string;
  /** A name that is always the same and has no input. */
  readonly fixed?: string;
}

const GROUP = "resources:ResourceGroup";

export function typeOf(token: string): string {
  return `azure-native:${token}`;
}

/** The subscription that a call goes to. */
export function subscriptionOf(world: World): string {
  const { subscriptionId } = world.config;
  return typeof subscriptionId === "string" && subscriptionId ? subscriptionId : world.account;
}

export function groupId(world: World, group: unknown): string {
  return `/subscriptions/${subscriptionOf(world)}/resourceGroups/${group}`;
}

/** The id of a resource in a group: names and types alternate. */
export function resourceId(world: World, group: unknown, arm: string, names: readonly unknown[]): string {
  const [namespace = "", ...types] = arm.split("/");
  const path = types.map((type, i) => `${type}/${names[i]}`).join("/");
  return `${groupId(world, group)}/providers/${namespace}/${path}`;
}

/** The model of a type whose resources lie in a resource group. */
export function armModel(type: ArmType): Model {
  const { token, arm, name, parents = [], api, immutable = [] } = type;
  const id = (inputs: Props, world: ResourceWorld) =>
    resourceId(world, inputs.resourceGroupName, arm, [
      ...parents.map(({ input, fixed }) => fixed ?? inputs[input]),
      inputs[name],
    ]);
  return {
    type: typeOf(token),
    permissions: armPermissions(type),
    ...autonameOf(type),
    // As the provider does for all that has no random name, children of what has one among them.
    deleteBeforeReplace: type.autoname !== "random",
    immutable: [
      "resourceGroupName",
      name,
      ...parents.flatMap(({ input, fixed }) => (fixed ? [] : [input])),
      ...immutable,
    ],
    id,
    outputs: (inputs, world) => ({
      azureApiVersion: api,
      name: inputs[name],
      type: arm,
      ...type.outputs?.(inputs, world),
    }),
    refuse: (inputs, world) => missingParent(type, inputs, world) ?? type.refuse?.(inputs, world),
    refuseDelete: (resource, world) => locked(world, resource.id) ?? inUse(type, resource.id, world),
  };
}

function autonameOf({ autoname, name }: ArmType): { readonly autoname?: Autoname } {
  if (autoname === undefined) return {};
  return { autoname: { property: name, separator: "", digits: autoname === "random" ? 8 : 0 } };
}

function missingParent({ parents = [], arm }: ArmType, inputs: Props, world: World): string | undefined {
  const group = inputs.resourceGroupName;
  if (!world.find(typeOf(GROUP), groupId(world, group))) {
    return `Status=404 Code="ResourceGroupNotFound" Message="Resource group '${group}' could not be found."`;
  }
  const [namespace = "", ...types] = arm.split("/");
  const names = parents.map(({ input, fixed }) => fixed ?? inputs[input]);
  const depth = parents.findLastIndex((parent) => parent.token !== undefined);
  const token = parents[depth]?.token;
  if (token === undefined) return undefined;
  const outer = [namespace, ...types.slice(0, depth + 1)].join("/");
  const parent = resourceId(world, group, outer, names.slice(0, depth + 1));
  if (world.find(typeOf(token), parent)) return undefined;
  return `Status=404 Code="ParentResourceNotFound" Message="Failed to perform 'write' on resource(s) of type '${types.join("/")}', because the parent resource '${parent}' could not be found."`;
}

/** "Lock your resources to protect your infrastructure": a lock holds for its scope and all below. */
export function locked(world: World, id: string): string | undefined {
  const lock = world.list(typeOf("authorization:ManagementLockByScope")).find(({ inputs }) => {
    const scope = String(inputs.scope).toLowerCase();
    return id.toLowerCase() === scope || id.toLowerCase().startsWith(`${scope}/`);
  });
  if (!lock) return undefined;
  return `Status=409 Code="ScopeLocked" Message="The scope '${id}' cannot perform delete operation because following scope(s) are locked: '${lock.inputs.scope}'. Please remove the lock and try again."`;
}

function inUse({ arm, usedBy = [] }: ArmType, id: string, world: World): string | undefined {
  const user = usedBy.flatMap((token) => world.list(typeOf(token))).find(({ inputs }) => mentions(inputs, id));
  if (!user) return undefined;
  return `Status=400 Code="InUse" Message="${arm.split("/").at(-1)} ${id} cannot be deleted because it is in use by ${user.id}."`;
}

/** Whether a value holds this id anywhere. */
export function mentions(value: unknown, id: string): boolean {
  if (typeof value === "string") return value.toLowerCase() === id.toLowerCase();
  return typeof value === "object" && value !== null && Object.values(value).some((item) => mentions(item, id));
}

/** The ids of a type that a value holds and that do not exist. */
export function missing(value: unknown, world: World, token: string, arm: string): string | undefined {
  const part = `/providers/${arm}/`.toLowerCase();
  const absent = strings(value).find((text) => {
    const lower = text.toLowerCase();
    return lower.startsWith("/subscriptions/") && lower.includes(part) && !world.find(typeOf(token), text);
  });
  if (absent === undefined) return undefined;
  return `Status=400 Code="InvalidResourceReference" Message="Resource ${absent} referenced by the request was not found. Please make sure that the referenced resource exists, and that both resources are in the same region."`;
}

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}

/** The virtual network of a subnet, by their ids. */
export function networkOf(subnet: unknown): string {
  return String(subnet).toLowerCase().split("/subnets/")[0] ?? "";
}

/** The first of these names that comes a second time; names don't distinguish case. */
export function repeated(names: readonly unknown[]): unknown {
  const keys = names.map((name) => String(name).toLowerCase());
  return names.find((_, i) => keys.indexOf(keys[i] ?? "") < i);
}

/** What every resource of the network provider has. */
export function networkOutputs(world: ResourceWorld): Props {
  return {
    etag: `W/"${world.uuid()}"`,
    provisioningState: "Succeeded",
    resourceGuid: world.keep("resourceGuid", () => world.uuid()),
  };
}
