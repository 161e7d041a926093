import { compareProgram } from "../compare/compare.js";
import { comparisonText } from "../compare/text.js";
import { type ProgramOptions, planOptions } from "./plan.js";

export interface CompareOptions extends ProgramOptions {
  readonly discount: readonly string[];
}

/** Prints the program's bill at each place side by side. Fails if the program does, at any place. */
export async function compareCommand({ discount, json, ...options }: CompareOptions): Promise<void> {
  const comparison = await compareProgram(planOptions(options), discount);
  if (comparison.places.some(({ ok }) => !ok)) process.exitCode = 1;
  process.stdout.write(`${json ? JSON.stringify(comparison, null, 2) : comparisonText(comparison)}\n`);
}
