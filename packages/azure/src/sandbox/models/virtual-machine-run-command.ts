import type { Props } from "@isobar/sandbox";
import { armModel } from "../arm";

export const RUN_COMMAND = "compute:VirtualMachineRunCommandByVirtualMachine";
export const RUN_COMMAND_ARM = "Microsoft.Compute/virtualMachines/runCommands";

export const virtualMachineRunCommand = armModel({
  token: RUN_COMMAND,
  arm: RUN_COMMAND_ARM,
  name: "runCommandName",
  parents: [{ input: "vmName", token: "compute:VirtualMachine" }],
  api: "2024-11-01",
  autoname: "copy",
  immutable: ["location"],
  refuse: refuseSource,
  outputs: ({ location }, world) => ({ location: location ?? world.region, provisioningState: "Succeeded" }),
});

/** "Run scripts in your Linux VM by using managed Run Commands": one source. */
function refuseSource({ source }: Props): string | undefined {
  const given = Object.values((source ?? {}) as Props).filter((value) => value !== undefined);
  if (given.length === 1) return undefined;
  return `Status=400 Code="InvalidParameter" Message="Exactly one of script, scriptUri, commandId and galleryScriptReferenceId must be specified in runCommand.source."`;
}
