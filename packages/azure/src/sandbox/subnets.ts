import type { StoredResource, World } from "@isobar/sandbox";
import { userOf } from "./arm";
import { type Refusal, refusal } from "./refusal";

/** Types whose resources are in subnets. */
const IN_SUBNETS = ["network:NetworkInterface", "network:BastionHost"];

export function refuseSubnetInUse({ id, inputs }: Pick<StoredResource, "id" | "inputs">, world: World): Refusal {
  const user = userOf(IN_SUBNETS, id, world);
  if (!user) return undefined;
  const [first] = (user.inputs.ipConfigurations ?? []) as readonly { readonly name?: string }[];
  return refusal(
    400,
    "InUseSubnetCannotBeDeleted",
    `Subnet ${inputs.subnetName} is in use by ${user.id}/ipConfigurations/${first?.name} and cannot be deleted. In order to delete the subnet, delete all the resources within the subnet. See aka.ms/deletesubnet.`,
  );
}
