import type { Image } from "@isobar/catalog";
import { all, type Input, log, type Output, output, type Resource } from "@pulumi/pulumi";
import { targetOf } from "../component";
import { Network } from "../network/network";
import type { Plan } from "../plan";
import type { IngressRule, Peer } from "./args";
import { chooseImage, chooseType, type TypeChoice } from "./choices";
import type { IngressSpec, VirtualMachineDriver } from "./driver";
import { firstBootScript } from "./first-boot";
import { ingressOf } from "./ingress";
import type { CheckedArgs } from "./schema";

/** A machine that was checked: its choices as they would be made today. */
export interface CheckedMachine {
  readonly args: CheckedArgs;
  readonly choice: TypeChoice;
  readonly image: Image;
  readonly ingress: readonly IngressSpec[];
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
  checkFirstBoot(plan, args);
  if (args.onDelete === "protect") plan.childOptions = { protect: true };
  const choice = chooseType(plan, args.size);
  const image = chooseImage(plan, args.image, choice.arch);
  const { minDiskGib } = image;
  if (minDiskGib !== undefined && sizeGib < minDiskGib) {
    throw plan.refusal("bootDisk.sizeGib", `the image needs more`, {
      given: sizeGib,
      allowed: `at least ${minDiskGib}`,
    });
  }
  const ingress = ingressOf(plan, args.ingress as Readonly<Record<string, IngressRule>>, args.ssh.from as Peer[]);
  plan.driver.check?.(plan, { ingress });
  return { args, choice, image, ingress };
}

/** Everything of the first boot; empty if there is nothing to do. */
export function firstBoot(plan: Plan<VirtualMachineDriver>, args: CheckedArgs): Output<string> {
  const { createUser } = plan.driver;
  const keys = args.ssh.keys as Input<string>[];
  if (args.startupScript === undefined && (!createUser || keys.length === 0)) return output("");
  return all([args.startupScript, all(keys)]).apply(([script, known]) => {
    const text = firstBootText(plan, args.ssh.user, known, script);
    refuseLongScript(plan, text);
    return text;
  });
}

/** Warns that a changed script waits for the machine's next replacement. */
export function warnOfIgnoredScript(plan: Plan, kept: Output<string>, now: Output<string>, resource: Resource) {
  all([kept, now]).apply(([old, changed]) => {
    if (old === changed) return;
    const what = `${plan.label}: the startup script or SSH keys changed, but run only at a machine's first boot`;
    log.warn(`${what}; set rerunScriptOnChange: true to replace the machine now`, resource);
  });
}

function firstBootText(
  plan: Plan<VirtualMachineDriver>,
  user: string,
  keys: readonly string[],
  script?: string,
): string {
  const before = keys.length > 0 ? plan.driver.createUser?.(user, keys) : undefined;
  return firstBootScript({ ...(before ? { before } : {}), ...(script === undefined ? {} : { script }) });
}

/** Refuses a script that is too long now if it is known now, before anything is made. */
function checkFirstBoot(plan: Plan<VirtualMachineDriver>, args: CheckedArgs): void {
  const keys = (args.ssh.keys as Input<string>[]).filter((key): key is string => typeof key === "string");
  const bad = keys.find((key) => !/^(ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/=]+( .*)?$/.test(key.trim()));
  if (bad !== undefined) {
    throw plan.refusal("ssh.keys", "has an entry that is no public key", {
      given: `${bad.slice(0, 20)}…`,
      allowed: 'lines like "ssh-ed25519 AAAA… name"',
    });
  }
  if (args.startupScript !== undefined && typeof args.startupScript !== "string") return;
  refuseLongScript(plan, firstBootText(plan, args.ssh.user, keys, args.startupScript));
}

function refuseLongScript(plan: Plan<VirtualMachineDriver>, text: string): void {
  const { firstBootBytes } = plan.driver.features;
  const bytes = Buffer.byteLength(text);
  if (bytes <= firstBootBytes) return;
  throw plan.refusal("startupScript", `is too long for ${plan.target.backend.title}`, {
    given: `${bytes} bytes with the lines that run it once`,
    allowed: `at most ${firstBootBytes} bytes`,
    fix: "keep the rest in a bucket that the machine may read, and fetch it in the script",
  });
}

function refuseUndeclared(plan: Plan<VirtualMachineDriver>, args: CheckedArgs): void {
  const { features } = plan.driver;
  const gpu = "gpu" in args.size ? args.size.gpu : undefined;
  const asked: readonly [keyof typeof features & string, string, unknown][] = [
    ["dataDisks", "dataDisks", args.dataDisks && Object.keys(args.dataDisks)],
    ["gpu", "size.gpu", gpu],
    ["spot", "spot", args.spot || undefined],
    ["ready", "ready", args.ready],
    ["expires", "expires", args.expires],
  ];
  for (const [feature, argument, given] of asked) {
    plan.requireFeature(given === undefined || features[feature] === true, argument, given);
  }
  const { maintenance } = args;
  const possible = maintenance === undefined || features.maintenance.includes(maintenance);
  plan.requireFeature(possible, "maintenance", maintenance, features.maintenance);
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
  if (!(network instanceof Network)) throw plan.refusal("network", "is no Network");
  const [own, other] = [plan.target, targetOf(network)];
  if (!other || (own.backend === other.backend && own.region === other.region && own.provider === other.provider))
    return;
  throw plan.refusal("network", "belongs to another target", {
    given: `${other.backend.name}/${other.region}`,
    allowed: `a network in ${own.backend.name}/${own.region}`,
  });
}
