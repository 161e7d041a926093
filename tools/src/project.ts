import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { openSandbox, type Sandbox } from "@isobar/cli";
import { EventLog, type Happened } from "./event-log.js";

const ROOT = path.resolve(__dirname, "../..");

/** What one `pulumi` command did. */
export interface Outcome extends Happened {
  readonly code: number | null;
  readonly seconds: number;
  /** All that it wrote. */
  readonly output: string;
}

/** A resource of the simulated clouds. */
export interface Simulated {
  readonly cloud: string;
  readonly region: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
}

/** A copy of an example with one stack in a sandbox of its own, in a temporary folder. */
export class Project {
  readonly folder: string;
  readonly stack: string;
  private readonly sandbox: Sandbox;

  private constructor(folder: string, stack: string, sandbox: Sandbox) {
    this.folder = folder;
    this.stack = stack;
    this.sandbox = sandbox;
  }

  /** Copies an example and the shared config of a stack, and creates the stack. */
  static async create(example: string, stack: string, log?: (line: string) => void): Promise<Project> {
    const folder = copyExample(example, stack);
    const sandbox = await openSandbox({ cwd: folder, ...(log ? { log } : { log: () => undefined }) });
    const project = new Project(folder, stack, sandbox);
    await project.must("stack", "init", stack);
    return project;
  }

  get engine(): string {
    return this.sandbox.engine.description;
  }

  /** Faults, clock and log of the simulated clouds. */
  get controls(): Sandbox["controls"] {
    return this.sandbox.controls;
  }

  get environment(): NodeJS.ProcessEnv {
    return this.sandbox.env;
  }

  /** Runs a `pulumi` command. */
  async pulumi(...args: string[]): Promise<Outcome> {
    const events = new EventLog(this.folder, args[0]);
    const started = process.hrtime.bigint();
    const all = ["--color", "never", "--non-interactive", ...args, ...events.args];
    const { code, stdout, stderr } = await this.sandbox.run("pulumi", all, {
      cwd: this.folder,
      stdio: "pipe",
      env: EventLog.ENV,
    });
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    return { code, seconds, output: `${stdout}${stderr}`, ...events.read() };
  }

  /** Runs a `pulumi` command that has to succeed. */
  async must(...args: string[]): Promise<Outcome> {
    const outcome = await this.pulumi(...args);
    if (outcome.code !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${outcome.output}`);
    return outcome;
  }

  /** `pulumi up` without asking. */
  up(...args: string[]): Promise<Outcome> {
    return this.pulumi("up", "--yes", "--skip-preview", ...args);
  }

  async outputs(): Promise<Record<string, unknown>> {
    return JSON.parse((await this.must("stack", "output", "--json")).output) as Record<string, unknown>;
  }

  /** All that exists in the simulated clouds. */
  async resources(): Promise<readonly Simulated[]> {
    const isobar = path.join(ROOT, "packages/cli/bin/isobar.js");
    const args = [isobar, "sandbox", "list", "--json", "--state", this.sandbox.stateDir];
    const { stdout } = await this.sandbox.run(process.execPath, args, { cwd: this.folder, stdio: "pipe" });
    return JSON.parse(stdout) as Simulated[];
  }

  write(file: string, text: string): void {
    fs.writeFileSync(path.join(this.folder, file), text);
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.folder, file), "utf8");
  }

  async close(): Promise<void> {
    await this.sandbox.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

function copyExample(example: string, stack: string): string {
  const from = path.join(ROOT, "examples", example);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `isobar-${example}-${stack}-`));
  for (const file of fs.readdirSync(from)) {
    if (["node_modules", ".isobar"].includes(file)) continue;
    fs.cpSync(path.join(from, file), path.join(folder, file), { recursive: true });
  }
  const project = path.join(folder, "Pulumi.yaml");
  fs.writeFileSync(project, fs.readFileSync(project, "utf8").replace(/^stackConfigDir:.*\n/m, ""));
  fs.copyFileSync(path.join(ROOT, "stacks", `Pulumi.${stack}.yaml`), path.join(folder, `Pulumi.${stack}.yaml`));
  fs.symlinkSync(path.join(from, "node_modules"), path.join(folder, "node_modules"));
  return folder;
}
