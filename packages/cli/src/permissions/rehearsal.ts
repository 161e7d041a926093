import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { type Demand, Recording } from "@isobar/sandbox";
import { UserError } from "../errors.js";
import { openSandbox, type Sandbox } from "../sandbox/open.js";
import { type StackConfig, secretKeys, withStandIns } from "./stack-config.js";

/** What stands for every secret of the stack, which can't be read without its key. */
const STAND_IN = "isobar-stand-in";

export interface RehearsalOptions {
  /** Folder where the user works. */
  readonly cwd: string;
  readonly project: string;
  readonly stack: StackConfig;
  /** Values for this run, as `key=value`. */
  readonly values: readonly string[];
}

/**
 * Finds out what a program asks the clouds for: previews it against simulated ones in which nothing exists yet. Neither the
 * stack nor the project's own sandbox nor any file of the project is touched.
 * @throws UserError if the preview fails.
 */
export async function rehearse(options: RehearsalOptions): Promise<Demand[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "isobar-permissions-"));
  const recording = new Recording();
  try {
    const stateDir = path.join(folder, "sandbox");
    const sandbox = await openSandbox({ cwd: options.cwd, stateDir, recording, purpose: "isobar permissions" });
    try {
      const configFile = await makeStack(sandbox, path.join(folder, "stack"), options);
      await preview(sandbox, configFile, options);
    } finally {
      await sandbox.close();
    }
    return recording.demands();
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Makes the stack from a folder of its own, because Pulumi writes into the stack's file. */
async function makeStack(sandbox: Sandbox, folder: string, { project, stack }: RehearsalOptions): Promise<string> {
  const file = path.join(folder, `Pulumi.${stack.name}.yaml`);
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, "Pulumi.yaml"), `name: ${JSON.stringify(project)}\nruntime: nodejs\n`);
  const pulumi = async (...args: string[]) => {
    const all = ["--non-interactive", "--color", "never", ...args];
    const { code, stdout, stderr } = await sandbox.run("pulumi", all, { cwd: folder, stdio: "pipe" });
    if (code !== 0) throw new UserError(`a stack for the preview can't be made:\n${stdout}${stderr}`);
  };
  await pulumi("stack", "init", stack.name);
  if (secretKeys(stack.text).length > 0) {
    await pulumi("config", "set", "--stack", stack.name, "--secret", "standIn", STAND_IN);
  }
  const made = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "";
  const salt = /^encryptionsalt:.*$/m.exec(made)?.[0] ?? "";
  const ciphertext = /secure:\s*(\S+)/.exec(made)?.[1] ?? "";
  fs.writeFileSync(file, `${withStandIns(stack.text, ciphertext).trimEnd()}\n${salt}\n`);
  return file;
}

async function preview(sandbox: Sandbox, configFile: string, { cwd, stack, values }: RehearsalOptions): Promise<void> {
  const config = values.flatMap((value) => ["--config", value]);
  const args = ["preview", "--stack", stack.name, "--config-file", configFile, ...config, "--suppress-outputs"];
  const { code, stdout, stderr } = await sandbox.run("pulumi", [...args, "--non-interactive", "--color", "never"], {
    cwd,
    stdio: "pipe",
  });
  if (code === 0) return;
  const secrets = secretKeys(stack.text);
  const hint =
    secrets.length === 0
      ? ""
      : `\nThe secrets of the stack can't be read here, so "${STAND_IN}" stood for each of ${secrets.join(", ")}: ` +
        "if one has to be something else, give it by --config KEY=VALUE.";
  const said = `${stdout}${stderr}`;
  const diagnostics = said.slice(Math.max(0, said.indexOf("Diagnostics:"))).trimEnd();
  throw new UserError(`the preview, from which the rights are taken, failed:\n${diagnostics}${hint}`);
}
