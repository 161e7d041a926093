import type { NameRule, NetworkParts, NetworkSpec, Scope } from "@isobar/core/driver";
import { NatGateway } from "@pulumi/azure-native/network/natGateway";
import { Subnet, type SubnetArgs } from "@pulumi/azure-native/network/subnet";
import { VirtualNetwork } from "@pulumi/azure-native/network/virtualNetwork";
import { all, type Output, output, type Resource } from "@pulumi/pulumi";
import { sameId } from "../ids";
import * as names from "../names";
import { groupOf } from "../resource-group";
import { publicAddress } from "./public-address";

/** The side of machines without a public address. */
interface PrivateSide {
  readonly subnet: Subnet;
  readonly egressIps: Output<string[]>;
}

interface Making {
  readonly scope: Scope;
  readonly spec: NetworkSpec;
  readonly group: Output<string>;
  readonly network: VirtualNetwork;
}

export function createNetwork(scope: Scope, spec: NetworkSpec): NetworkParts {
  const group = groupOf(scope);
  const network = scope.child(
    "network",
    VirtualNetwork,
    {
      virtualNetworkName: names.successiveName(scope, names.virtualNetwork, "", spec.cidr),
      resourceGroupName: group,
      location: scope.target.region,
      // Its subnets are resources of their own: those listed here would be deleted by theirs, and theirs by these.
      addressSpace: { addressPrefixes: [spec.cidr] },
      tags: scope.tags,
    },
    // Azure takes no range away that has subnets, and no subnet's range while machines are in it, so another range is
    // another network: made beside the old one, from which its machines then move.
    { suffix: "", replaceOnChanges: ["addressSpace.addressPrefixes[0]"], deleteBeforeReplace: false },
  );
  const making = { scope, spec, group, network };
  const publicSubnet = makeSubnet(making, "publicSubnet", "public", spec.subnets.public[0], {}, []);
  let made: PrivateSide | undefined;
  const privateSide = () => {
    made ??= makePrivateSide(making, publicSubnet);
    return made;
  };
  const atOnce = spec.outboundOnDemand ? undefined : privateSide();
  return {
    id: network.id,
    cidr: output(spec.cidr),
    zones: spec.zones,
    egressIps: atOnce?.egressIps ?? output([]),
    publicSubnetIds: output([publicSubnet.id]),
    privateSubnetIds: output(atOnce ? [atOnce.subnet.id] : []),
    prepareFor(side) {
      const subnet = side === "public" ? publicSubnet : privateSide().subnet;
      // No machine joins while another subnet of the network is still being made.
      return { subnetIds: output([subnet.id]), ready: [publicSubnet, ...(made ? [made.subnet] : [])] };
    },
  };
}

/** The subnet carries its NAT gateway itself, so it is made with it. */
function makePrivateSide(making: Making, after: Resource): PrivateSide {
  const range = making.spec.subnets.private[0];
  if (making.spec.outbound === "none") {
    return { subnet: makeSubnet(making, "privateSubnet", "private", range, {}, [after]), egressIps: output([]) };
  }
  const { scope, spec, group, network } = making;
  const named = (rule: NameRule, suffix: string) => names.successiveName(scope, rule, suffix, spec.cidr);
  // "A NAT gateway can't span multiple virtual networks" ("NAT gateway resource"), nor do two share an address.
  const anew = { replacementTrigger: network.id.apply(sameId), deleteBeforeReplace: false };
  const name = named(names.publicIpAddress, "nat-ip");
  const address = publicAddress(scope, "natAddress", "nat-ip", group, name, anew);
  const gateway = scope.child(
    "natGateway",
    NatGateway,
    {
      natGatewayName: named(names.natGateway, "nat"),
      resourceGroupName: group,
      location: scope.target.region,
      // Without zones Azure places it, which every region allows.
      sku: { name: "Standard" },
      publicIpAddresses: [{ id: address.id }],
      idleTimeoutInMinutes: 4,
      tags: scope.tags,
    },
    { suffix: "nat", ...anew },
  );
  const subnet = makeSubnet(making, "privateSubnet", "private", range, { natGateway: { id: gateway.id } }, [after]);
  const egressIps = all([address.ipAddress]).apply((ips) => ips.filter((ip) => ip !== undefined));
  return { subnet, egressIps };
}

/**
 * One after another: changes of one network at the same time end in AnotherOperationInProgress. Azure's own outbound
 * access is off, because it is retired ("Default outbound access in Azure").
 */
function makeSubnet(
  { scope, spec, group, network }: Making,
  role: string,
  suffix: string,
  addressPrefix: string | undefined,
  more: Partial<SubnetArgs>,
  dependsOn: Resource[],
): Subnet {
  const storage = spec.privateAccess.includes("object-storage");
  return scope.child(
    role,
    Subnet,
    {
      subnetName: scope.physicalName(names.subnet, suffix),
      resourceGroupName: group,
      virtualNetworkName: network.name,
      addressPrefix,
      defaultOutboundAccess: false,
      ...(storage && { serviceEndpoints: [{ service: "Microsoft.Storage" }] }),
      ...more,
    },
    // Beside that of the old network, in which machines still are.
    { suffix, dependsOn, deleteBeforeReplace: false },
  );
}
