import { type Props, type ResourceWorld, UNKNOWN } from "@isobar/sandbox";
import { freeAddress, publicAddress } from "../addresses";
import { regionOfZone } from "../catalogue";
import { list, nameOf, notFound, pathOf, projectOf, props, selfLink, text } from "../cloud";

/** Path of the subnetwork that an interface joins. */
function subnetworkPath(nic: Props, inputs: Props, world: ResourceWorld): string {
  const project = text(nic.subnetworkProject) ?? projectOf(inputs, world);
  return pathOf(nic.subnetwork, project, `regions/${regionOfZone(String(inputs.zone))}/subnetworks`);
}

/** Network interfaces with what the cloud gives them: an address of the subnetwork's range, and an external one. */
export function interfaceOutputs(inputs: Props, world: ResourceWorld): Props[] {
  const before = list(world.previous.networkInterfaces).map(props);
  return list(inputs.networkInterfaces).map((given, index) => {
    const nic = props(given);
    const path = subnetworkPath(nic, inputs, world);
    const old = before[index];
    return {
      ...nic,
      name: `nic${index}`,
      subnetwork: selfLink(path),
      subnetworkProject: path.split("/")[1],
      network: world.find("gcp:compute/subnetwork:Subnetwork", path)?.outputs.network ?? UNKNOWN,
      networkIp: nic.networkIp ?? (old?.subnetwork === selfLink(path) ? old.networkIp : internalAddress(path, world)),
      stackType: nic.stackType ?? "IPV4_ONLY",
      accessConfigs: list(nic.accessConfigs).map((config, i) =>
        externalAccess(props(config), props(list(old?.accessConfigs)[i]), world),
      ),
    };
  });
}

function internalAddress(path: string, world: ResourceWorld): unknown {
  const range = world.find("gcp:compute/subnetwork:Subnetwork", path)?.outputs.ipCidrRange;
  if (typeof range !== "string") return UNKNOWN;
  const taken = world
    .list("gcp:compute/instance:Instance")
    .flatMap(({ outputs }) => list(outputs.networkInterfaces).map(props))
    .filter((nic) => nic.subnetwork === selfLink(path));
  return freeAddress(range, new Set(taken.map((nic) => String(nic.networkIp))));
}

function externalAccess(config: Props, old: Props, world: ResourceWorld): Props {
  return {
    ...config,
    natIp: config.natIp ?? old.natIp ?? publicAddress(world),
    networkTier: config.networkTier ?? "PREMIUM",
  };
}

/** Why the machine can't join its networks. */
export function refuseInterfaces(inputs: Props, world: ResourceWorld): string | undefined {
  for (const nic of list(inputs.networkInterfaces).map(props)) {
    const path = subnetworkPath(nic, inputs, world);
    const subnetwork = world.find("gcp:compute/subnetwork:Subnetwork", path);
    if (!subnetwork) return notFound(path);
    if (subnetwork.outputs.region !== regionOfZone(String(inputs.zone))) {
      return `googleapi: Error 400: Invalid value for field 'resource.networkInterfaces[0].subnetwork': '${path}'. The referenced subnetwork resource is not in the region of zone '${inputs.zone}'., invalid`;
    }
    const refused = list(nic.accessConfigs).flatMap((config) => refuseExternal(props(config), world) ?? [])[0];
    if (refused !== undefined) return refused;
    if (internalAddress(path, world) === undefined) {
      return `googleapi: Error 400: IP space of '${path}' is exhausted., IP_SPACE_EXHAUSTED`;
    }
  }
  return undefined;
}

/** A chosen external address must be reserved, and of the same network tier. */
function refuseExternal({ natIp, networkTier = "PREMIUM" }: Props, world: ResourceWorld): string | undefined {
  if (natIp == null) return undefined;
  const reserved = world.list("gcp:compute/address:Address").find(({ outputs }) => outputs.address === natIp);
  if (!reserved) {
    return `googleapi: Error 400: Invalid value for field 'resource.networkInterfaces[0].accessConfigs[0].natIP': '${natIp}'. The specified external IP address '${natIp}' was not found in region., invalid`;
  }
  if (reserved.outputs.networkTier === networkTier) return undefined;
  return `googleapi: Error 400: The network tier of external IP address is ${networkTier}, that of Address '${nameOf(reserved.id)}' is ${reserved.outputs.networkTier}; they must be the same, invalid`;
}
