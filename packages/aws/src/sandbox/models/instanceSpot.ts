import type { CheckFailure, Props, ResourceWorld } from "@isobar/sandbox";
import type { Fail } from "../failure";
import { known } from "../known";

/** "SpotMarketOptions". */
const MIN_PRICE = 0.001;

/** Whether a machine is to run on capacity that EC2 may take back. */
export function isSpot({ instanceMarketOptions: options }: Props): boolean {
  return typeof options === "object" && options !== null && ((options as Props).marketType ?? "spot") === "spot";
}

function spotOptions({ instanceMarketOptions: options }: Props): Props {
  return ((options as Props).spotOptions ?? {}) as Props;
}

/** "SpotMarketOptions" and "Change instance termination protection". */
export function checkSpot(inputs: Props): CheckFailure[] {
  const { spotInstanceType = "one-time", instanceInterruptionBehavior = "terminate", maxPrice } = spotOptions(inputs);
  const persistent = spotInstanceType === "persistent";
  const terminates = instanceInterruptionBehavior === "terminate";
  const at = "instanceMarketOptions.spotOptions";
  const failures: CheckFailure[] = [];
  const decided = [spotInstanceType, instanceInterruptionBehavior].every((option) => known(option) !== undefined);
  if (decided && persistent === terminates) {
    const reason = `InvalidParameterCombination: '${instanceInterruptionBehavior}' is not valid for '${spotInstanceType}' requests`;
    failures.push({ property: `${at}.instanceInterruptionBehavior`, reason });
  }
  const price = known(maxPrice);
  if (price !== undefined && !(Number(price) > MIN_PRICE)) {
    failures.push({ property: `${at}.maxPrice`, reason: `InvalidParameterValue: ${price} is too low` });
  }
  if (inputs.disableApiTermination === true) {
    const reason = "UnsupportedOperation: Modifying 'disableApiTermination' is not supported for spot instances.";
    failures.push({ property: "disableApiTermination", reason });
  }
  // "SpotPlacement".
  if (inputs.tenancy === "host") {
    const reason = "InvalidParameterCombination: The tenancy 'host' is not supported for Spot Instances.";
    failures.push({ property: "tenancy", reason });
  }
  return failures;
}

/** "Behavior of Spot Instance interruptions": the type of a stopped Spot Instance can't be modified. */
export function refuseSpotResize({ instanceType }: Props, { previous }: ResourceWorld, fail: Fail): string | undefined {
  if (previous.instanceType === undefined || previous.instanceType === instanceType) return undefined;
  return fail("UnsupportedOperation", "Modifying 'instanceType' is not supported for spot instances.");
}

/** What is known of the request behind a Spot Instance. */
export function spotOutputs(world: ResourceWorld): Props {
  return {
    instanceLifecycle: "spot",
    spotInstanceRequestId: world.keep("spotInstanceRequestId", () => `sir-${world.hex(8)}`),
  };
}
