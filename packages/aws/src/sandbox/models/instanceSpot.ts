import type { CheckFailure, Props, ResourceWorld } from "@isobar/sandbox";

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
  if (persistent === terminates) {
    const reason = `InvalidParameterCombination: '${instanceInterruptionBehavior}' is not valid for '${spotInstanceType}' requests`;
    failures.push({ property: `${at}.instanceInterruptionBehavior`, reason });
  }
  if (maxPrice !== undefined && Number(maxPrice) <= MIN_PRICE) {
    failures.push({ property: `${at}.maxPrice`, reason: `InvalidParameterValue: ${maxPrice} is too low` });
  }
  if (inputs.disableApiTermination === true) {
    const reason = "UnsupportedOperation: Modifying 'disableApiTermination' is not supported for spot instances.";
    failures.push({ property: "disableApiTermination", reason });
  }
  return failures;
}

/** "Behavior of Spot Instance interruptions": the type of a stopped Spot Instance can't be modified. */
export function refuseSpotResize({ instanceType }: Props, { previous }: ResourceWorld): string | undefined {
  if (previous.instanceType === undefined || previous.instanceType === instanceType) return undefined;
  return "updating EC2 Instance type: api error UnsupportedOperation: Modifying 'instanceType' is not supported for spot instances.";
}

/** What is known of the request behind a Spot Instance. */
export function spotOutputs(world: ResourceWorld): Props {
  return {
    instanceLifecycle: "spot",
    spotInstanceRequestId: world.keep("spotInstanceRequestId", () => `sir-${world.hex(8)}`),
  };
}
