import { armModel, networkOutputs } from "../arm";
import { networkName } from "../naming";
import { refusal } from "../refusal";

export const applicationSecurityGroup = armModel({
  token: "network:ApplicationSecurityGroup",
  arm: "Microsoft.Network/applicationSecurityGroups",
  name: "applicationSecurityGroupName",
  naming: networkName(),
  api: "2024-05-01",
  autoname: "random",
  immutable: ["location"],
  usedBy: ["network:NetworkInterface", "network:NetworkSecurityGroup"],
  inUse: ({ id }, user) =>
    refusal(
      400,
      "InUseApplicationSecurityGroupCannotBeDeleted",
      `Application security group ${id} cannot be deleted because it is in use by the following resources: ${user.id}.`,
    ),
  seconds: { create: 3, update: 3, delete: 11 },
  outputs: ({ location }, world) => ({ ...networkOutputs(world), location: location ?? world.region }),
});
