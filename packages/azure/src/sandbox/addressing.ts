import type { Props, ResourceWorld, World } from "@isobar/sandbox";
import { contains, freeAddress, isKept, type Kept, rangeOf } from "@isobar/sandbox/ranges";
import { SUBNET, sameId, seek, typeOf } from "./references";
import { firstRefusal, type Refusal, refusal } from "./refusal";

/** Azure keeps the first four addresses of a subnet and the last one ("Azure Virtual Network FAQ"). */
const KEPT: Kept = [4, 1];

const INTERFACES = typeOf("network:NetworkInterface");

export interface IpConfiguration extends Props {
  readonly name?: string;
  readonly primary?: boolean;
  readonly subnet?: { readonly id?: string };
  readonly publicIPAddress?: { readonly id?: string };
  readonly applicationSecurityGroups?: readonly { readonly id?: string }[];
  readonly privateIPAddress?: string;
  readonly privateIPAddressVersion?: string;
  readonly privateIPAllocationMethod?: string;
}

export function configurations(value: unknown): IpConfiguration[] {
  return Array.isArray(value) ? value : [];
}

/** The address stays as long as the subnet does. */
export function addressed(configuration: IpConfiguration, index: number, world: ResourceWorld): Props {
  const before = configurations(world.previous.ipConfigurations)[index];
  const kept = sameId(before?.subnet?.id, configuration.subnet?.id) ? before?.privateIPAddress : undefined;
  return {
    ...configuration,
    provisioningState: "Succeeded",
    privateIPAddress: configuration.privateIPAddress ?? kept ?? allocate(configuration, world),
  };
}

export function isSix({ privateIPAddressVersion }: IpConfiguration): boolean {
  return sameId(privateIPAddressVersion, "IPv6");
}

function allocate(configuration: IpConfiguration, world: World): string | undefined {
  const { subnet } = configuration;
  if (isSix(configuration)) return allocateSix(subnet?.id, world);
  const range = rangeOf(prefixOfSubnet(subnet?.id, world) ?? "");
  return range && freeAddress(range, KEPT, new Set(takenIn(subnet?.id, world)));
}

/** The first free address of the subnet's IPv6 prefix, which ends in zeros. */
function allocateSix(subnet: unknown, world: World): string | undefined {
  const start = prefixOfSix(subnet, world)?.replace(/\/\d+$/, "");
  if (start === undefined) return undefined;
  const taken = new Set(takenIn(subnet, world));
  const places = Array.from({ length: taken.size + 1 }, (_, i) => `${start}${(KEPT[0] + i).toString(16)}`);
  return places.find((address) => !taken.has(address));
}

export function prefixOfSix(id: unknown, world: World): string | undefined {
  return prefixesOfSubnet(id, world).find((prefix) => prefix.includes(":"));
}

function prefixOfSubnet(id: unknown, world: World): string | undefined {
  return prefixesOfSubnet(id, world).find(rangeOf);
}

function prefixesOfSubnet(id: unknown, world: World): string[] {
  const { addressPrefix, addressPrefixes } = seek(world, SUBNET.token, id)?.inputs ?? {};
  return [addressPrefix, addressPrefixes].flat().filter((prefix) => typeof prefix === "string");
}

function takenIn(subnet: unknown, world: World): string[] {
  return world
    .list(INTERFACES)
    .flatMap(({ outputs }) => configurations(outputs.ipConfigurations))
    .filter((configuration) => sameId(configuration.subnet?.id, subnet))
    .map(({ privateIPAddress }) => String(privateIPAddress));
}

/** "Configure IP addresses for an Azure network interface": static addresses. */
export function refuseStatic(all: readonly IpConfiguration[], world: World): Refusal {
  return firstRefusal(all, ({ name, privateIPAddress, privateIPAllocationMethod, subnet }) => {
    if (privateIPAllocationMethod !== "Static") return undefined;
    if (privateIPAddress === undefined) {
      return refusal(
        400,
        "StaticPrivateIPAddressNotSpecified",
        `IP configuration ${name} has a static allocation method, and no private IP address.`,
      );
    }
    const prefix = prefixOfSubnet(subnet?.id, world);
    if (prefix === undefined || !rangeOf(`${privateIPAddress}/32`)) return undefined;
    return refuseAddress(privateIPAddress, prefix, subnet?.id, world);
  });
}

function refuseAddress(address: string, prefix: string, subnet: unknown, world: World): Refusal {
  if (!contains(prefix, `${address}/32`)) {
    return refusal(
      400,
      "PrivateIPAddressNotInSubnet",
      `Private static IP address ${address} does not belong to the range of subnet prefix ${prefix}.`,
    );
  }
  const range = rangeOf(prefix);
  if (range && isKept(range, address, KEPT)) {
    return refusal(
      400,
      "PrivateIPAddressInReservedRange",
      `Private static IP address ${address} falls within reserved IP range of subnet prefix ${prefix}.`,
    );
  }
  if (!takenIn(subnet, world).includes(address)) return undefined;
  return refusal(
    400,
    "PrivateIPAddressIsAllocated",
    `IP configuration is using the private IP address ${address} which is already allocated to another resource.`,
  );
}
