import { createHash } from "node:crypto";
import type { Model, Props, ResourceWorld } from "@isobar/sandbox";
import { common, dnsSuffix, ec2Id, missing, regionalArn, texts } from "../aws";
import { types } from "../types";

export const vpcEndpoint: Model = {
  type: types.vpcEndpoint,
  immutable: ["region", "serviceName", "serviceRegion", "vpcEndpointType", "vpcId"],
  id: (_, world) => ec2Id(world, "vpce"),
  refuse: ({ vpcId, routeTableIds, subnetIds, securityGroupIds }, world) =>
    missing(world, types.vpc, vpcId, "InvalidVpcId.NotFound", "Vpc Id") ??
    texts(routeTableIds)
      .map((id) => missing(world, types.routeTable, id, "InvalidRouteTableId.NotFound", "routeTable ID"))
      .find(Boolean) ??
    texts(subnetIds)
      .map((id) => missing(world, types.subnet, id, "InvalidSubnetId.NotFound", "subnet ID"))
      .find(Boolean) ??
    texts(securityGroupIds)
      .map((id) => missing(world, types.securityGroup, id, "InvalidSecurityGroupId.NotFound", "security group"))
      .find(Boolean),
  outputs: (inputs, world) => ({
    ...common(inputs, world),
    arn: regionalArn(world, "ec2", `vpc-endpoint/${world.id}`),
    ownerId: world.account,
    policy: inputs.policy ?? '{"Statement":[{"Action":"*","Effect":"Allow","Principal":"*","Resource":"*"}]}',
    requesterManaged: false,
    state: "available",
    vpcEndpointType: inputs.vpcEndpointType ?? "Gateway",
    ...(inputs.vpcEndpointType === "Interface" ? ofInterface(inputs, world) : ofGateway(inputs)),
  }),
};

function ofInterface(inputs: Props, world: ResourceWorld & { readonly id: string }): Props {
  const { region } = world;
  const service = String(inputs.serviceName).split(".").at(-1);
  const host = `${world.id}-${world.id.slice(-8)}.${service}.${region}.vpce.${dnsSuffix(region)}`;
  return {
    dnsEntries: [{ dnsName: host, hostedZoneId: "Z273ZU8SZ5RJPC" }],
    ipAddressType: inputs.ipAddressType ?? "ipv4",
    networkInterfaceIds: world.keep("networkInterfaceIds", () =>
      texts(inputs.subnetIds).map(() => ec2Id(world, "eni")),
    ),
    privateDnsEnabled: inputs.privateDnsEnabled ?? false,
  };
}

function ofGateway({ serviceName }: Props): Props {
  const list = createHash("sha256").update(String(serviceName)).digest("hex").slice(0, 8);
  return { cidrBlocks: ["52.219.0.0/16"], prefixListId: `pl-${list}`, privateDnsEnabled: false };
}
