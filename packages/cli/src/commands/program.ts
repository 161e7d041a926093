import { Command } from "commander";
import { ownVersion } from "../version.js";

const STATE_OPTION = [
  "--state <folder>",
  "the sandbox's state folder (default: $ISOBAR_SANDBOX_STATE, else .isobar/sandbox in the Pulumi project)",
] as const;

/**
 * The `isobar` command line.
 * @param afterDashes What the user wrote after `--`, which is a command to run, never a subcommand.
 */
export function isobarProgram(afterDashes: readonly string[]): Command {
  const program = new Command("isobar")
    .description("Pulumi programs that run unchanged on every cloud")
    .version(ownVersion(), "-v, --version")
    .enablePositionalOptions()
    .showHelpAfterError("(see isobar --help)");
  program.addCommand(sandboxCommand(afterDashes));
  return program;
}

function sandboxCommand(afterDashes: readonly string[]): Command {
  const sandbox = new Command("sandbox")
    .description("run a command against simulated clouds: no account, nothing real is touched")
    .usage("[--state <folder>] -- COMMAND…")
    .argument("[command...]", "the command to run, usually written after --")
    .option(...STATE_OPTION)
    .passThroughOptions()
    .enablePositionalOptions()
    .addHelpText("after", EXAMPLES)
    .action(async (before: string[], options: { state?: string }) => {
      const { refuseUnknown, runSandboxCommand } = await import("./sandbox.js");
      if (afterDashes.length === 0) refuseUnknown(before);
      await runSandboxCommand([...before, ...afterDashes], options);
    });
  sandbox
    .command("list")
    .description("show what exists in the simulated clouds")
    .option(...STATE_OPTION)
    .option("--json", "as a JSON array")
    .action(async (_, command: Command) => {
      const { listSandbox } = await import("./list.js");
      await listSandbox(command.optsWithGlobals());
    });
  sandbox
    .command("reset")
    .description("remove all resources of the simulated clouds, and the sandbox's stacks")
    .option(...STATE_OPTION)
    .action(async (_, command: Command) => {
      const { resetSandboxCommand } = await import("./reset.js");
      await resetSandboxCommand(command.optsWithGlobals());
    });
  return sandbox;
}

const EXAMPLES = `
Examples:
  $ isobar sandbox -- pulumi up
  $ isobar sandbox -- npm run deploy
  $ isobar sandbox list
  $ isobar sandbox reset`;
