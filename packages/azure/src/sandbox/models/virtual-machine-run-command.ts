import type { Props, ResourceWorld } from "@isobar/sandbox";
import { armModel, resourceId } from "../arm";
import { isRunning } from "../power";
import { seek, typeOf } from "../references";
import { firstRefusal, type Refusal, refusal, valuesAt } from "../refusal";

const MACHINE = { token: "compute:VirtualMachine", arm: "Microsoft.Compute/virtualMachines" };
export const RUN_COMMAND = "compute:VirtualMachineRunCommandByVirtualMachine";
export const RUN_COMMAND_ARM = `${MACHINE.arm}/runCommands`;

/** "Run scripts in your Linux VM by using managed Run Commands": limitations. */
const MAX_COMMANDS = 25;

export const virtualMachineRunCommand = armModel({
  token: RUN_COMMAND,
  arm: RUN_COMMAND_ARM,
  name: "runCommandName",
  parents: [{ input: "vmName", token: MACHINE.token }],
  api: "2024-11-01",
  autoname: "copy",
  immutable: ["location"],
  refuse: (inputs, world) =>
    refuseSource(inputs) ?? refuseUris(inputs) ?? refuseStopped(inputs, world) ?? refuseCount(inputs, world),
  seconds: { create: 30, update: 30, delete: 20 },
  outputs: ({ location }, world) => ({ location: location ?? world.region, provisioningState: "Succeeded" }),
});

/** Same page: one source. */
function refuseSource({ source }: Props): Refusal {
  const given = Object.values((source ?? {}) as Props).filter((value) => value !== undefined);
  if (given.length === 1) return undefined;
  return refusal(
    400,
    "InvalidParameter",
    "Exactly one of script, scriptUri, commandId and galleryScriptReferenceId must be specified in runCommand.source.",
  );
}

/** Same page: scripts and what they write are at addresses of blobs. */
function refuseUris(inputs: Props): Refusal {
  const paths = ["source.scriptUri", "outputBlobUri", "errorBlobUri"];
  return firstRefusal(paths, (path) => {
    const [uri] = valuesAt(inputs, path);
    if (uri === undefined || /^https?:\/\/\S+$/.test(String(uri))) return undefined;
    return refusal(400, "InvalidParameter", `The value of parameter 'runCommand.${path}' is not a valid URI.`);
  });
}

function refuseStopped({ resourceGroupName, vmName }: Props, world: ResourceWorld): Refusal {
  const machine = seek(world, MACHINE.token, resourceId(world, resourceGroupName, MACHINE.arm, [vmName]));
  if (!machine || isRunning(machine.outputs)) return undefined;
  return refusal(409, "OperationNotAllowed", "The operation requires the VM to be running (or set to run).");
}

function refuseCount({ resourceGroupName, vmName }: Props, world: ResourceWorld): Refusal {
  const machine = `${resourceId(world, resourceGroupName, MACHINE.arm, [vmName])}/`.toLowerCase();
  const others = world.list(typeOf(RUN_COMMAND)).filter(({ id }) => id.toLowerCase().startsWith(machine));
  if (others.length < MAX_COMMANDS) return undefined;
  return refusal(409, "OperationNotAllowed", `The maximum number of run commands of a VM is ${MAX_COMMANDS}.`);
}
