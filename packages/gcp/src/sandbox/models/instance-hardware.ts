import { isDeepStrictEqual } from "node:util";
import type { Props, ResourceWorld } from "@isobar/sandbox";
import { catalogue, zonesWithAccelerator } from "../catalogue";
import { list, nameOf, notFound, projectOf, props, text } from "../cloud";
import { cpusOf, refuseMachineType, seriesOf } from "../rules/machine-type";
import { apiError, badRequest, incompatible, invalid, tooLarge } from "../words";
import { isSpot } from "./instance-life";

/** "About GPU instances": which GPUs a machine may have, how many, and where. */
export function refuseAccelerators(inputs: Props, world: ResourceWorld): string | undefined {
  const type = nameOf(inputs.machineType);
  const attached = list(inputs.guestAccelerators).map(props);
  if (attached.length > 1) {
    return apiError(413, tooLarge("guestAccelerators", 1, attached.length, "element"), "fieldSizeTooLarge");
  }
  const refused = attached.map((one) => refuseAccelerator(one, type, inputs, world)).find(Boolean);
  if (refused !== undefined) return refused;
  const hasGpu = attached.length > 0 || catalogue().machineType(type)?.gpu !== undefined;
  if (!hasGpu || props(inputs.scheduling).onHostMaintenance === "TERMINATE") return undefined;
  return badRequest("Instances with guest accelerators do not support live migration.");
}

function refuseAccelerator({ type: given, count }: Props, type: string, inputs: Props, world: ResourceWorld) {
  // "GPU machine types": GPUs for virtual workstations are the same ones.
  const name = nameOf(given).replace(/-vws$/, "");
  const zone = String(inputs.zone);
  // Machines of the A and G series come with theirs, which may be named again.
  const own = catalogue().machineType(type)?.gpu;
  if (
    own &&
    catalogue()
      .gpus()
      .some(({ model, nativeNames }) => model === own.model && nativeNames.includes(name))
  ) {
    return count === own.count ? undefined : incompatible(type, `${name}:${count}`);
  }
  if (!/^(?:n1-|custom-)/.test(type)) return incompatible(type, name);
  if (!(zonesWithAccelerator(name, zone)?.includes(zone) ?? true)) {
    return notFound(`projects/${projectOf(inputs, world)}/zones/${zone}/acceleratorTypes/${name}`);
  }
  return refuseCount(name, count, type);
}

/** "About GPU instances": GPUs by one, two, four or eight, each with limits of virtual CPUs. */
function refuseCount(name: string, count: unknown, type: string): string | undefined {
  const model = catalogue()
    .gpus()
    .find(({ nativeNames }) => nativeNames.includes(name))?.model;
  const limits = catalogue()
    .accelerators(model ?? "")
    .find((one) => one.name === name)?.limits;
  if (!limits) return undefined;
  const limit = limits.find((one) => one.count === count);
  if (!limit) {
    const allowed = limits.map((one) => one.count).join(", ");
    const words = `Number of accelerator cards attached to an instance must be one of [${allowed}].`;
    return invalid("guestAccelerators[0].acceleratorCount", count, words);
  }
  return (cpusOf(type) ?? 0) > limit.maxVcpus ? incompatible(type, `${name}:${count}`) : undefined;
}

/** "REST Resource: instances": what becomes of a machine whose host is maintained, if nothing is said of it. */
export function defaultMaintenance(scheduling: Props): string {
  return isSpot(scheduling) ? "TERMINATE" : "MIGRATE";
}

/** "Set VM host maintenance policy" and "Create and use Spot VMs". */
export function refuseScheduling({ machineType, scheduling }: Props): string | undefined {
  const given = props(scheduling);
  const spot = isSpot(given);
  const { automaticRestart = true, instanceTerminationAction } = given;
  const { onHostMaintenance = defaultMaintenance(given) } = given;
  const isLimited = given.maxRunDuration != null || given.terminationTime != null;
  const stops = onHostMaintenance === "TERMINATE";
  const refuse = (field: string, value: unknown, words: string) => invalid(`scheduling.${field}`, value, words);
  if (spot && automaticRestart) {
    return refuse("preemptible", true, "Scheduling must have preemptible be false when AutomaticRestart is true.");
  }
  if (spot && !stops) {
    const words = "Scheduling must have preemptible be false when OnHostMaintenance isn't TERMINATE.";
    return refuse("preemptible", true, words);
  }
  if (given.provisioningModel === "SPOT" && given.preemptible === false) {
    return refuse("preemptible", false, "Spot machines are preemptible.");
  }
  if (!spot && !isLimited && instanceTerminationAction != null) {
    const words = "You cannot specify a termination action for a VM instance that has the standard provisioning model.";
    return refuse("instanceTerminationAction", instanceTerminationAction, words);
  }
  if (!spot && stops && nameOf(machineType).startsWith("e2-")) {
    return refuse("onHostMaintenance", "TERMINATE", "Machines of series E2 can only live migrate.");
  }
  return undefined;
}

/** "CPU platforms": those that a series may ask for; series that are not named have but one, or are not known. */
const PLATFORMS: Readonly<Record<string, readonly string[]>> = {
  e2: [],
  n1: ["Intel Sandy Bridge", "Intel Ivy Bridge", "Intel Haswell", "Intel Broadwell", "Intel Skylake"],
  n2: ["Intel Cascade Lake", "Intel Ice Lake"],
  n2d: ["AMD Rome", "AMD Milan"],
};

/** "Specify a minimum CPU platform for VMs". */
export function refusePlatform({ machineType, minCpuPlatform, zone }: Props): string | undefined {
  const wanted = text(minCpuPlatform) || "Automatic";
  const type = nameOf(machineType);
  const known = PLATFORMS[/^custom-/.test(type) ? "n1" : seriesOf(type)];
  if (!known || wanted === "Automatic" || known.includes(wanted)) return undefined;
  if (Object.values(PLATFORMS).flat().includes(wanted)) return incompatible(type, wanted);
  return invalid("minCpuPlatform", wanted, `CPU platform type with name '${wanted}' does not exist in zone '${zone}'.`);
}

const NEEDS_STOP = ["machineType", "minCpuPlatform", "enableDisplay", "shieldedInstanceConfig"];
/** Of these, the provider changes also what the program leaves out. */
const NEEDS_STOP_WITHOUT = ["serviceAccount", "advancedMachineFeatures"];

/** The account's scopes have no order, and may be links. */
function plain(given: unknown): unknown {
  const { scopes, ...rest } = props(given);
  return given == null ? undefined : { ...rest, scopes: list(scopes).map(nameOf).sort() };
}

/** What a machine has of these if nothing is said. */
const DEFAULTS: Props = {
  enableDisplay: false,
  shieldedInstanceConfig: { enableSecureBoot: false, enableVtpm: true, enableIntegrityMonitoring: true },
};

function withDefaults(key: string, given: unknown): unknown {
  const implied = DEFAULTS[key];
  return typeof implied === "object" ? { ...implied, ...props(given) } : (given ?? implied);
}

/** Whether an interface is to join another subnetwork. */
function joinsOther({ networkInterfaces }: Props, previous: Props): boolean {
  const before = list(previous.networkInterfaces).map((nic) => nameOf(props(nic).subnetwork));
  const after = list(networkInterfaces).map((nic) => nameOf(props(nic).subnetwork));
  return after.some((name, index) => name !== "" && (before[index] ?? name) !== name);
}

/** What the provider changes only on a stopped machine, unless it may stop it. */
export function refuseWhileRunning(inputs: Props, { previous }: ResourceWorld): string | undefined {
  if (previous.currentStatus !== "RUNNING" || inputs.allowStoppingForUpdate === true) return undefined;
  if (inputs.desiredStatus === "TERMINATED") return undefined;
  const changes = (key: string) =>
    inputs[key] != null && !isDeepStrictEqual(withDefaults(key, inputs[key]), withDefaults(key, previous[key]));
  const isSame = nameOf(inputs.machineType) === nameOf(previous.machineType);
  const needsStop =
    joinsOther(inputs, previous) ||
    NEEDS_STOP.some((key) => changes(key) && !(key === "machineType" && isSame)) ||
    NEEDS_STOP_WITHOUT.some((key) => !isDeepStrictEqual(plain(inputs[key]), plain(previous[key])));
  if (!needsStop) return undefined;
  return `Changing the machine_type, min_cpu_platform, service_account, enable_display, shielded_instance_config, scheduling.node_affinities, scheduling.max_run_duration or network_interface.[#d].(network/subnetwork/subnetwork_project) or advanced_machine_features on a started instance requires stopping it. To acknowledge this, please set allow_stopping_for_update = true in your config. You can also stop it by setting desired_status = "TERMINATED", but the instance will not be restarted after the update.`;
}

export const isBareMetal = (type: string) => type.endsWith("-metal");

/** "General-purpose machine family": what bare metal has not, and must have; and "Using Google Virtual NIC". */
export function refuseNetworkCard(inputs: Props): string | undefined {
  const { machineType, networkInterfaces, shieldedInstanceConfig } = inputs;
  const type = nameOf(machineType);
  const cards = list(networkInterfaces).map((nic) => props(nic).nicType);
  if (!isBareMetal(type)) {
    if (cards.includes("IDPF")) return incompatible(type, "IDPF");
    const isThird = /^(?:c3|c3d|c4|c4a|c4d|n4|n4a|n4d|a3|g2|h3|m3|t2a|z3)-/.test(type);
    return isThird && cards.includes("VIRTIO_NET") ? incompatible(type, "VIRTIO_NET") : undefined;
  }
  if (props(shieldedInstanceConfig).enableSecureBoot === true) {
    return badRequest(`Shielded VM Config is not supported for machine type ${type}.`);
  }
  if (cards.every((card) => card === "IDPF")) return undefined;
  return badRequest(`Machine type ${type} needs network interfaces of type IDPF.`);
}

export function refuseType({ machineType, zone }: Props): string | undefined {
  return refuseMachineType(nameOf(machineType), String(zone));
}
