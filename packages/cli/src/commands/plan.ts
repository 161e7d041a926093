import { UserError } from "../errors.js";
import { planMarkdown } from "../plan/markdown.js";
import { planProgram } from "../plan/plan.js";
import type { PlanOptions } from "../plan/recorded.js";
import { planText } from "../plan/text.js";

/** What decides which program is planned, and where. */
export interface ProgramOptions {
  readonly stack?: string;
  readonly cwd?: string;
  readonly clouds?: readonly string[];
  readonly regions?: readonly string[];
  readonly config: readonly string[];
  readonly state?: string;
  readonly json?: boolean;
}

export interface PlanCommandOptions extends ProgramOptions {
  readonly markdown?: boolean;
}

/** Prints what a program would make, and what that costs and emits. Fails if the program does, at any place. */
export async function planCommand({ json, markdown, ...options }: PlanCommandOptions): Promise<void> {
  if (json && markdown) throw new UserError("--json and --markdown: give one of them");
  const report = await planProgram(planOptions(options));
  if (report.places.some(({ ok }) => !ok)) process.exitCode = 1;
  const text = json ? JSON.stringify(report, null, 2) : markdown ? planMarkdown(report) : planText(report);
  process.stdout.write(`${text}\n`);
}

/** What the command line says of the program and its places. */
export function planOptions({ cwd = ".", config, ...options }: Omit<ProgramOptions, "json">): PlanOptions {
  // A reader such as `head` may end before all is written.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  return { ...options, cwd, config: valuesOf(config) };
}

function valuesOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const at = text.indexOf("=");
      if (at < 1) throw new UserError(`--config ${text}: give KEY=VALUE`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}
