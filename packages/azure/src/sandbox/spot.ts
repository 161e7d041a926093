import type { Props, ResourceWorld } from "@isobar/sandbox";
import { isRunning } from "./power";
import { type Refusal, refusal } from "./refusal";

/** "Error messages for Azure Spot Virtual Machines and scale sets"; "Use Azure Spot Virtual Machines": limitations. */
export function refuseSpot(inputs: Props, world: ResourceWorld): Refusal {
  return refuseWish(inputs) ?? refuseChange(inputs, world);
}

function refuseWish({ availabilitySet, billingProfile, evictionPolicy, hardwareProfile, priority }: Props): Refusal {
  const size = String((hardwareProfile as Props | undefined)?.vmSize ?? "");
  const price = priceOf(billingProfile);
  if (priority !== "Spot") {
    if (evictionPolicy !== undefined) {
      return conflict(
        "EvictionPolicyCanBeSetOnlyOnAzureSpotVirtualMachines",
        "Eviction policy can be set only on Azure Spot Virtual Machines.",
      );
    }
    if (price === undefined) return undefined;
    return conflict(
      "MaxPriceIsSupportedOnlyForAzureSpotVirtualMachines",
      "Max price is supported only for Azure Spot Virtual Machines.",
    );
  }
  if (availabilitySet !== undefined) {
    return conflict(
      "AzureSpotVMNotSupportedInAvailabilitySet",
      "Azure Spot Virtual Machine is not supported in Availability Set.",
    );
  }
  if (price !== undefined && (!(price === -1 || price > 0) || Number(price.toFixed(5)) !== price)) {
    return refusal(
      400,
      "MaxPriceValueInvalid",
      "Invalid max price value. The only supported values for max price are -1 or a decimal greater than zero. Max price value of -1 indicates the Azure Spot Virtual Machine will not be evicted for price reasons.",
    );
  }
  if (!/^Standard_B\d|_Promo$/i.test(size)) return undefined;
  return conflict(
    "AzureSpotIsNotSupportedForThisVMSize",
    `Azure Spot Virtual Machine is not supported for this VM size ${size}.`,
  );
}

function refuseChange(inputs: Props, { previous }: ResourceWorld): Refusal {
  if (Object.keys(previous).length === 0) return undefined;
  const { priority, vmName } = inputs;
  if (priority !== previous.priority && priority !== undefined && previous.priority === undefined) {
    return conflict(
      "VMPriorityCannotBeApplied",
      `The specified priority value '${priority}' cannot be applied to the Virtual Machine '${vmName}' since no priority was specified when the Virtual Machine was created.`,
    );
  }
  const [before, after] = [previous, inputs].map(({ billingProfile }) => priceOf(billingProfile) ?? -1);
  if (before === after || !isRunning(previous)) return undefined;
  return conflict(
    "MaxPriceChangeNotAllowedForAllocatedVMs",
    `Max price change is not allowed when the VM '${vmName}' is currently allocated. Deallocate and try again.`,
  );
}

function priceOf(billingProfile: unknown): number | undefined {
  const { maxPrice } = (billingProfile ?? {}) as { readonly maxPrice?: number };
  return maxPrice;
}

function conflict(code: string, message: string): string {
  return refusal(409, code, message);
}
