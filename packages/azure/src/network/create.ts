import type { Attachment, NameRule, NetworkParts, NetworkSpec, Scope, Side } from "@isobar/core/driver";
import { NatGateway } from "@pulumi/azure-native/network/natGateway";
import type { Subnet } from "@pulumi/azure-native/network/subnet";
import { VirtualNetwork } from "@pulumi/azure-native/network/virtualNetwork";
import { all, type Output, output, type Resource } from "@pulumi/pulumi";
import { sameId } from "../ids";
import * as names from "../names";
import { groupOf } from "../resource-group";
import { type Bastion, makeBastion, wantsBastion } from "./bastion";
import { makeFlowLogs } from "./flow-logs";
import { publicAddress } from "./public-address";
import { type Making, makeSubnet } from "./subnet";

/** The side of machines without a public address. */
interface PrivateSide {
  readonly subnet: Subnet;
  readonly egressIps: Output<string[]>;
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
  const sides = new Sides({ scope, spec, group, network });
  const atOnce = spec.outboundOnDemand ? undefined : sides.private;
  if (spec.flowLogs) makeFlowLogs(sides.making);
  return {
    id: network.id,
    cidr: output(spec.cidr),
    zones: spec.zones,
    egressIps: atOnce?.egressIps ?? output([]),
    publicSubnetIds: output([sides.public.id]),
    privateSubnetIds: output(atOnce ? [atOnce.subnet.id] : []),
    prepareFor: (side) => sides.attach(side),
  };
}

/** What a network has for machines on each side, made when it is needed. */
class Sides {
  readonly public: Subnet;
  private madePrivate: PrivateSide | undefined;
  private bastion: Bastion | undefined;

  constructor(readonly making: Making) {
    this.public = makeSubnet(making, "publicSubnet", "public", making.spec.subnets.public[0]);
  }

  get private(): PrivateSide {
    this.madePrivate ??= makePrivateSide(this.making);
    return this.madePrivate;
  }

  attach(side: Side): Attachment {
    const subnet = side === "public" ? this.public : this.private.subnet;
    if (side === "private" && wantsBastion(this.making.scope.plan)) this.bastion ??= makeBastion(this.making);
    // No machine joins while another subnet of the network is still being made.
    const ready: Resource[] = [this.public, ...(this.madePrivate ? [this.madePrivate.subnet] : [])];
    const bastion = side === "private" ? this.bastion : undefined;
    return { subnetIds: output([subnet.id]), ready, ...(bastion && { bastion }) };
  }
}

/** The subnet carries its NAT gateway itself, so it is made with it. */
function makePrivateSide(making: Making): PrivateSide {
  const { scope, spec, group, network } = making;
  const range = spec.subnets.private[0];
  if (spec.outbound === "none") {
    return { subnet: makeSubnet(making, "privateSubnet", "private", range), egressIps: output([]) };
  }
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
  const subnet = makeSubnet(making, "privateSubnet", "private", range, { natGateway: { id: gateway.id } });
  const egressIps = all([address.ipAddress]).apply((ips) => ips.filter((ip) => ip !== undefined));
  return { subnet, egressIps };
}
