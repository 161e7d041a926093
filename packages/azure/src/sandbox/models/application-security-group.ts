import { armModel, networkOutputs } from "../arm";

export const applicationSecurityGroup = armModel({
  token: "network:ApplicationSecurityGroup",
  arm: "Microsoft.Network/applicationSecurityGroups",
  name: "applicationSecurityGroupName",
  api: "2024-05-01",
  autoname: "random",
  usedBy: ["network:NetworkInterface", "network:NetworkSecurityGroup"],
  outputs: ({ location }, world) => ({ ...networkOutputs(world), location: location ?? world.region }),
});
