import type { Effect, Props, StoredResource } from "@isobar/sandbox";

/** "States and billing status of Azure Virtual Machines". */
const STATES = { running: "VM running", deallocated: "VM deallocated" } as const;

export type Power = keyof typeof STATES;

/** What a machine's instance view says of it, which only who asks for it gets ("Virtual Machines - Instance View"). */
export function instanceView(power: Power): Props {
  return {
    statuses: [
      { code: "ProvisioningState/succeeded", level: "Info", displayStatus: "Provisioning succeeded" },
      { code: `PowerState/${power}`, level: "Info", displayStatus: STATES[power] },
    ],
  };
}

export function isRunning(outputs: Props): boolean {
  return !JSON.stringify(outputs.instanceView ?? {}).includes("PowerState/deallocated");
}

export function deallocated({ type, id }: Pick<StoredResource, "type" | "id">): Effect {
  return { type, id, become: { instanceView: instanceView("deallocated") } };
}
