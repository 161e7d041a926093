import { Command } from "commander";
import type { CompareOptions } from "./compare.js";
import type { CompareGpusOptions } from "./compare-gpus.js";
import type { PlanCommandOptions } from "./plan.js";

/** `isobar plan` and `isobar compare`: what a program would make and cost. They need no account and no engine. */
export function planCommands(): Command[] {
  const plan = ofProgram(new Command("plan"))
    .description("show what the program would make, cost and emit at each place, without engine or account")
    .option("--markdown", "as tables for a pull request")
    .action(async (options: PlanCommandOptions) => {
      const { planCommand } = await import("./plan.js");
      await planCommand(options);
    });
  const compare = ofProgram(new Command("compare"))
    .description("compare the program's bill across clouds and regions: on demand, with discounts, on spot")
    .enablePositionalOptions()
    .option("--discount <what=percent>", "one of yours: aws=12%, gcp:machines=20% (repeatable)", collect, [])
    .action(async (options: CompareOptions) => {
      const { compareCommand } = await import("./compare.js");
      await compareCommand(options);
    });
  return [plan, compare.addCommand(gpusCommand())];
}

function gpusCommand(): Command {
  return new Command("gpus")
    .description("compare what a GPU costs an hour, and a PFLOPS of dense FP16, across clouds or regions")
    .option("--gpu <model>", 'this GPU: "A100-80GB", or "A100" for every size')
    .option("--vendor <name>", "of this vendor: nvidia, amd, …")
    .option("--gpu-memory <gib>", "at least so much memory each", Number)
    .option("--cloud <names>", "only these clouds, separated by commas", list)
    .option("--region <names>", "only these regions", list)
    .option("--country <codes>", "only these countries, by ISO code", list)
    .option("--eu", "only countries of the European Union")
    .option("--eea", "only countries of the European Economic Area")
    .option("--per-region", "a row for each region instead of each cloud's cheapest")
    .option("--json", "as one JSON object")
    .action(async (options: CompareGpusOptions) => {
      const { compareGpus } = await import("./compare-gpus.js");
      compareGpus(options);
    });
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
