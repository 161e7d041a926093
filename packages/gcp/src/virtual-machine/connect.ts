import type { MachineSpec } from "@isobar/core/driver";
import type { Instance } from "@pulumi/gcp/compute/instance";
import { interpolate, type Output } from "@pulumi/pulumi";

/** Whether SSH goes to the machine's public address, without Google's tunnel. */
export function connectsDirectly({ publicIp, ssh }: MachineSpec): boolean {
  return publicIp !== false && ssh.open;
}

/** "Using IAP for TCP forwarding": the tunnel needs the role IAP-secured Tunnel User, and no public address. */
export function connectCommand(
  spec: MachineSpec,
  instance: Instance,
  publicIp: Output<string | undefined>,
): Output<string> {
  const { user } = spec.ssh;
  if (connectsDirectly(spec)) return interpolate`ssh ${user}@${publicIp}`;
  const place = interpolate`--project ${instance.project} --zone ${instance.zone}`;
  return interpolate`gcloud compute ssh ${user}@${instance.name} ${place} --tunnel-through-iap`;
}
