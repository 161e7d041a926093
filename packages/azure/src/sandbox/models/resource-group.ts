import type { Model, Props, ResourceWorld, StoredResource, World } from "@isobar/sandbox";
import { alreadyThere, goneBelow, groupId } from "../arm";
import { locked, lockedInside } from "../locks";
import { GROUP_NAME, refuseName } from "../naming";
import { armPermissions } from "../permissions";
import { refuseLocation } from "../places";
import { mentions, seek, typeOf } from "../references";
import { type Refusal, refusal } from "../refusal";
import { refuseTags } from "../tagging";

const TOKEN = "resources:ResourceGroup";
const ARM = "Microsoft.Resources/resourceGroups";

/** "Azure subscription and service limits, quotas, and constraints". */
const MAX_GROUPS = 980;

/** Tokens of types whose resources lie in groups, those that hold others before what they hold. */
export function resourceGroup(inside: readonly string[]): Model {
  return {
    type: typeOf(TOKEN),
    // "Azure Resource Manager resource group and resource deletion": no rights are needed on what is in it.
    permissions: armPermissions({ arm: "Microsoft.Resources/subscriptions/resourceGroups" }),
    autoname: { property: "resourceGroupName", separator: "", digits: 8 },
    immutable: ["resourceGroupName", "location"],
    id: (inputs, world) => groupId(world, inputs.resourceGroupName),
    outputs: ({ resourceGroupName, location }, world) => ({
      azureApiVersion: "2024-03-01",
      name: resourceGroupName,
      type: ARM,
      location: location ?? world.region,
      properties: { provisioningState: "Succeeded" },
    }),
    refuse: (inputs, world) =>
      refuseSame(inputs, world) ??
      refuseLocation(ARM, world) ??
      refuseName(inputs.resourceGroupName, GROUP_NAME) ??
      refuseTags(inputs.tags, ARM) ??
      refuseCount(inputs, world),
    refuseDelete: (group, world) =>
      locked(world, group.id) ?? lockedInside(world, group.id) ?? refuseNeeded(group, world, inside),
    // "Azure Resource Manager resource group and resource deletion": all that is in it.
    afterDelete: ({ id }, world) => inside.flatMap((token) => goneBelow(token, id, world)),
    seconds: { create: 2, update: 2, delete: 16 },
  };
}

function refuseSame({ resourceGroupName }: Props, world: ResourceWorld): Refusal {
  const id = groupId(world, resourceGroupName);
  return Object.keys(world.previous).length === 0 && seek(world, TOKEN, id) ? alreadyThere(id) : undefined;
}

function refuseCount({ resourceGroupName }: Props, world: ResourceWorld): Refusal {
  const count = world.list(typeOf(TOKEN)).length;
  if (count < MAX_GROUPS) return undefined;
  return refusal(
    409,
    "ResourceGroupQuotaExceeded",
    `Creating the resource group '${resourceGroupName}' would exceed the quota of '${MAX_GROUPS}'. The current resource group count is '${count}', please delete some groups before creating a new one.`,
  );
}

/** A group stays while anything outside of it needs what is in it. */
function refuseNeeded(group: StoredResource, world: World, inside: readonly string[]): Refusal {
  const within = `${group.id}/`.toLowerCase();
  const isWithin = ({ id }: StoredResource) => id.toLowerCase().startsWith(within);
  const all = inside.flatMap((token) => world.list(typeOf(token)));
  const outside = all.filter((it) => !isWithin(it) && NEEDS.some((token) => it.type === typeOf(token)));
  const blocked = all.filter((it) => isWithin(it) && outside.some(({ inputs }) => mentions(inputs, it.id)));
  if (blocked.length === 0) return undefined;
  const identifiers = blocked.map(({ id }) => id.split("/providers/").at(-1)).join(",");
  return refusal(
    409,
    "ResourceGroupDeletionBlocked",
    `Deletion of resource group '${group.inputs.resourceGroupName}' failed as resources with identifiers '${identifiers}' could not be deleted. The provisioning state of the resource group will be rolled back. The tracking Id is '${world.uuid()}'. Please check audit logs for more details.`,
  );
}

/** Types whose resources keep from deletion what they name. */
const NEEDS = [
  "compute:VirtualMachine",
  "network:BastionHost",
  "network:NatGateway",
  "network:NetworkInterface",
  "network:NetworkSecurityGroup",
  "network:Subnet",
];
