import type { CheckedSpec, MachineSpec, Plan } from "@isobar/core/driver";
import type { VirtualMachineArgs } from "@pulumi/azure-native/compute/virtualMachine";

/** What a machine takes on spot capacity. None of it can be changed while the machine runs, so a change replaces it. */
export const SPOT_PROPERTIES = ["billingProfile", "evictionPolicy", "priority"] as const;

export function spotProfile(spot: MachineSpec["spot"]): Pick<VirtualMachineArgs, (typeof SPOT_PROPERTIES)[number]> {
  if (!spot) return {};
  return {
    priority: "Spot",
    evictionPolicy: spot.onInterruption === "delete" ? "Delete" : "Deallocate",
    // -1: up to the price on demand, so that no price interrupts it ("Use Azure Spot Virtual Machines").
    billingProfile: { maxPrice: spot.maxPricePerHour ?? -1 },
  };
}

/** "Use Azure Spot Virtual Machines": limitations, pricing, eviction policy. */
export function refuseSpot(plan: Plan, { spot, type, dataDisks }: CheckedSpec): void {
  if (!spot) return;
  if (/^Standard_B\d|_Promo$/i.test(type)) {
    throw plan.refusal("spot", "Azure has no spot capacity of burstable (B) and promotional sizes", {
      given: type,
      fix: "choose another size: a wish without burstable gives one that has it",
    });
  }
  const { maxPricePerHour: price, onInterruption } = spot;
  if (price !== undefined && Number(price.toFixed(5)) !== price) {
    throw plan.refusal("spot.maxPricePerHour", "Azure takes prices of at most five decimal places", { given: price });
  }
  if (onInterruption === "delete" && dataDisks.length > 0) {
    throw plan.refusal("spot.onInterruption", "Azure deletes an interrupted machine together with its disks", {
      given: onInterruption,
      allowed: '"stop" for a machine with data disks',
    });
  }
}
