import { Command } from "commander";
import { ownVersion } from "../version.js";
import { catalogCommand } from "./catalog-command.js";
import type { PermissionsOptions } from "./permissions.js";
import { placeCommands } from "./place-command.js";
import { planCommands } from "./plan-command.js";
import { sandboxCommand } from "./sandbox-command.js";

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
  program.addCommand(permissionsCommand());
  program.addCommand(catalogCommand());
  for (const command of planCommands()) program.addCommand(command);
  program.addCommand(placeCommands());
  return program;
}

function permissionsCommand(): Command {
  return new Command("permissions")
    .description("print the least rights that a deployment of the program needs, and what must be enabled")
    .option("-s, --stack <name>", "the stack whose config says where the program goes (default: the only one)")
    .option("--cloud <name>", "print the documents of this cloud alone; all else goes to standard error")
    .option("--json", "everything as one JSON object")
    .option("--out <folder>", "write the documents into this folder instead of printing them")
    .option("-c, --config <key=value>", "a value for this run, such as one for a secret (repeatable)", collect, [])
    .action(async (options: PermissionsOptions) => {
      const { permissionsCommand: run } = await import("./permissions.js");
      await run(options);
    });
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
