import type { Props, ResourceWorld } from "@isobar/sandbox";
import { rangeOf } from "@isobar/sandbox/ranges";
import { addressed, configurations, type IpConfiguration, isSix, prefixOfSix, refuseStatic } from "../addressing";
import { armModel, networkOutputs, repeated } from "../arm";
import { networkName } from "../naming";
import { refuseAddressKind, refuseSharedAddress } from "../public-addresses";
import { ADDRESS, mentions, networkOf, PEERS, SECURITY_GROUP, SUBNET, sameId, typeOf } from "../references";
import { firstRefusal, type Refusal, refusal, valuesAt } from "../refusal";

const TOKEN = "network:NetworkInterface";
const NAMESPACE = "Microsoft.Network";

/** "Azure subscription and service limits, quotas, and constraints". */
const MAX_CONFIGURATIONS = 256;

export const networkInterface = armModel({
  token: TOKEN,
  arm: `${NAMESPACE}/networkInterfaces`,
  name: "networkInterfaceName",
  naming: networkName(),
  api: "2024-05-01",
  autoname: "random",
  immutable: ["location"],
  linked: {
    "ipConfigurations.applicationSecurityGroups": [`${NAMESPACE}/applicationSecurityGroups/joinIpConfiguration/action`],
    "ipConfigurations.publicIPAddress": [`${NAMESPACE}/publicIPAddresses/join/action`],
    "ipConfigurations.subnet": [`${NAMESPACE}/virtualNetworks/subnets/join/action`],
    networkSecurityGroup: [`${NAMESPACE}/networkSecurityGroups/join/action`],
  },
  references: {
    "ipConfigurations.subnet.id": SUBNET,
    "ipConfigurations.publicIPAddress.id": ADDRESS,
    "networkSecurityGroup.id": SECURITY_GROUP,
    "ipConfigurations.applicationSecurityGroups.id": PEERS,
  },
  usedBy: ["compute:VirtualMachine"],
  inUse: ({ id }, user) =>
    refusal(
      400,
      "NicInUse",
      `Network Interface ${id} is used by existing resource ${user.id}. In order to delete the network interface, it must be dissociated from the resource. To learn more, see aka.ms/deletenic.`,
    ),
  refuse: (inputs, world, id) => {
    const all = configurations(inputs.ipConfigurations);
    return (
      refuseConfigurations(all, id) ??
      refuseMove(all, world) ??
      refuseSix(all, world) ??
      firstRefusal(all, ({ publicIPAddress, privateIPAddressVersion = "IPv4" }) =>
        publicIPAddress?.id === undefined
          ? undefined
          : (refuseAddressKind(publicIPAddress.id, id, [privateIPAddressVersion], world) ??
            refuseSharedAddress(publicIPAddress.id, id, world)),
      ) ??
      refuseServers(inputs) ??
      refuseAuxiliary(inputs) ??
      refusePeers(all, world) ??
      refuseStatic(all, world) ??
      refuseFull(all, world)
    );
  },
  seconds: { create: 3, update: 3, delete: 11 },
  outputs: ({ location, ipConfigurations }, world) => ({
    ...networkOutputs(world),
    location: location ?? world.region,
    macAddress: world.keep("macAddress", () => macAddress(world)),
    ipConfigurations: configurations(ipConfigurations).map((configuration, i, { length }) => ({
      privateIPAddressVersion: "IPv4",
      privateIPAllocationMethod: "Dynamic",
      ...(length === 1 && { primary: true }),
      ...addressed(configuration, i, world),
      id: `${world.id}/ipConfigurations/${configuration.name}`,
    })),
  }),
});

function macAddress({ hex }: ResourceWorld): string {
  const digits = hex(6).toUpperCase();
  return `00-0D-3A-${digits.replace(/(..)(..)(..)/, "$1-$2-$3")}`;
}

/** "Network Interfaces - Create Or Update", ipConfigurations. */
function refuseConfigurations(all: readonly IpConfiguration[], id: string): Refusal {
  if (all.length === 0) {
    return refusal(400, "NetworkInterfaceMustHaveIpConfiguration", `Network interface ${id} has no IP configuration.`);
  }
  if (all.length > MAX_CONFIGURATIONS) {
    return refusal(
      400,
      "NetworkInterfaceIpConfigurationCountLimitReached",
      `Network interface ${id} cannot have more than ${MAX_CONFIGURATIONS} IP configurations.`,
    );
  }
  const name = repeated(all.map((configuration) => configuration.name));
  if (name !== undefined) {
    return refusal(
      400,
      "InvalidRequestFormat",
      `Cannot parse the request. Additional details: Duplicate resource name ${name}.`,
    );
  }
  if (all.length > 1 && all.filter(({ primary }) => primary).length !== 1) {
    return refusal(
      400,
      "NetworkInterfaceMustHaveOnePrimaryIpConfiguration",
      `Network interface ${id} must have one primary IP configuration.`,
    );
  }
  const homeless = all.find(({ subnet }) => subnet?.id === undefined);
  if (!homeless) return undefined;
  return refusal(400, "SubnetRequired", `Subnet is required for IP configuration ${homeless.name} of ${id}.`);
}

/** "Configure IP addresses for an Azure network interface": IPv6 is for a second configuration, where the subnet has it. */
function refuseSix(all: readonly IpConfiguration[], world: ResourceWorld): Refusal {
  return firstRefusal(all.filter(isSix), ({ name, primary, subnet }) => {
    if (primary === true || all.length === 1) {
      return refusal(400, "PrimaryIpConfigurationMustBeIPv4", `The primary IP configuration ${name} must be of IPv4.`);
    }
    if (prefixOfSix(subnet?.id, world) !== undefined) return undefined;
    return refusal(
      400,
      "SubnetHasNoIPv6Prefix",
      `IP configuration ${name} is of IPv6, and subnet ${subnet?.id} has no IPv6 address prefix.`,
    );
  });
}

const AZURE_DNS = "AzureProvidedDNS";

/** "Network Interfaces - Create Or Update", dnsSettings. */
function refuseServers(inputs: Props): Refusal {
  const servers = valuesAt(inputs, "dnsSettings.dnsServers").map(String);
  const own = servers.some((server) => sameId(server, AZURE_DNS));
  if (own && servers.length > 1) {
    return refusal(400, "InvalidDnsServers", `${AZURE_DNS} must be the only one of the DNS servers.`);
  }
  const strange = servers.find((server) => !own && !server.includes(":") && !rangeOf(`${server}/32`));
  if (strange === undefined) return undefined;
  return refusal(400, "InvalidIPAddressFormat", `The IP address ${strange} is not formatted correctly.`);
}

/** hashicorp/terraform-provider-azurerm, network_interface: auxiliary_mode and auxiliary_sku go together. */
function refuseAuxiliary({ auxiliaryMode = "None", auxiliarySku = "None", networkInterfaceName }: Props): Refusal {
  if (sameId(auxiliaryMode, "None") === sameId(auxiliarySku, "None")) return undefined;
  return refusal(
    400,
    "AuxiliaryModeAndSkuMismatch",
    `Network interface ${networkInterfaceName} must have both an auxiliary mode and an auxiliary sku, or none.`,
  );
}

/** "Create, change, or delete a network interface": the virtual network can't be changed. */
function refuseMove(all: readonly IpConfiguration[], { previous }: ResourceWorld): Refusal {
  const subnets = [...configurations(previous.ipConfigurations), ...all].map(({ subnet }) => subnet?.id);
  const [first] = subnets;
  const foreign = subnets.find((subnet) => networkOf(subnet) !== networkOf(first));
  if (foreign === undefined) return undefined;
  return refusal(
    400,
    "SubnetsNotInSameVnet",
    `Subnet ${foreign} is not in the same virtual network as subnet ${first} of the network interface.`,
  );
}

/** "Application security groups": all interfaces of one are in the virtual network of the first. */
function refusePeers(all: readonly IpConfiguration[], world: ResourceWorld): Refusal {
  const others = world.list(typeOf(TOKEN)).flatMap(({ inputs }) => configurations(inputs.ipConfigurations));
  const isForeign = (id: string, subnet: unknown) =>
    others.some(
      (theirs) => mentions(theirs.applicationSecurityGroups, id) && networkOf(theirs.subnet?.id) !== networkOf(subnet),
    );
  return firstRefusal(all, ({ subnet, applicationSecurityGroups = [] }) => {
    const foreign = applicationSecurityGroups.find(({ id = "" }) => isForeign(id, subnet?.id));
    if (!foreign) return undefined;
    return refusal(
      400,
      "ApplicationSecurityGroupsNotInSameVnet",
      `Application security group ${foreign.id} is used by network interfaces of another virtual network.`,
    );
  });
}

function refuseFull(all: readonly Props[], world: ResourceWorld): Refusal {
  const homeless = all.find((configuration, i) => !addressed(configuration, i, world).privateIPAddress);
  if (!homeless) return undefined;
  const { id } = homeless.subnet as { readonly id: string };
  return refusal(
    400,
    "SubnetIsFull",
    `Subnet ${id} with address prefix does not have enough capacity for 1 IP addresses.`,
  );
}
