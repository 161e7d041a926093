import type { Props, World } from "@isobar/sandbox";
import { resourceId } from "../arm";
import { RUN_COMMAND, RUN_COMMAND_ARM } from "../models/virtual-machine-run-command";
import { seek } from "../references";
import { lookup } from "./lookup";

/** The end of a startup script that fails. */
const FAILING = /^(exit [1-9]\d*|false)$/;

export const getVirtualMachineRunCommand = lookup(
  "compute:getVirtualMachineRunCommandByVirtualMachine",
  { resource: RUN_COMMAND, arm: RUN_COMMAND_ARM, names: ["vmName", "runCommandName"] },
  (args, world) => (args.expand === "instanceView" ? { instanceView: instanceView(args, world) } : {}),
);

/** Simulated machines are ready at once, unless the last line of their startup script says that it fails. */
function instanceView(args: Props, world: World): Props {
  const last = lastLine(firstBootOf(args, world));
  const failed = FAILING.test(last);
  const told = failed ? `+ ${last}\n\nisobar: failed` : "\nisobar: ready";
  return {
    executionState: failed ? "Running" : "Succeeded",
    executionMessage: "",
    exitCode: 0,
    output: `${told} ${Math.floor(world.now().getTime() / 1000)}\n`,
    error: "",
  };
}

function firstBootOf({ resourceGroupName, vmName }: Props, world: World): string {
  const id = resourceId(world, resourceGroupName, "Microsoft.Compute/virtualMachines", [vmName]);
  const { osProfile } = (seek(world, "compute:VirtualMachine", id)?.inputs ?? {}) as { osProfile?: Props };
  return Buffer.from(String(osProfile?.customData ?? ""), "base64").toString();
}

/** Of the script that the first boot carries between its marks. */
function lastLine(firstBoot: string): string {
  const [, , script = ""] = /\/startup-script <<'(\w+)'\n([\s\S]*?)\n\1\n/.exec(firstBoot) ?? [];
  return script.trimEnd().split("\n").at(-1)?.trim() ?? "";
}
