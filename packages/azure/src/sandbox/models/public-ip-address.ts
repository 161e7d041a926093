import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, networkOutputs } from "../arm";
import { networkName } from "../naming";
import { regionName } from "../places";
import { ADDRESS, locationOf, sameId, typeOf } from "../references";
import { type Refusal, refusal, valuesAt } from "../refusal";

export const publicIpAddress = armModel({
  token: "network:PublicIPAddress",
  arm: "Microsoft.Network/publicIPAddresses",
  name: "publicIpAddressName",
  naming: networkName(),
  api: "2024-05-01",
  autoname: "random",
  immutable: ["location", "publicIPAddressVersion", "publicIPPrefix", "sku"],
  linked: { publicIPPrefix: ["Microsoft.Network/publicIPPrefixes/join/action"] },
  usedBy: ["network:NetworkInterface", "network:NatGateway", "network:BastionHost"],
  inUse: ({ id }, user) =>
    refusal(
      400,
      "PublicIPAddressCannotBeDeleted",
      `Public IP address ${id} can not be deleted since it is still allocated to resource ${user.id}. In order to delete the public IP, disassociate/detach the Public IP address from the resource.  To learn how to do this, see aka.ms/deletepublicip.`,
    ),
  refuse: (inputs, world) =>
    refuseSku(inputs) ??
    refuseTimeout(inputs) ??
    refuseLabel(inputs) ??
    refuseTakenLabel(inputs, world) ??
    refusePlan(inputs) ??
    refuseZoneChange(inputs, world),
  seconds: { create: 4, update: 4, delete: 11 },
  outputs: ({ dnsSettings, idleTimeoutInMinutes, location, publicIPAddressVersion }, world) => ({
    ...networkOutputs(world),
    location: location ?? world.region,
    idleTimeoutInMinutes: idleTimeoutInMinutes ?? 4,
    publicIPAddressVersion: publicIPAddressVersion ?? "IPv4",
    ...named(dnsSettings, world),
    ipAddress: world.keep("ipAddress", () => (isSix(publicIPAddressVersion) ? addressOfSix(world) : address(world))),
  }),
});

/** One of Azure's own ranges (20.0.0.0/8). */
function address({ hex }: ResourceWorld): string {
  return ["20", ...[0, 0, 0].map(() => 1 + (Number.parseInt(hex(4), 16) % 254))].join(".");
}

/** Its name in Azure's own domain; with a scope, of which a part is random. */
function named(dnsSettings: unknown, world: ResourceWorld): Props {
  const { domainNameLabel, domainNameLabelScope } = (dnsSettings ?? {}) as Props;
  if (domainNameLabel === undefined) return {};
  const { fqdn } = (world.previous.dnsSettings ?? {}) as Props;
  const zone = `${regionName(world.region)}.cloudapp.azure.com`;
  const made = domainNameLabelScope === undefined ? `${domainNameLabel}.${zone}` : undefined;
  const kept = String(fqdn).startsWith(`${domainNameLabel}.`) ? fqdn : `${domainNameLabel}.${world.hex(16)}.${zone}`;
  return { dnsSettings: { ...(dnsSettings as Props), fqdn: made ?? kept } };
}

function isSix(version: unknown): boolean {
  return sameId(version, "IPv6");
}

/** One of Azure's own ranges (2603:1000::/24). */
function addressOfSix({ hex }: ResourceWorld): string {
  return `2603:1020:${["", "", ""].map(() => (1 + Number.parseInt(hex(3), 16)).toString(16)).join(":")}::${(1 + Number.parseInt(hex(2), 16)).toString(16)}`;
}

/** "Public IP addresses": Basic ones, which are the default of the API, are retired; the others are static. */
function refuseSku({ sku, publicIPAllocationMethod, publicIPAddressVersion = "IPv4" }: Props): Refusal {
  const { name = "Basic" } = (sku ?? {}) as { readonly name?: string };
  if (name === "Basic") {
    return refusal(
      400,
      `${publicIPAddressVersion}BasicSkuPublicIpCountLimitReached`,
      `Cannot create more than 0 ${publicIPAddressVersion} Basic SKU public IP addresses for this subscription in this region.`,
    );
  }
  if (publicIPAllocationMethod === "Static") return undefined;
  return refusal(
    400,
    "StandardSkuPublicIPAddressesMustBeStatic",
    "Standard sku publicIp must have AllocationMethod set to Static.",
  );
}

/** "Public IP Addresses - Create Or Update", idleTimeoutInMinutes. */
function refuseTimeout({ idleTimeoutInMinutes: minutes }: Props): Refusal {
  if (minutes === undefined || (Number(minutes) >= 4 && Number(minutes) <= 30)) return undefined;
  return refusal(
    400,
    "PublicIPAddressInvalidIdleTimeout",
    `The idle timeout ${minutes} of a public IP address must be between 4 and 30 minutes.`,
  );
}

const LABEL = /^[a-z][a-z0-9-]{1,61}[a-z0-9]$/;

/** "Public IP Addresses - Create Or Update", domainNameLabel. */
function refuseLabel(inputs: Props): Refusal {
  const [label] = valuesAt(inputs, "dnsSettings.domainNameLabel").map(String);
  if (label === undefined || LABEL.test(label)) return undefined;
  return refusal(
    400,
    "InvalidDomainNameLabel",
    `The domain name label ${label} is invalid. It must conform to the following regular expression: ${LABEL.source}.`,
  );
}

/** "Public IP addresses", DNS name label: one in its region, where no scope makes it unique. */
function refuseTakenLabel(inputs: Props, world: ResourceWorld): Refusal {
  const labelOf = (of: Props) => {
    const { domainNameLabel, domainNameLabelScope } = (of.dnsSettings ?? {}) as Props;
    return domainNameLabelScope === undefined ? domainNameLabel : undefined;
  };
  const label = labelOf(inputs);
  if (label === undefined) return undefined;
  const other = world
    .list(typeOf(ADDRESS.token))
    .find((it) => sameId(labelOf(it.inputs), label) && locationOf(it, world) === regionName(world.region));
  if (!other || sameId(other.id, world.id)) return undefined;
  return refusal(
    400,
    "DnsRecordInUse",
    `DNS record ${label}.${regionName(world.region)}.cloudapp.azure.com is already used by another public IP.`,
  );
}

/** "Public IP Addresses - Create Or Update", ddosSettings: a plan is for what has protection of its own. */
function refusePlan(inputs: Props): Refusal {
  const [mode = "VirtualNetworkInherited"] = valuesAt(inputs, "ddosSettings.protectionMode");
  if (mode === "Enabled" || valuesAt(inputs, "ddosSettings.ddosProtectionPlan.id").length === 0) return undefined;
  return refusal(
    400,
    "DdosProtectionPlanNotAllowed",
    `A DDoS protection plan cannot be set with the protection mode ${mode}.`,
  );
}

/** "Public IP addresses": availability zones. */
function refuseZoneChange({ publicIpAddressName, zones }: Props, { previous }: ResourceWorld): Refusal {
  if (Object.keys(previous).length === 0) return undefined;
  const [before, after] = [previous.zones, zones].map((all) => JSON.stringify([...((all as string[]) ?? [])].sort()));
  if (before === after) return undefined;
  return refusal(
    400,
    "ResourceAvailabilityZonesCannotBeModified",
    `Resource ${publicIpAddressName} has an existing availability zone constraint ${before} and the request has availability zone constraint ${after}, which do not match. Zones cannot be added/updated/removed once the resource is created.`,
  );
}
