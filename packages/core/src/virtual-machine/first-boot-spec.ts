import { all, type Input, log, type Output, output, type Resource } from "@pulumi/pulumi";
import type { Plan } from "../plan";
import { type Mount, mountCommands } from "./data-disks";
import type { DataDiskSpec, MachineStart, VirtualMachineDriver } from "./driver";
import { firstBootScript } from "./first-boot";
import { readyWatch } from "./ready-watch";
import type { CheckedArgs } from "./schema";

/** As long as the longest path of a device. */
const SOME_DEVICE = "/dev/disk/by-id/".padEnd(90, "x");
/** As long as the longest name of a place for reports. */
const SOME_PLACE = "x".repeat(200);

interface Known {
  readonly script: string | undefined;
  readonly keys: readonly string[];
  readonly mounts: readonly Mount[];
  /** Where the machine reports whether it is ready. */
  readonly readyAt: string;
}

/** Everything of the first boot; empty if there is nothing to do. */
export function firstBoot(
  plan: Plan<VirtualMachineDriver>,
  args: CheckedArgs,
  disks: readonly DataDiskSpec[],
  { devices, readyAt }: Pick<MachineStart, "devices" | "readyAt">,
): Output<string> {
  const keys = plan.driver.createUser ? (args.ssh.keys as Input<string>[]) : [];
  const mounted = disks.filter((disk) => disk.mountPath !== undefined);
  const nothing = keys.length === 0 && mounted.length === 0 && args.ready === undefined;
  if (args.startupScript === undefined && nothing) return output("");
  const paths = all(mounted.map(({ key }) => devices[key] as Output<string>));
  return all([args.startupScript, all(keys), paths, readyAt]).apply(([script, known, found, place = ""]) => {
    const mounts = mounted.map(({ mountPath }, i) => ({ mountPath: mountPath as string, device: found[i] as string }));
    const text = firstBootText(plan, args, { script, keys: known, mounts, readyAt: place });
    refuseLong(plan, text);
    return text;
  });
}

/** Refuses bad keys, and a script that is too long, as far as they are known before anything is made. */
export function checkFirstBoot(
  plan: Plan<VirtualMachineDriver>,
  args: CheckedArgs,
  disks: readonly DataDiskSpec[],
): void {
  const keys = (args.ssh.keys as Input<string>[]).filter((key): key is string => typeof key === "string");
  const bad = keys.find((key) => !/^(ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/=]+( .*)?$/.test(key.trim()));
  if (bad !== undefined) {
    throw plan.refusal("ssh.keys", "has an entry that is no public key", {
      given: `${bad.slice(0, 20)}…`,
      allowed: 'lines like "ssh-ed25519 AAAA… name"',
    });
  }
  const { startupScript: script } = args;
  if (script !== undefined && typeof script !== "string") return;
  const paths = disks.flatMap(({ mountPath }) => (mountPath === undefined ? [] : [mountPath]));
  const mounts = paths.map((mountPath) => ({ mountPath, device: SOME_DEVICE }));
  refuseLong(plan, firstBootText(plan, args, { script, keys, mounts, readyAt: SOME_PLACE }));
}

/** Warns that a changed script waits for the machine's next replacement. */
export function warnOfIgnoredScript(plan: Plan, kept: Output<string>, now: Output<string>, resource: Resource): void {
  all([kept, now]).apply(([old, changed]) => {
    if (old === changed) return;
    const what = `${plan.label}: the startup script, SSH keys or mounts changed, but run only at a machine's first boot`;
    log.warn(`${what}; set rerunScriptOnChange: true to replace the machine now`, resource);
  });
}

function firstBootText(plan: Plan<VirtualMachineDriver>, { ssh, ready }: CheckedArgs, known: Known): string {
  const { script, keys, mounts, readyAt } = known;
  const makeUser = keys.length > 0 ? plan.driver.createUser?.(ssh.user, keys) : undefined;
  const watch = ready && readyWatch(ready, plan.driver.reportReady?.(readyAt));
  const before = [makeUser, mountCommands(mounts), watch].filter(Boolean).join("\n");
  return firstBootScript({ ...(before ? { before } : {}), ...(script === undefined ? {} : { script }) });
}

function refuseLong(plan: Plan<VirtualMachineDriver>, text: string): void {
  const { firstBootBytes } = plan.driver.features;
  const bytes = Buffer.byteLength(text);
  if (bytes <= firstBootBytes) return;
  throw plan.refusal("startupScript", `too long for ${plan.target.backend.title}`, {
    given: `${bytes} bytes with the lines that run it once`,
    allowed: `at most ${firstBootBytes} bytes`,
    fix: "keep the rest in a bucket that the machine may read, and fetch it in the script",
  });
}
