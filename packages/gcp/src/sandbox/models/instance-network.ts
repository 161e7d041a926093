import { type Props, type ResourceWorld, UNKNOWN, type World } from "@isobar/sandbox";
import { contains, isKept, rangeOf } from "@isobar/sandbox/ranges";
import { freeInternalAddress, KEPT, machineAddresses, publicAddress } from "../addresses";
import { regionOfZone } from "../catalogue";
import { list, nameOf, pathOf, projectOf, props, selfLink, text } from "../cloud";
import { AUTO_RANGE } from "../default-network";
import { cpusOf } from "../rules/machine-type";
import { apiError, badRequest, invalid } from "../words";

const MOST_INTERFACES = 8;

/** What an interface joins. */
interface Joined {
  readonly path: string;
  readonly network: unknown;
  readonly range: unknown;
}

/** Path of the subnetwork that an interface joins; networks of auto mode have one of their own name in each region. */
function subnetworkPath(nic: Props, inputs: Props, world: World): string {
  const project = text(nic.subnetworkProject) ?? projectOf(inputs, world);
  const collection = `regions/${regionOfZone(String(inputs.zone))}/subnetworks`;
  return pathOf(nic.subnetwork ?? nameOf(nic.network), project, collection);
}

function networkPath(nic: Props, inputs: Props, world: World): string {
  return pathOf(nic.network ?? "default", projectOf(inputs, world), "global/networks");
}

/** "Shared VPC": a subnetwork of a host project, of which no more is known. */
function isShared(path: string, inputs: Props, world: World): boolean {
  const own = [projectOf(inputs, world), text(world.config.project) ?? world.account];
  return !own.includes(path.split("/")[1] as string);
}

/** What isn't known of a host project's subnetwork is taken to be: a network of its name, and a range as in auto mode. */
function ofHost(path: string, nic: Props, inputs: Props, world: World): Joined {
  const [, host] = path.split("/");
  const network =
    nic.network == null ? `projects/${host}/global/networks/${nameOf(path)}` : networkPath(nic, inputs, world);
  return { path, network: selfLink(network), range: nic.networkIp == null ? AUTO_RANGE : undefined };
}

function joined(nic: Props, inputs: Props, world: World): Joined | undefined {
  const path = subnetworkPath(nic, inputs, world);
  const subnetwork = world.find("gcp:compute/subnetwork:Subnetwork", path);
  if (subnetwork) return { path, network: subnetwork.outputs.network, range: subnetwork.outputs.ipCidrRange };
  if (isShared(path, inputs, world)) return ofHost(path, nic, inputs, world);
  const network = world.find("gcp:compute/network:Network", networkPath(nic, inputs, world));
  if (nic.subnetwork != null || network?.outputs.autoCreateSubnetworks !== true) return undefined;
  return { path, network: network.outputs.selfLink, range: AUTO_RANGE };
}

/** Network interfaces with what the cloud gives them: an address of the subnetwork's range, and an external one. */
export function interfaceOutputs(inputs: Props, world: ResourceWorld): Props[] {
  const before = list(world.previous.networkInterfaces).map(props);
  return list(inputs.networkInterfaces).map((given, index) => {
    const nic = props(given);
    const place = joined(nic, inputs, world);
    const subnetwork = selfLink(place?.path ?? subnetworkPath(nic, inputs, world));
    const old = before[index];
    return {
      ...nic,
      name: `nic${index}`,
      subnetwork,
      subnetworkProject: subnetwork.split("/projects/")[1]?.split("/")[0],
      network: place?.network ?? UNKNOWN,
      networkIp: nic.networkIp ?? (old?.subnetwork === subnetwork ? old.networkIp : internalAddress(place, world)),
      stackType: nic.stackType ?? "IPV4_ONLY",
      accessConfigs: list(nic.accessConfigs).map((config, i) =>
        externalAccess(props(config), props(list(old?.accessConfigs)[i]), world),
      ),
    };
  });
}

function internalAddress(place: Joined | undefined, world: World): unknown {
  return place === undefined ? UNKNOWN : freeInternalAddress(place.path, place.range, world);
}

function externalAccess(config: Props, old: Props, world: ResourceWorld): Props {
  return {
    ...config,
    natIp: config.natIp ?? (text(old.natIp) || publicAddress(world)),
    networkTier: config.networkTier ?? "PREMIUM",
  };
}

/** Why the machine can't join its networks. */
export function refuseInterfaces(inputs: Props, world: ResourceWorld): string | undefined {
  const nics = list(inputs.networkInterfaces).map(props);
  for (const [index, nic] of nics.entries()) {
    const refused = refuseInterface(nic, `networkInterfaces[${index}]`, inputs, world);
    if (refused !== undefined) return refused;
  }
  return refuseSeveral(nics, inputs, world);
}

/** "Create VMs with multiple network interfaces". */
function refuseSeveral(nics: readonly Props[], inputs: Props, world: ResourceWorld): string | undefined {
  const networks = nics.map((nic) => joined(nic, inputs, world)?.network);
  const twice = networks.findIndex((network, index) => networks.indexOf(network) !== index);
  if (twice > 0) {
    return invalid(`networkInterfaces[${twice}].network`, "", "Networks must be distinct for NICs attached to a VM.");
  }
  const most = Math.min(MOST_INTERFACES, Math.max(2, cpusOf(nameOf(inputs.machineType)) ?? MOST_INTERFACES));
  if (nics.length <= most) return undefined;
  return badRequest(`The number of network interfaces exceeds the limit of ${most} for the machine type.`);
}

function refuseInterface(nic: Props, field: string, inputs: Props, world: ResourceWorld): string | undefined {
  const path = subnetworkPath(nic, inputs, world);
  const place = joined(nic, inputs, world);
  if (!place) return refuseMissing(nic, field, inputs, world);
  const region = regionOfZone(String(inputs.zone));
  if (path.split("/")[3] !== region) {
    const words = `The referenced subnetwork resource is not in the region of zone '${inputs.zone}'.`;
    return invalid(`${field}.subnetwork`, path, words);
  }
  if (nic.network != null && selfLink(networkPath(nic, inputs, world)) !== place.network) {
    return badRequest(`Subnetwork "${path}" is not valid for Network "${nameOf(nic.network)}".`);
  }
  for (const config of list(nic.accessConfigs).map(props)) {
    const refused = refuseExternal(config, `${field}.accessConfigs[0].natIP`, region, world);
    if (refused !== undefined) return refused;
  }
  return refuseInternal(nic, field, place, world) ?? refuseAlias(nic, field, inputs, world);
}

function refuseMissing(nic: Props, field: string, inputs: Props, world: ResourceWorld): string {
  if (nic.subnetwork != null) {
    const path = subnetworkPath(nic, inputs, world);
    return invalid(`${field}.subnetwork`, path, "The referenced subnetwork resource cannot be found.");
  }
  const network = networkPath(nic, inputs, world);
  if (!world.find("gcp:compute/network:Network", network)) {
    return invalid(`${field}.network`, network, "The referenced network resource cannot be found.");
  }
  return invalid(field, "", "Subnetwork should be specified for custom subnetmode network");
}

/** "Configure static internal IP addresses": of the subnetwork, free, and not among the reserved ones. */
function refuseInternal(nic: Props, field: string, place: Joined, world: ResourceWorld): string | undefined {
  const { networkIp } = nic;
  const range = rangeOf(String(place.range));
  if (typeof networkIp !== "string" || range === undefined) {
    if (internalAddress(place, world) !== undefined) return undefined;
    return `Error waiting for instance to create: IP space of '${place.path}' is exhausted. Insufficient free IP addresses in the IP range '${place.range}'. Consider expanding the current IP range or selecting an alternative IP range.`;
  }
  if (!contains(String(place.range), `${networkIp}/32`) || isKept(range, networkIp, KEPT)) {
    const words = "Requested internal IP address is outside the network/subnetwork range.";
    return invalid(`${field}.networkIP`, networkIp, words);
  }
  if (!machineAddresses(place.path, world).has(networkIp)) return undefined;
  return `Error waiting for instance to create: IP '${networkIp}' is already being used by another resource.`;
}

/** "Alias IP ranges": of a secondary range of the subnetwork. */
function refuseAlias(nic: Props, field: string, inputs: Props, world: ResourceWorld): string | undefined {
  const path = subnetworkPath(nic, inputs, world);
  const subnetwork = world.find("gcp:compute/subnetwork:Subnetwork", path);
  if (!subnetwork && isShared(path, inputs, world)) return undefined;
  const ranges = list(subnetwork?.outputs.secondaryIpRanges).map(props);
  const names = list(nic.aliasIpRanges).map((alias) => props(alias).subnetworkRangeName);
  const wrong = names.findIndex((name) => name != null && !ranges.some(({ rangeName }) => rangeName === name));
  if (wrong < 0) return refuseOutside(nic, field, subnetwork?.outputs ?? {});
  const words = `The subnetwork '${path}' has no secondary range '${names[wrong]}'.`;
  return invalid(`${field}.aliasIpRanges[${wrong}].subnetworkRangeName`, names[wrong], words);
}

/** "Alias IP ranges": without the name of a secondary range they are of the primary one; "Dual-stack": as the subnetwork. */
function refuseOutside({ aliasIpRanges, stackType }: Props, field: string, subnetwork: Props): string | undefined {
  const range = text(subnetwork.ipCidrRange);
  const own = list(aliasIpRanges).map(props);
  const wrong = own.findIndex(({ ipCidrRange, subnetworkRangeName }) => {
    const [address, prefix = "32"] = String(ipCidrRange).split("/");
    return subnetworkRangeName == null && range !== undefined && address && !contains(range, `${address}/${prefix}`);
  });
  if (wrong >= 0) {
    const words = "Alias IP range is outside of the subnetwork's range.";
    return invalid(`${field}.aliasIpRanges[${wrong}].ipCidrRange`, own[wrong]?.ipCidrRange, words);
  }
  if (stackType !== "IPV4_IPV6" || subnetwork.stackType !== "IPV4_ONLY") return undefined;
  return invalid(`${field}.stackType`, stackType, "The subnetwork has no IPv6 range.");
}

/** "Configure static external IP addresses": reserved in the machine's region, free, and of the same network tier. */
function refuseExternal(config: Props, field: string, region: string, world: ResourceWorld): string | undefined {
  const { natIp, networkTier = "PREMIUM" } = config;
  if (natIp == null) return undefined;
  const reserved = world
    .list("gcp:compute/address:Address")
    .find(({ outputs }) => outputs.address === natIp && outputs.region === region);
  if (!reserved) {
    return invalid(field, natIp, `The specified external IP address '${natIp}' was not found in region '${region}'.`);
  }
  const has = (nic: unknown) => list(props(nic).accessConfigs).some((one) => props(one).natIp === natIp);
  const user = world
    .list("gcp:compute/instance:Instance")
    .find(({ outputs }) => list(outputs.networkInterfaces).some(has));
  if (user) return invalid(field, natIp, `External IP address: ${natIp} is already in-use.`);
  if (reserved.outputs.networkTier === networkTier) return undefined;
  const words = `The network tier of external IP address is ${networkTier}, that of Address '${nameOf(reserved.id)}' is ${reserved.outputs.networkTier}; they must be the same`;
  return apiError(400, words, "invalid");
}
