import type { Effect, StoredResource, World } from "@isobar/sandbox";
import { object } from "../known";
import { cardOf } from "../models/networkInterface";
import { types } from "../types";

/** A machine that stops gives back the address that it was lent: "Amazon EC2 instance state changes". */
export function stopped({ type, id, inputs, outputs }: StoredResource): Effect[] {
  const lent = cardOf(inputs) === undefined && outputs.publicIp !== undefined;
  const address = lent ? { associatePublicIpAddress: false, publicDns: "", publicIp: "" } : {};
  return [{ type, id, become: { instanceState: "stopped", ...address } }];
}

/** A machine that ends lets go of its disks and addresses, which stay. */
export function terminated({ type, id }: StoredResource, world: World): Effect[] {
  const held = [types.volumeAttachment, types.addressAssociation]
    .flatMap((token) => world.list(token))
    .filter(({ inputs }) => inputs.instanceId === id);
  return [
    ...held.map((attachment): Effect => ({ type: attachment.type, id: attachment.id, become: "gone" })),
    { type, id, become: "gone" },
  ];
}

/** "Behavior of Spot Instance interruptions". */
export function reclaimed(machine: StoredResource, world: World): Effect[] {
  if (machine.outputs.instanceState !== "running") return [];
  const { instanceInterruptionBehavior } = object(object(machine.inputs.instanceMarketOptions).spotOptions);
  return (instanceInterruptionBehavior ?? "terminate") === "terminate" ? terminated(machine, world) : stopped(machine);
}
