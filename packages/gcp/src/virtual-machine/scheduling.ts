import type { Catalogue } from "@isobar/catalog";
import type { MachineSpec } from "@isobar/core/driver";
import type { input } from "@pulumi/gcp/types";
import { type Output, output } from "@pulumi/pulumi";
import { canMigrate, seriesOf } from "./machine-type";

type Scheduling = input.compute.InstanceScheduling;
type Spot = NonNullable<MachineSpec["spot"]>;

/**
 * What may happen to the running machine. The provider replaces a machine that becomes a spot machine or stops being
 * one; everything else changes in place.
 */
export function scheduling(catalogue: Catalogue, spec: MachineSpec): Output<Scheduling> {
  if (spec.spot) return output(spotScheduling(spec.spot));
  return spec.type.apply((type) => ({
    provisioningModel: "STANDARD",
    onHostMaintenance: mayMigrate(catalogue, type, spec) ? "MIGRATE" : "TERMINATE",
    automaticRestart: true,
  }));
}

/**
 * "Set VM host maintenance policy": spot machines can only stop, and don't start again by themselves. The API reports
 * them as preemptible, so leaving that out would look like a change that replaces the machine.
 */
function spotScheduling({ onInterruption }: Spot): Scheduling {
  return {
    provisioningModel: "SPOT",
    preemptible: true,
    instanceTerminationAction: onInterruption === "delete" ? "DELETE" : "STOP",
    onHostMaintenance: "TERMINATE",
    automaticRestart: false,
  };
}

/** "Set VM host maintenance policy": machines with GPUs can only stop, and E2's, which are never stopped, only move. */
function mayMigrate(catalogue: Catalogue, type: string, { gpu, maintenance }: MachineSpec): boolean {
  if (gpu || !canMigrate(catalogue, type)) return false;
  return maintenance === "migrate" || seriesOf(type) === "e2";
}
