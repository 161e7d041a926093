import type { Props, ResourceWorld } from "@isobar/sandbox";
import { catalogue, diskTypesOf, zonesWithAccelerator } from "../catalogue";
import { list, nameOf, notFound, projectOf, props } from "../cloud";
import { attachedDisks } from "./attachedDisk";

/** "About GPU instances": GPUs are attached to N1 machines that share no cores, in zones that have them. */
export function refuseAccelerators(inputs: Props, world: ResourceWorld): string | undefined {
  const type = nameOf(inputs.machineType);
  const zone = String(inputs.zone);
  const attached = list(inputs.guestAccelerators).map((one) => nameOf(props(one).type));
  for (const name of attached) {
    if (!/^(?:n1-|custom-)/.test(type)) {
      return `googleapi: Error 400: [${type}, ${name}] features are not compatible for creating instance., badRequest`;
    }
    if (!(zonesWithAccelerator(name, zone)?.includes(zone) ?? true)) {
      return notFound(`projects/${projectOf(inputs, world)}/zones/${zone}/acceleratorTypes/${name}`);
    }
  }
  const hasGpu = attached.length > 0 || catalogue().machineType(type)?.gpu !== undefined;
  if (!hasGpu || props(inputs.scheduling).onHostMaintenance === "TERMINATE") return undefined;
  return "googleapi: Error 400: Instances with guest accelerators do not support live migration., badRequest";
}

/** "Set VM host maintenance policy" and "Create and use Spot VMs". */
export function refuseScheduling({ machineType, scheduling }: Props): string | undefined {
  const given = props(scheduling);
  const { onHostMaintenance = "MIGRATE", automaticRestart = true, instanceTerminationAction } = given;
  const spot = given.preemptible === true || given.provisioningModel === "SPOT";
  const stops = onHostMaintenance === "TERMINATE";
  const invalid = (field: string, value: unknown, words: string) =>
    `googleapi: Error 400: Invalid value for field 'resource.scheduling.${field}': '${value}'. ${words}, invalid`;
  if (spot && automaticRestart) {
    return invalid("preemptible", true, "Scheduling must have preemptible be false when AutomaticRestart is true.");
  }
  if (spot && !stops) {
    const words = "Scheduling must have preemptible be false when OnHostMaintenance isn't TERMINATE.";
    return invalid("preemptible", true, words);
  }
  if (!spot && instanceTerminationAction != null) {
    const words = "You cannot specify a termination action for a VM instance that has the standard provisioning model.";
    return invalid("instanceTerminationAction", instanceTerminationAction, words);
  }
  if (!spot && stops && nameOf(machineType).startsWith("e2-")) {
    return invalid("onHostMaintenance", "TERMINATE", "Machines of series E2 can only live migrate.");
  }
  return undefined;
}

/** A machine type that does not take the disks which are attached. */
export function refuseAttachedDisks(inputs: Props, world: ResourceWorld): string | undefined {
  const known = diskTypesOf(nameOf(inputs.machineType));
  const path = `projects/${projectOf(inputs, world)}/zones/${inputs.zone}/instances/${inputs.name}`;
  const types = attachedDisks(path, world).map(({ outputs }) => nameOf(outputs.type));
  const misfit = types.find((type) => !(known?.includes(type) ?? true));
  return (
    misfit && `googleapi: Error 400: [${misfit}] features are not compatible for changing machine type., badRequest`
  );
}
