import { UserError } from "../errors.js";
import { placeStack } from "../place/place.js";
import { placingText } from "../place/text.js";
import { planOptions } from "./plan.js";

export interface PlaceCommandOptions {
  readonly stack?: string;
  readonly cwd?: string;
  readonly config: readonly string[];
  readonly top: number;
  readonly dryRun?: boolean;
  readonly move?: boolean;
  readonly json?: boolean;
}

/** Prints the ranking of places for a program and keeps the best one with the stack. Fails if there is none. */
export async function placeCommand(options: PlaceCommandOptions): Promise<void> {
  const { top, json, cwd, config, ...wish } = options;
  if (!(top > 0)) throw new UserError("--top: give a number of 1 or more");
  const today = new Date().toISOString().slice(0, 10);
  const placing = await placeStack({ ...wish, ...planOptions({ ...(cwd !== undefined && { cwd }), config }), today });
  if (!placing.best) process.exitCode = 1;
  process.stdout.write(`${json ? JSON.stringify(placing, null, 2) : placingText(placing, top)}\n`);
}
