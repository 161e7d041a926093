import type { Props, ResourceWorld } from "@isobar/sandbox";
import { list, nameOf, props, text } from "../cloud";
import { cpusOf, isArm, seriesOf } from "../rules/machine-type";
import { badRequest, incompatible, invalid } from "../words";

/** "Confidential VM: Supported configurations": series by technology. */
const CONFIDENTIAL: Readonly<Record<string, readonly string[]>> = {
  SEV: ["n2d", "c2d", "c3d", "c4d", "n4d"],
  SEV_SNP: ["n2d", "c3d", "c4d", "n4d"],
  TDX: ["c3", "c4", "a3"],
};

function refuseConfidential({ machineType, confidentialInstanceConfig, scheduling }: Props): string | undefined {
  const { enableConfidentialCompute, confidentialInstanceType } = props(confidentialInstanceConfig);
  const kind = text(confidentialInstanceType) ?? (enableConfidentialCompute === true ? "SEV" : undefined);
  const type = nameOf(machineType);
  if (kind === undefined) return undefined;
  if (!CONFIDENTIAL[kind]?.includes(seriesOf(type))) return incompatible(type, kind);
  if (kind === "SEV" || props(scheduling).onHostMaintenance !== "MIGRATE") return undefined;
  return badRequest(`Confidential VMs of type ${kind} do not support live migration.`);
}

/** "About nested virtualization": neither E2 nor Arm. */
function refuseNested({ machineType, advancedMachineFeatures }: Props): string | undefined {
  const type = nameOf(machineType);
  if (props(advancedMachineFeatures).enableNestedVirtualization !== true) return undefined;
  return seriesOf(type) === "e2" || isArm(type) === true ? incompatible(type, "nested-virtualization") : undefined;
}

/** "Configure per VM Tier_1 networking performance": larger machines of some series, with gVNIC. */
const LEAST_CPUS = 30;
const WITHOUT_TIER = ["custom", "e2", "f1", "g1", "n1", "n4", "t2a", "t2d"];

function refuseBandwidth({ machineType, networkPerformanceConfig, networkInterfaces }: Props): string | undefined {
  const type = nameOf(machineType);
  if (props(networkPerformanceConfig).totalEgressBandwidthTier !== "TIER_1") return undefined;
  const isSmall = (cpusOf(type) ?? LEAST_CPUS) < LEAST_CPUS;
  const isVirtio = list(networkInterfaces).some((nic) => props(nic).nicType === "VIRTIO_NET");
  return isSmall || isVirtio || WITHOUT_TIER.includes(seriesOf(type)) ? incompatible(type, "TIER_1") : undefined;
}

/** "Choose a valid number of Local SSD disks": of series whose number is free, but for these. */
const LOCAL_SSDS: Readonly<Record<string, readonly number[]>> = {
  n2: [1, 2, 4, 8, 16, 24],
  n2d: [1, 2, 4, 8, 16, 24],
};

function refuseLocalDisks({ machineType, scratchDisks }: Props): string | undefined {
  const count = list(scratchDisks).length;
  const counts = LOCAL_SSDS[seriesOf(nameOf(machineType))];
  if (count === 0 || (counts?.includes(count) ?? true)) return undefined;
  return badRequest(`Number of local SSDs must be one of [${counts?.join(", ")}], ${count} were requested.`);
}

/** "Limit the run time of a VM": a machine ends in the future. */
function refuseEnd({ scheduling }: Props, world: ResourceWorld): string | undefined {
  const { terminationTime } = props(scheduling);
  const end = text(terminationTime);
  if (end === undefined || world.id !== undefined || !(Date.parse(end) <= world.now().getTime())) return undefined;
  return invalid("scheduling.terminationTime", terminationTime, "The termination time must be in the future.");
}

const RULES = [refuseConfidential, refuseNested, refuseBandwidth, refuseLocalDisks, refuseEnd];

/** What a machine can't have for its type, or any more. */
export function refuseFeatures(inputs: Props, world: ResourceWorld): string | undefined {
  return RULES.map((refuse) => refuse(inputs, world)).find((reason) => reason !== undefined);
}
