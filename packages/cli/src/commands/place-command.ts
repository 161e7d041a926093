import { Command } from "commander";
import type { PlaceCommandOptions } from "./place.js";

/** `isobar place`: chooses where a stack is deployed. It needs no account and no engine. */
export function placeCommands(): Command {
  return new Command("place")
    .description("rank the places that keep isobar:placement by what the program costs or emits, and keep the best one")
    .option("-s, --stack <name>", "the stack whose config is read and written (default: the selected or the only one)")
    .option("-C, --cwd <folder>", "the program's folder (default: the working directory)")
    .option("-c, --config <key=value>", "a value for this run, such as one for a secret (repeatable)", collect, [])
    .option("--top <count>", "show so many places", Number, 5)
    .option("--dry-run", "write nothing")
    .option("--move", "let a stack that is placed already go to the best place")
    .option("--json", "everything as one JSON object")
    .action(async (options: PlaceCommandOptions) => {
      const { placeCommand } = await import("./place.js");
      await placeCommand(options);
    });
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value];
}
