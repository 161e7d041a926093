import type { Props, World } from "@isobar/sandbox";
import { cardOf } from "./models/networkInterface";
import { types } from "./types";

/** The zone and the machine type that a call is about: of the inputs, or of what they name. */
export function placeOf(token: string, inputs: Props, world: World): { zone?: string; machine?: string } {
  const card = token === types.instance ? world.find(types.networkInterface, cardOf(inputs) ?? "") : undefined;
  const named =
    world.find(types.subnet, String(inputs.subnetId ?? card?.inputs.subnetId)) ??
    world.find(types.volume, String(inputs.volumeId));
  const zone = inputs.availabilityZone ?? named?.outputs.availabilityZone;
  const machine = inputs.instanceType;
  return {
    ...(typeof zone === "string" && { zone }),
    ...(token === types.instance && typeof machine === "string" && { machine }),
  };
}
