import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, missing, networkOutputs, typeOf } from "../arm";
import { freeAddress } from "../ranges";

const TOKEN = "network:NetworkInterface";
const NAMESPACE = "Microsoft.Network";

interface IpConfiguration extends Props {
  readonly subnet?: { readonly id?: string };
  readonly privateIPAddress?: string;
}

export const networkInterface = armModel({
  token: TOKEN,
  arm: `${NAMESPACE}/networkInterfaces`,
  name: "networkInterfaceName",
  api: "2024-05-01",
  autoname: "random",
  usedBy: ["compute:VirtualMachine"],
  refuse: (inputs, world) =>
    missing(inputs, world, "network:Subnet", `${NAMESPACE}/virtualNetworks`) ??
    missing(inputs, world, "network:PublicIPAddress", `${NAMESPACE}/publicIPAddresses`) ??
    missing(inputs, world, "network:NetworkSecurityGroup", `${NAMESPACE}/networkSecurityGroups`) ??
    missing(inputs, world, "network:ApplicationSecurityGroup", `${NAMESPACE}/applicationSecurityGroups`) ??
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

function refuseFull({ ipConfigurations }: Props, world: ResourceWorld): string | undefined {
  const homeless = configurations(ipConfigurations).find((c, i) => !addressed(c, i, world).privateIPAddress);
  if (!homeless) return undefined;
  return `Status=400 Code="SubnetIsFull" Message="Subnet ${homeless.subnet?.id} with address prefix does not have enough capacity for 1 IP addresses."`;
}
