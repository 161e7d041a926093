import { Command } from "commander";
import type { PlanCommandOptions } from "./plan.js";

/** `isobar plan`: what a program would make. Needs no account and no engine. */
export function planCommands(): Command[] {
  const plan = ofProgram(new Command("plan"))
    .description("show what the program would make, cost and emit at each place, without engine or account")
    .option("--markdown", "as tables for a pull request")
    .action(async (options: PlanCommandOptions) => {
      const { planCommand } = await import("./plan.js");
      await planCommand(options);
    });
  return [plan];
}

/** Adds the options that say which program, and where. */
function ofProgram(command: Command): Command {
  return command
    .option("-s, --stack <name>", "the stack whose config is read (default: the selected or the only one)")
    .option("-C, --cwd <folder>", "the program's folder (default: the working directory)")
    .option("--clouds <names>", "these clouds instead of the stack's, separated by commas", list)
    .option("--regions <names>", "these regions; a cloud without one uses the nearest to the stack's", list)
    .option("-c, --config <key=value>", "a value for this run, such as one for a secret (repeatable)", collect, [])
    .option("--state <file>", "a file that `pulumi stack export` wrote, for what the stack keeps")
    .option("--json", "as one JSON object");
}

function list(text: string): string[] {
  return text.split(",").map((word) => word.trim());
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
