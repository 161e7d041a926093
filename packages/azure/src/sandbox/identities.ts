import type { Props, ResourceWorld } from "@isobar/sandbox";
import { IDENTITY, seek } from "./references";
import { type Refusal, refusal, valuesAt } from "./refusal";

/** Of the simulated credentials, and of all that is in their tenant. */
export const TENANT = "5b0c3a7e-2f48-4d19-8a6c-9e1d7f3b2c50";

const KINDS = ["none", "systemassigned", "userassigned"];

/** "Configure managed identities on Azure virtual machines (VMs)": the type says which there are. */
export function refuseIdentity({ identity }: Props, id: string): Refusal {
  const { type } = (identity ?? {}) as { readonly type?: string };
  if (type === undefined) return undefined;
  const kinds = type.split(",").map((kind) => kind.trim().toLowerCase());
  const users = valuesAt(identity, "userAssignedIdentities").length > 0;
  const known = kinds.every((kind) => KINDS.includes(kind));
  if (known && kinds.includes("userassigned") === users) return undefined;
  const wrong = !known
    ? `The identity type '${type}' is not valid.`
    : `The identity type '${type}' ${users ? "cannot have" : "must have"} user assigned identities.`;
  return refusal(
    400,
    "FailedIdentityOperation",
    `Identity operation for resource '${id}' failed with error 'Failed to perform resource identity operation. ${wrong}'.`,
  );
}

/** What the API tells of a resource's identities: those of users by their ids. */
export function identityOutputs({ identity }: Props, world: ResourceWorld): Props {
  const { type } = (identity ?? {}) as { readonly type?: string };
  if (type === undefined) return {};
  const { principalId, tenantId } = (world.previous.identity ?? {}) as Props;
  const own = /SystemAssigned/i.test(type)
    ? { principalId: principalId ?? world.uuid(), tenantId: tenantId ?? TENANT }
    : {};
  const users = valuesAt(identity, "userAssignedIdentities").map((id) => {
    const { outputs = {} } = seek(world, IDENTITY.token, id) ?? {};
    return [id, { clientId: outputs.clientId, principalId: outputs.principalId }];
  });
  return {
    identity: { type, ...own, ...(users.length > 0 && { userAssignedIdentities: Object.fromEntries(users) }) },
  };
}
