import { createHash } from "node:crypto";
import type { MachineSpec } from "@isobar/core/driver";
import { all, type Output } from "@pulumi/pulumi";

/**
 * "Add SSH keys to VMs": the image makes the user of each key. Keys of the project and of OS Login are shut out, so
 * that the user is the same as on other clouds. "Use startup scripts on Linux VMs": the script runs at every boot,
 * which it bears, and a changed one replaces nothing.
 */
export function machineMetadata({ firstBoot, ssh, ready }: MachineSpec): Output<Record<string, string>> {
  return all([firstBoot, ssh.keys]).apply(([script, keys]): Record<string, string> => {
    const lines = keys.map((key) => `${ssh.user}:${key.trim()}`);
    return {
      "enable-oslogin": "FALSE",
      "block-project-ssh-keys": "TRUE",
      // "Setting and querying guest attributes": the machine may write some only then.
      ...(ready ? { "enable-guest-attributes": "TRUE" } : {}),
      ...(lines.length > 0 ? { "ssh-keys": lines.join("\n") } : {}),
      ...(script === undefined ? {} : { "startup-script": script }),
    };
  });
}

/**
 * Differs between any two scripts. It is there also while a change of the script is to be ignored, because the script
 * is then kept, and because the engine compares nothing with no trigger: a changed script and `rerunScriptOnChange` may
 * come together.
 */
export function replacementTrigger({ firstBoot }: MachineSpec): Output<string> {
  return firstBoot.apply((script = "") => createHash("sha256").update(script).digest("hex"));
}
