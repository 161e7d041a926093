import type { Autoname, Effect, Exclusive, Model, Props, ResourceWorld, StoredResource, World } from "@isobar/sandbox";
import { refuseChoices } from "./choices";
import { identityOutputs, refuseIdentity } from "./identities";
import { locked, readOnly } from "./locks";
import { type Naming, refuseName } from "./naming";
import { armPermissions, type Rights } from "./permissions";
import { refuseLocation, refuseZones } from "./places";
import { locationOf, mentions, type References, refuseReferences, sameId, seek, typeOf } from "./references";
import { type Refusal, refusal } from "./refusal";
import { refuseTags } from "./tagging";

/** What the models of one provider's types have in common, as data. */
export interface ArmType extends Rights, Pick<Model, "hidden" | "reclaim" | "seconds" | "singleton" | "tick"> {
  /** Module and name of the token: `network:Subnet`. */
  readonly token: string;
  /** Input that holds the resource's own name. */
  readonly name: string;
  readonly naming?: Naming;
  /** Inputs that hold the names of the resources it lies in, from the outermost in. */
  readonly parents?: readonly Parent[];
  /** Version of the API. */
  readonly api: string;
  /** "random": the provider adds eight digits; "copy": it takes the logical name. Absent: a name must be given. */
  readonly autoname?: "random" | "copy";
  /** Immutable inputs beside the names that make up the id. */
  readonly immutable?: readonly string[];
  /** What the ids in its inputs have to be. */
  readonly references?: References;
  outputs?(inputs: Props, world: ResourceWorld & { readonly id: string }): Props;
  /** @param id Of this resource. */
  refuse?(inputs: Props, world: ResourceWorld, id: string): Refusal;
  /** Tokens of types whose resources keep this one from being deleted while they name it, and how that is refused. */
  readonly usedBy?: readonly string[];
  inUse?(resource: StoredResource, user: StoredResource): string;
  refuseDelete?(resource: StoredResource, world: World): Refusal;
  /** Tokens of types whose resources lie in this one and go with it. */
  readonly children?: readonly string[];
  afterDelete?(resource: StoredResource, world: World): readonly Effect[];
  /** What is changed with it, of which the API changes one at a time. */
  exclusive?(inputs: Props, world: World): Exclusive;
}

/** An outer resource: the input with its name, and its type in the sandbox where its absence is to be refused. */
export interface Parent {
  readonly input: string;
  readonly token?: string;
  /** A name that is always the same and has no input. */
  readonly fixed?: string;
}

const GROUP = "resources:ResourceGroup";

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
  const {
    token,
    arm,
    name,
    parents = [],
    api,
    immutable = [],
    exclusive,
    hidden,
    reclaim,
    seconds,
    singleton,
    tick,
  } = type;
  const id = (inputs: Props, world: World) =>
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
    ...(exclusive && { exclusive }),
    ...(hidden && { hidden }),
    ...(reclaim && { reclaim }),
    ...(seconds && { seconds }),
    ...(singleton && { singleton }),
    ...(tick && { tick }),
    id,
    outputs: (inputs, world) => ({
      azureApiVersion: api,
      name: inputs[name],
      type: arm,
      ...identityOutputs(inputs, world),
      ...type.outputs?.(inputs, world),
    }),
    refuse: (inputs, world) => refuse(type, inputs, id(inputs, world), world),
    refuseDelete: (resource, world) =>
      locked(world, resource.id) ?? type.refuseDelete?.(resource, world) ?? refuseUsed(type, resource, world),
    afterDelete: (resource, world) => [
      ...(type.children ?? []).flatMap((child) => goneBelow(child, resource.id, world)),
      ...(type.afterDelete?.(resource, world) ?? []),
    ],
  };
}

function autonameOf({ autoname, name }: ArmType): { readonly autoname?: Autoname } {
  if (autoname === undefined) return {};
  return { autoname: { property: name, separator: "", digits: autoname === "random" ? 8 : 0 } };
}

function refuse(type: ArmType, inputs: Props, id: string, world: ResourceWorld): Refusal {
  const { arm, token, name, naming, parents = [], references = {}, singleton } = type;
  const isNew = Object.keys(world.previous).length === 0;
  if (isNew && !singleton && seek(world, token, id)) return alreadyThere(id);
  const there = { ...world, region: parentRegion(type, inputs, world) ?? world.region };
  return (
    missingParent(type, inputs, world) ??
    (parents.length === 0 ? refuseLocation(arm, world) : undefined) ??
    refuseTags(inputs.tags, arm) ??
    (naming && refuseName(inputs[name], naming)) ??
    refuseChoices(token, inputs) ??
    refuseZones(inputs, arm, inputs[name], world) ??
    refuseIdentity(inputs, id) ??
    refuseReferences(references, inputs, id, there) ??
    readOnly(world, id) ??
    type.refuse?.(inputs, there, id)
  );
}

/** The provider looks before it creates, so as not to change what is there. */
export function alreadyThere(id: string): string {
  return `cannot create already existing resource '${id}'`;
}

function missingParent({ parents = [], arm }: ArmType, inputs: Props, world: World): Refusal {
  const group = inputs.resourceGroupName;
  if (!seek(world, GROUP, groupId(world, group))) {
    return refusal(404, "ResourceGroupNotFound", `Resource group '${group}' could not be found.`);
  }
  const parent = parentOf(parents, arm, inputs, world);
  if (!parent || seek(world, parent.token, parent.id)) return undefined;
  const types = arm.slice(arm.indexOf("/") + 1);
  return refusal(
    404,
    "ParentResourceNotFound",
    `Failed to perform 'write' on resource(s) of type '${types}', because the parent resource '${parent.id}' could not be found.`,
  );
}

function parentRegion({ parents = [], arm }: ArmType, inputs: Props, world: World): string | undefined {
  const parent = parentOf(parents, arm, inputs, world);
  const found = parent && seek(world, parent.token, parent.id);
  return (found && locationOf(found, world)) || undefined;
}

function parentOf(parents: readonly Parent[], arm: string, inputs: Props, world: World) {
  const [namespace = "", ...types] = arm.split("/");
  const depth = parents.findLastIndex((parent) => parent.token !== undefined);
  const token = parents[depth]?.token;
  if (token === undefined) return undefined;
  const names = parents.map(({ input, fixed }) => fixed ?? inputs[input]).slice(0, depth + 1);
  const outer = [namespace, ...types.slice(0, depth + 1)].join("/");
  return { token, id: resourceId(world, inputs.resourceGroupName, outer, names) };
}

function refuseUsed({ arm, usedBy = [], inUse }: ArmType, resource: StoredResource, world: World): Refusal {
  const user = userOf(usedBy, resource.id, world);
  if (!user) return undefined;
  const what = arm.split("/").at(-1);
  return (
    inUse?.(resource, user) ??
    refusal(400, "InUse", `${what} ${resource.id} cannot be deleted because it is in use by ${user.id}.`)
  );
}

/** A resource of these types that names this id. */
export function userOf(tokens: readonly string[], id: string, world: World): StoredResource | undefined {
  return tokens.flatMap((token) => world.list(typeOf(token))).find(({ inputs }) => mentions(inputs, id));
}

/** That all resources of a type are gone whose id lies below another one. */
export function goneBelow(token: string, id: string, world: World): Effect[] {
  const type = typeOf(token);
  const below = `${id}/`.toLowerCase();
  return world
    .list(type)
    .filter((it) => it.id.toLowerCase().startsWith(below))
    .map((it) => ({ type, id: it.id, become: "gone" }));
}

/** Whether two resources lie in one group, by their inputs. */
export function sameGroup(one: Props, other: Props): boolean {
  return sameId(one.resourceGroupName, other.resourceGroupName);
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

/** How Microsoft.Network refuses a second operation on what is being changed. */
export function oneAtATime(world: World, ids: readonly string[]): Exclusive {
  const operations = `https://management.azure.com/subscriptions/${subscriptionOf(world)}/providers/Microsoft.Network/locations/${world.region}/operations/${world.uuid()}`;
  return {
    keys: ids.map((id) => id.toLowerCase()),
    refusal: refusal(
      409,
      "AnotherOperationInProgress",
      `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: ${operations}?api-version=2024-05-01.`,
    ),
  };
}
