import type { MachineSpec, SpotFeatures } from "@isobar/core/driver";
import type { ec2 } from "@pulumi/aws/types/input";

export const SPOT: SpotFeatures = { maxPrice: true, onInterruption: ["stop", "delete"] };

/** "SpotMarketOptions": a price must be above that many USD. */
export const MIN_SPOT_PRICE = 0.001;

/**
 * Capacity that EC2 may take back. Only a persistent request may stop its machine, and a one-time request ends with it
 * ("SpotMarketOptions"). All of it is fixed at launch: a change replaces the machine.
 */
export function marketOptions({ maxPricePerHour, onInterruption }: NonNullable<MachineSpec["spot"]>) {
  const stops = onInterruption === "stop";
  const args: ec2.InstanceInstanceMarketOptions = {
    marketType: "spot",
    spotOptions: {
      spotInstanceType: stops ? "persistent" : "one-time",
      instanceInterruptionBehavior: stops ? "stop" : "terminate",
      // As EC2 writes prices, so that a refresh finds no difference.
      ...(maxPricePerHour === undefined ? {} : { maxPrice: maxPricePerHour.toFixed(6) }),
    },
  };
  return args;
}
