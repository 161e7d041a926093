import { amountOf } from "./amount";
import type { Consumption } from "./consumption";
import { trafficEmissions } from "./emissions";
import { gb, HOURS, type Item, line, type Place } from "./place";

type Of<K extends Consumption["kind"]> = Extract<Consumption, { kind: K }>;

/** Gateways that are paid by the machines that use them are used by one at least. */
export function natLines(at: Place, { assumed = [] }: Of<"nat">): Item[] {
  const through = at.use("natGb");
  const price = at.catalogue.services.nat(at.region);
  const hourly = price && (price.usdPerHour ?? sharedNat(price, Math.max(1, at.natMachines)));
  return [
    line("NAT gateway", hourly === undefined ? undefined : price && amountOf(hourly * HOURS, price.basis, assumed)),
    line(
      `${gb(through.value)} through NAT`,
      price && amountOf(price.usdPerGb * through.value, price.basis, through.assumed),
    ),
  ];
}

function sharedNat(price: { usdPerMachineHour?: number; maxUsdPerHour?: number }, machines: number) {
  if (price.usdPerMachineHour === undefined) return undefined;
  return Math.min(price.usdPerMachineHour * machines, price.maxUsdPerHour ?? Number.POSITIVE_INFINITY);
}

export function publicIpLines(at: Place, { spot = false, assumed = [] }: Of<"public-ip">): Item[] {
  const price = at.catalogue.services.publicIp(at.region, { spot });
  return [line("public address", price && amountOf(price.usdPerHour * HOURS, price.basis, assumed))];
}

export function egressLines(at: Place, { tier = "premium" }: Of<"egress">): Item[] {
  const sent = at.use("egressGb");
  const price = at.usdPerGb(tier);
  const cost = price && amountOf(price.usd * sent.value, price.basis, sent.assumed);
  return [line(`${gb(sent.value)} to the internet`, cost, trafficEmissions(at, sent.value, sent.assumed))];
}

/** One unit of capacity in use at least, and the traffic that it passes on. */
export function loadBalancerLines(at: Place, { http = false, assumed = [] }: Of<"load-balancer">): Item[] {
  const sent = at.use("egressGb");
  const price = at.catalogue.services.loadBalancer(at.region, { http });
  const { usdPerHour, usdPerUnitHour = 0, usdPerGb, basis } = price ?? {};
  const hours = usdPerHour !== undefined && basis && amountOf((usdPerHour + usdPerUnitHour) * HOURS, basis, assumed);
  const unit = usdPerUnitHour > 0 ? " with 1 unit of capacity" : "";
  return [
    line(`${http ? "HTTP load balancer" : "load balancer"}${unit}`, hours || undefined),
    ...(usdPerGb !== undefined && basis
      ? [line(`${gb(sent.value)} balanced`, amountOf(usdPerGb * sent.value, basis, sent.assumed))]
      : []),
  ];
}
