import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, mentions, missing, networkOf, networkOutputs, typeOf } from "../arm";
import { freeAddress } from "../ranges";

const TOKEN = "network:NetworkInterface";
const NAMESPACE = "Microsoft.Network";

interface IpConfiguration extends Props {
  readonly subnet?: { readonly id?: string };
  readonly publicIPAddress?: { readonly id?: string };
  readonly applicationSecurityGroups?: readonly { readonly id?: string }[];
  readonly privateIPAddress?: string;
}

export const networkInterface = armModel({
  token: TOKEN,
  arm: `${NAMESPACE}/networkInterfaces`,
  name: "networkInterfaceName",
  api: "2024-05-01",
  autoname: "random",
  linked: {
    "ipConfigurations.applicationSecurityGroups": [`${NAMESPACE}/applicationSecurityGroups/joinIpConfiguration/action`],
    "ipConfigurations.publicIPAddress": [`${NAMESPACE}/publicIPAddresses/join/action`],
    "ipConfigurations.subnet": [`${NAMESPACE}/virtualNetworks/subnets/join/action`],
    networkSecurityGroup: [`${NAMESPACE}/networkSecurityGroups/join/action`],
  },
  usedBy: ["compute:VirtualMachine"],
  refuse: (inputs, world) =>
    missing(inputs, world, "network:Subnet", `${NAMESPACE}/virtualNetworks`) ??
    missing(inputs, world, "network:PublicIPAddress", `${NAMESPACE}/publicIPAddresses`) ??
    missing(inputs, world, "network:NetworkSecurityGroup", `${NAMESPACE}/networkSecurityGroups`) ??
    missing(inputs, world, "network:ApplicationSecurityGroup", `${NAMESPACE}/applicationSecurityGroups`) ??
    refuseMove(inputs, world) ??
    refuseTaken(inputs, world) ??
    refusePeers(inputs, world) ??
    refuseFull(inputs, world),
  outputs: ({ location, ipConfigurations }, world) => ({
    ...networkOutputs(world),
    location: location ?? world.region,
    macAddress: world.keep(
      "macAddress",
      () =>
        `00-0D-3A-${world
          .hex(6)
          .toUpperCase()
          .replace(/(..)(..)(..)/, "$1-$2-$3")}`,
    ),
    ipConfigurations: configurations(ipConfigurations).map((configuration, i) => addressed(configuration, i, world)),
  }),
});

function configurations(value: unknown): IpConfiguration[] {
  return Array.isArray(value) ? value : [];
}

/** The address stays as long as the subnet does. */
function addressed(configuration: IpConfiguration, index: number, world: ResourceWorld): Props {
  const before = configurations(world.previous.ipConfigurations)[index];
  const kept = before?.subnet?.id === configuration.subnet?.id ? before?.privateIPAddress : undefined;
  return {
    ...configuration,
    provisioningState: "Succeeded",
    privateIPAddress: configuration.privateIPAddress ?? kept ?? allocate(configuration, world),
  };
}

function allocate({ subnet }: IpConfiguration, world: ResourceWorld): string | undefined {
  const found = world.find(typeOf("network:Subnet"), String(subnet?.id));
  const taken = world
    .list(typeOf(TOKEN))
    .flatMap(({ outputs }) => configurations(outputs.ipConfigurations))
    .filter((configuration) => configuration.subnet?.id === subnet?.id)
    .map(({ privateIPAddress }) => String(privateIPAddress));
  return found && freeAddress(String(found.inputs.addressPrefix), new Set(taken));
}

/** "Create, change, or delete a network interface": the virtual network can't be changed. */
function refuseMove({ ipConfigurations }: Props, { previous }: ResourceWorld): string | undefined {
  const [before, after] = [previous.ipConfigurations, ipConfigurations].map((value) => configurations(value)[0]);
  if (!before || networkOf(before.subnet?.id) === networkOf(after?.subnet?.id)) return undefined;
  return `Status=400 Code="SubnetsNotInSameVnet" Message="Subnet ${after?.subnet?.id} is not in the same virtual network as subnet ${before.subnet?.id} of the network interface."`;
}

function others({ networkInterfaceName, resourceGroupName }: Props, world: ResourceWorld): IpConfiguration[] {
  return world
    .list(typeOf(TOKEN))
    .filter(
      ({ inputs }) =>
        inputs.networkInterfaceName !== networkInterfaceName || inputs.resourceGroupName !== resourceGroupName,
    )
    .flatMap(({ inputs }) => configurations(inputs.ipConfigurations));
}

/** "Public IP addresses": one belongs to one interface. */
function refuseTaken(inputs: Props, world: ResourceWorld): string | undefined {
  const addresses = configurations(inputs.ipConfigurations).flatMap((c) => c.publicIPAddress?.id ?? []);
  const taken = addresses.find((id) => others(inputs, world).some((theirs) => mentions(theirs.publicIPAddress, id)));
  if (taken === undefined) return undefined;
  return `Status=400 Code="PublicIPAddressInUse" Message="Resource is referencing public IP address ${taken} that is already allocated to another resource."`;
}

/** "Application security groups": all interfaces of one are in the virtual network of the first. */
function refusePeers(inputs: Props, world: ResourceWorld): string | undefined {
  const foreign = configurations(inputs.ipConfigurations).flatMap(({ subnet, applicationSecurityGroups = [] }) =>
    applicationSecurityGroups.filter(({ id = "" }) =>
      others(inputs, world).some(
        (theirs) =>
          mentions(theirs.applicationSecurityGroups, id) && networkOf(theirs.subnet?.id) !== networkOf(subnet?.id),
      ),
    ),
  );
  if (foreign.length === 0) return undefined;
  return `Status=400 Code="ApplicationSecurityGroupsNotInSameVnet" Message="Application security group ${foreign[0]?.id} is used by network interfaces of another virtual network."`;
}

function refuseFull({ ipConfigurations }: Props, world: ResourceWorld): string | undefined {
  const homeless = configurations(ipConfigurations).find((c, i) => !addressed(c, i, world).privateIPAddress);
  if (!homeless) return undefined;
  return `Status=400 Code="SubnetIsFull" Message="Subnet ${homeless.subnet?.id} with address prefix does not have enough capacity for 1 IP addresses."`;
}
