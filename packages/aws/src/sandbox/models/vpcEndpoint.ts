import { createHash } from "node:crypto";
import type { Model, Props, ResourceWorld } from "@isobar/sandbox";
import { common, dnsSuffix, ec2Id, regionalArn, texts } from "../aws";
import { refusing } from "../failure";
import { checkEnum, checkExactlyOne } from "../known";
import { missingGroup, missingTable } from "../networks";
import { ec2Tagging, inRegion, onOwn } from "../permissions";
import { missing, missingOne } from "../references";
import { refuseClash, refuseForeign, refuseParts, refuseService } from "../rules/endpoints";
import { checkJson } from "../rules/policies";
import { types } from "../types";

/** "CreateVpcEndpoint". */
const KINDS = ["Gateway", "GatewayLoadBalancer", "Interface", "Resource", "ServiceNetwork"];

export const vpcEndpoint: Model = {
  type: types.vpcEndpoint,
  permissions: (inputs) => [
    inRegion(
      "ec2:CreateVpcEndpoint",
      "ec2:ModifyVpcEndpoint",
      "ec2:DescribeVpcEndpoints",
      "ec2:DescribePrefixLists",
      "ec2:DescribeSecurityGroups",
    ),
    onOwn(inputs, "ec2:DeleteVpcEndpoints"),
    ...ec2Tagging(inputs),
    // "Control access to VPC endpoints": private names are a zone of Route 53 at the network.
    ...(inputs.privateDnsEnabled ? [{ actions: ["route53:AssociateVPCWithHostedZone"] }] : []),
  ],
  immutable: ["region", "serviceName", "serviceRegion", "vpcEndpointType", "vpcId"],
  check: (inputs) => [
    ...checkJson("policy", inputs.policy),
    ...checkExactlyOne(inputs, ["resourceConfigurationArn", "serviceName", "serviceNetworkArn"]),
    ...checkEnum("vpcEndpointType", inputs.vpcEndpointType, KINDS),
    ...checkEnum("ipAddressType", inputs.ipAddressType, ["ipv4", "dualstack", "ipv6"]),
  ],
  id: (_, world) => ec2Id(world, "vpce"),
  refuse: (inputs, world) => {
    const fail = refusing(types.vpcEndpoint, inputs, world);
    const [tables, groups] = [texts(inputs.routeTableIds), texts(inputs.securityGroupIds)];
    return (
      missing(world, fail, types.vpc, inputs.vpcId, "InvalidVpcId.NotFound") ??
      tables.map((id) => missingTable(world, fail, id, "InvalidRouteTableId.NotFound")).find(Boolean) ??
      missingOne(world, fail, types.subnet, texts(inputs.subnetIds), "InvalidSubnetId.NotFound") ??
      groups.map((id) => missingGroup(world, fail, id, "InvalidSecurityGroupId.NotFound")).find(Boolean) ??
      refuseParts(inputs, fail) ??
      refuseForeign(inputs, world, fail) ??
      refuseService(inputs, world, fail) ??
      refuseClash(inputs, world, fail)
    );
  },
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
