import { output } from "@pulumi/pulumi";
import type { z } from "zod";
import { planSubnets, prefixLength, smallestSubnet } from "../cidr";
import type { Plan } from "../plan";
import type { Scope } from "../scope";
import type { networkSchema } from "./args";
import type { NetworkDriver, NetworkSpec } from "./driver";

const DEFAULT_ZONES = 2;

/** A network that was checked; the names of its zones are settled when it is built. */
export type CheckedNetwork = Omit<NetworkSpec, "zones">;

/** Holds a network's arguments against what the backend declares, and fills in the defaults. */
export function checkNetwork(plan: Plan<NetworkDriver>, args: z.output<typeof networkSchema>): CheckedNetwork {
  const { features } = plan.driver;
  const { cidr, outbound, privateAccess, flowLogs } = args;
  plan.requireFeature(features.outbound.includes(outbound), "outbound", outbound, features.outbound);
  const service = privateAccess.find((name) => !features.privateAccess.includes(name));
  plan.requireFeature(service === undefined, "privateAccess", service, features.privateAccess);
  plan.requireFeature(features.flowLogs || !flowLogs, "flowLogs", flowLogs, "false");
  const zoneCount = countZones(plan, args.zones);
  const spread = features.zonalSubnets ? zoneCount : 1;
  checkSize(plan, cidr, spread);
  const subnets = planSubnets(cidr, spread);
  return { cidr, outbound, outboundOnDemand: false, privateAccess, flowLogs, zoneCount, subnets };
}

/** The spec with the zones' names, chosen once and kept. */
export function withZones(scope: Scope, driver: NetworkDriver, checked: CheckedNetwork): NetworkSpec {
  const { zoneCount } = checked;
  if (zoneCount === 0) return { ...checked, zones: output([]) };
  const zones = scope.kept("zones", { pick: driver.pickZones(scope, zoneCount), wish: { zoneCount } });
  return { ...checked, zones };
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
  const { cidrPrefix, maxSubnetPrefix } = plan.driver.features;
  const length = prefixLength(cidr);
  const smallest = smallestSubnet(cidr, zones);
  const max = Math.min(cidrPrefix.max, maxSubnetPrefix - (smallest - length));
  if (length >= cidrPrefix.min && length <= max) return;
  throw plan.refusal("cidr", `has a size that ${plan.target.backend.title} or its subnets can't have`, {
    given: cidr,
    allowed: `a prefix length from /${cidrPrefix.min} to /${max}`,
  });
}
