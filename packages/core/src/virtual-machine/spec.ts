import type { Image } from "@isobar/catalog";
import { targetOf } from "../component";
import { Network } from "../network/network";
import type { Plan } from "../plan";
import { chooseImage, chooseType, type TypeChoice } from "./choices";
import { dataDisksOf } from "./data-disks";
import type { DataDiskSpec, MachineSpec, TrafficRule, VirtualMachineDriver } from "./driver";
import { checkExpiry } from "./expiry";
import { checkFirstBoot } from "./first-boot-spec";
import type { CheckedArgs } from "./schema";
import { egressOf, ingressOf } from "./traffic";

/** A machine that was checked: its choices as they would be made today. */
export interface CheckedMachine {
  readonly args: CheckedArgs;
  readonly choice: TypeChoice;
  readonly image: Image;
  readonly ingress: readonly TrafficRule[];
  readonly egress: readonly TrafficRule[] | undefined;
  readonly dataDisks: readonly DataDiskSpec[];
  readonly maintenance: MachineSpec["maintenance"];
  readonly spot: MachineSpec["spot"];
}

/** Holds a machine's arguments against what the backend declares, and makes the choices. */
export function checkMachine(plan: Plan<VirtualMachineDriver>, args: CheckedArgs): CheckedMachine {
  const { features } = plan.driver;
  refuseUndeclared(plan, args);
  const { min, max } = features.bootDiskGib;
  const { sizeGib } = args.bootDisk;
  plan.requireFeature(sizeGib >= min && sizeGib <= max, "bootDisk.sizeGib", sizeGib, `${min} to ${max} GiB`);
  refuseUser(plan, args.ssh.user);
  refuseNetwork(plan, args.network);
  const dataDisks = dataDisksOf(plan, args.dataDisks);
  checkFirstBoot(plan, args, dataDisks);
  if (args.onDelete === "protect") plan.childOptions = { protect: true };
  const choice = chooseType(plan, args.size);
  const image = chooseImage(plan, args.image, choice.arch);
  refuseSmallDisk(plan, image, sizeGib);
  checkExpiry(plan, args);
  const checked = {
    args,
    choice,
    image,
    ingress: ingressOf(plan, args),
    egress: egressOf(plan, args),
    dataDisks,
    maintenance: maintenanceOf(plan, args, choice),
    spot: spotOf(plan, args.spot),
  };
  plan.driver.check?.(plan, {
    ...checked,
    ...choice,
    publicIp: args.publicIp,
    ready: args.ready !== undefined,
    expires: args.expires !== undefined,
    protect: args.onDelete === "protect",
  });
  return checked;
}

function refuseUndeclared(plan: Plan<VirtualMachineDriver>, args: CheckedArgs): void {
  const { features } = plan.driver;
  const gpu = "gpu" in args.size ? args.size.gpu : undefined;
  plan.requireFeature(features.gpu || gpu === undefined, "size.gpu", gpu);
  plan.requireFeature(features.ready || args.ready === undefined, "ready", args.ready);
}

function maintenanceOf(
  plan: Plan<VirtualMachineDriver>,
  args: CheckedArgs,
  { gpu }: TypeChoice,
): "migrate" | "restart" {
  const { maintenance: possible } = plan.driver.features;
  const { maintenance: wish } = args;
  const fixed = gpu ? "with GPUs" : args.spot ? "of spot capacity" : undefined;
  if (wish === undefined) return fixed || !possible.includes("migrate") ? "restart" : "migrate";
  plan.requireFeature(possible.includes(wish), "maintenance", wish, possible);
  if (wish === "migrate" && fixed) {
    throw plan.refusal("maintenance", `a machine ${fixed} can't be moved while it runs`, {
      given: wish,
      allowed: "restart",
    });
  }
  return wish;
}

function spotOf(plan: Plan<VirtualMachineDriver>, wish: CheckedArgs["spot"]): MachineSpec["spot"] {
  if (wish === false) return undefined;
  const { spot: features } = plan.driver.features;
  if (!features) {
    plan.requireFeature(false, "spot", wish);
    return undefined;
  }
  const { maxPricePerHour, onInterruption } = wish === true ? { onInterruption: "stop" as const } : wish;
  const possible = features.onInterruption;
  plan.requireFeature(possible.includes(onInterruption), "spot.onInterruption", onInterruption, possible);
  const priced = maxPricePerHour === undefined || features.maxPrice;
  plan.requireFeature(priced, "spot.maxPricePerHour", maxPricePerHour, "no price: the cloud takes none");
  return { maxPricePerHour, onInterruption };
}

function refuseSmallDisk(plan: Plan, { minDiskGib }: Image, sizeGib: number): void {
  if (minDiskGib === undefined || sizeGib >= minDiskGib) return;
  const allowed = `at least ${minDiskGib} GiB`;
  throw plan.refusal("bootDisk.sizeGib", "the image needs more", { given: sizeGib, allowed });
}

function refuseUser(plan: Plan<VirtualMachineDriver>, user: string): void {
  if (!plan.driver.features.refusedUsers.includes(user)) return;
  throw plan.refusal("ssh.user", `${plan.target.backend.title} or its images refuse that name`, {
    given: user,
    fix: 'choose another one, or leave it out for "isobar"',
  });
}

function refuseNetwork(plan: Plan, network: unknown): void {
  if (network === undefined) return;
  if (!(network instanceof Network)) throw plan.refusal("network", "not a Network");
  const [own, other] = [plan.target, targetOf(network)];
  const same = own.backend === other?.backend && own.region === other.region && own.provider === other.provider;
  if (!other || same) return;
  throw plan.refusal("network", "belongs to another target", {
    given: `${other.backend.name}/${other.region}`,
    allowed: `a network in ${own.backend.name}/${own.region}`,
  });
}
