import type { Effect, Props, StoredResource, World } from "@isobar/sandbox";
import { list, props, text } from "../cloud";

/** What exists only with its machine. */
const COMPANIONS = [
  ["gcp:compute/attachedDisk:AttachedDisk", "instance"],
  ["gcp:compute/instanceIAMMember:InstanceIAMMember", "instanceName"],
] as const;

/** "Stop and start a VM": a stopped machine has no ephemeral external address. */
export function stopped({ type, id, inputs, outputs }: StoredResource, world: World): Effect[] {
  if (outputs.currentStatus === "TERMINATED") return [];
  const reserved = new Set(world.list("gcp:compute/address:Address").map((address) => address.outputs.address));
  const released = (config: Props) => ({ ...config, natIp: reserved.has(config.natIp) ? config.natIp : "" });
  const networkInterfaces = list(outputs.networkInterfaces)
    .map(props)
    .map((nic) => ({ ...nic, accessConfigs: list(nic.accessConfigs).map(props).map(released) }));
  const become = {
    currentStatus: "TERMINATED",
    ...(networkInterfaces.some(({ accessConfigs }) => accessConfigs.length > 0) && { networkInterfaces }),
    // The provider tells the state by this input too, where it is given.
    ...(inputs.desiredStatus != null && { desiredStatus: "TERMINATED" }),
  };
  return [{ type, id, become }];
}

/** The machine is gone, with all that exists only with it. "Prevent accidental VM deletion": unless it is protected. */
export function deleted({ type, id, inputs }: StoredResource, world: World): Effect[] {
  if (inputs.deletionProtection === true) return [];
  const companions = COMPANIONS.flatMap(([kind, key]) => world.list(kind, [key, id]));
  return [...companions, { type, id }].map((gone): Effect => ({ type: gone.type, id: gone.id, become: "gone" }));
}

export function isSpot(scheduling: Props): boolean {
  return scheduling.preemptible === true || scheduling.provisioningModel === "SPOT";
}

/** "Spot VMs": preemption stops the machine, or deletes it where that is asked for. */
export function preempted(machine: StoredResource, world: World): Effect[] | undefined {
  const scheduling = props(machine.outputs.scheduling);
  if (!isSpot(scheduling) || machine.outputs.currentStatus !== "RUNNING") return undefined;
  return scheduling.instanceTerminationAction === "DELETE" ? deleted(machine, world) : stopped(machine, world);
}

/** "Limit the run time of a VM": the machine stops or goes when its time is over. */
export function timeIsOver(machine: StoredResource, world: World): Effect[] {
  const { maxRunDuration, terminationTime, instanceTerminationAction } = props(machine.outputs.scheduling);
  const started = Date.parse(text(machine.outputs.creationTimestamp) ?? "");
  const ends = [Date.parse(text(terminationTime) ?? ""), started + Number(props(maxRunDuration).seconds) * 1000];
  const now = world.now().getTime();
  if (machine.outputs.currentStatus !== "RUNNING" || !ends.some((end) => end <= now)) return [];
  return instanceTerminationAction === "DELETE" ? deleted(machine, world) : stopped(machine, world);
}
