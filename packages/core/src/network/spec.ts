import { output } from "@pulumi/pulumi";
import type { z } from "zod";
import { planSubnets, prefixLength, smallestSubnet } from "../cidr";
import type { Plan } from "../plan";
import type { Scope } from "../scope";
import type { networkSchema } from "./args";
import type { CheckedNetworkSpec, NetworkDriver } from "./driver";

const DEFAULT_ZONES = 2;

/** Holds a network's arguments against what the backend declares, and fills in the defaults. */
export function checkNetwork(plan: Plan<NetworkDriver>, args: z.output<typeof networkSchema>): CheckedNetworkSpec {
  const { features } = plan.driver;
  const { cidr, outbound, privateAccess, flowLogs } = args;
  plan.requireFeature(features.outbound.includes(outbound), "outbound", outbound, features.outbound);
  const service = privateAccess.find((name) => !features.privateAccess.includes(name));
  plan.requireFeature(service === undefined, "privateAccess", service, features.privateAccess);
  plan.requireFeature(features.flowLogs || !flowLogs, "flowLogs", flowLogs, "false");
  const zoneCount = countZones(plan, args.zones);
  const spread = features.zonalSubnets ? zoneCount : 1;
  checkSize(plan, cidr, spread);
  const subnets = features.sharedSubnet ? { public: [cidr], private: [cidr] } : planSubnets(cidr, spread);
  const spec = { cidr, outbound, outboundOnDemand: false, privateAccess, flowLogs, zoneCount, subnets };
  plan.driver.check?.(plan, spec);
  return spec;
}

/**
 * The spec with the zones' names. The whole list is kept, so that a network that grows gets the next zones of it, and
 * loses none.
 */
export function withZones(scope: Scope, driver: NetworkDriver, checked: CheckedNetworkSpec) {
  const { zoneCount } = checked;
  if (zoneCount === 0) return { ...checked, zones: output<string[]>([]), machineZones: output<string[]>([]) };
  const known = scope.kept("zones", {
    pick: driver.listZones(scope).apply((names) => ordered(scope, names)),
    wish: {},
  });
  const zones = known.apply((names) => firstZones(scope, names, zoneCount));
  return { ...checked, zones, machineZones: driver.features.zonalSubnets ? zones : known };
}

/** The target's own zone before all others. */
function ordered({ plan, target }: Scope, names: readonly string[]): string[] {
  const { zone } = target;
  const others = names.filter((name) => name !== zone).sort();
  if (zone === undefined) return others;
  if (names.includes(zone)) return [zone, ...others];
  throw plan.refusal("target", "its zone is not open to this account", { given: zone, allowed: names });
}

function firstZones({ plan, target }: Scope, names: readonly string[], count: number): string[] {
  if (names.length >= count) return names.slice(0, count);
  throw plan.refusal("zones", `${target.region} has fewer zones that are open to this account`, {
    given: count,
    allowed: names.length === 0 ? "none at the moment" : `1 to ${names.length}`,
  });
}

function countZones(plan: Plan<NetworkDriver>, wish: number | undefined): number {
  const { region, backend } = plan.target;
  const known = backend.catalogue().region(region)?.zoneCount;
  if (wish === undefined) return Math.min(DEFAULT_ZONES, known ?? DEFAULT_ZONES);
  if (known !== undefined && wish > known) {
    throw plan.refusal("zones", `${region} has fewer zones`, { given: wish, allowed: `1 to ${known}` });
  }
  return wish;
}

function checkSize(plan: Plan<NetworkDriver>, cidr: string, zones: number): void {
  const { cidrPrefix, maxSubnetPrefix, sharedSubnet } = plan.driver.features;
  const length = prefixLength(cidr);
  const smallest = sharedSubnet ? length : smallestSubnet(cidr, zones);
  const max = Math.min(cidrPrefix.max, maxSubnetPrefix - (smallest - length));
  if (length >= cidrPrefix.min && length <= max) return;
  throw plan.refusal("cidr", `has a size that ${plan.target.backend.title} or its subnets can't have`, {
    given: cidr,
    allowed: `a prefix length from /${cidrPrefix.min} to /${max}`,
  });
}
