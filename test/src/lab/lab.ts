import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { openSandbox, type Sandbox } from "@isobar/cli";
import { EventLog } from "@isobar/tools";
import { SECRETS_PROVIDER, startKeyServer } from "./key-server.js";
import type { Order } from "./program-host.js";
import { LabStack } from "./stack.js";

const TEST = path.resolve(__dirname, "../..");
const TEMPLATE = "template";

/** The engine writes the state once, at its end, and not after each step, and leaves a core to the program. */
const FAST = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true", GOMAXPROCS: "1", GOGC: "400" };

export interface LabOptions {
  /** Name of the Pulumi project. */
  readonly project: string;
  /** Write the state after each step and encrypt secrets, as users have it. Default: false, which is faster. */
  readonly faithful?: boolean;
}

export interface Outcome {
  readonly code: number | null;
  /** All that the command and the program wrote. */
  readonly output: string;
}

/**
 * Simulated clouds and the real engine for many small programs, one after the other: the programs share one process, and
 * each has a stack of its own.
 */
export class Lab {
  private constructor(
    readonly project: string,
    readonly folder: string,
    readonly sandbox: Sandbox,
    private readonly env: NodeJS.ProcessEnv,
    private readonly host: ProgramHost,
    private readonly keys: { close(): void } | undefined,
  ) {}

  static async open({ project, faithful = false }: LabOptions): Promise<Lab> {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), `isobar-${project}-`));
    fs.writeFileSync(path.join(folder, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
    fs.symlinkSync(path.join(TEST, "node_modules"), path.join(folder, "node_modules"));
    const sandbox = await openSandbox({ cwd: folder, log: () => undefined });
    const host = await ProgramHost.start(folder, sandbox.env);
    const keys = faithful ? undefined : await startKeyServer();
    const lab = new Lab(
      project,
      folder,
      sandbox,
      { ...EventLog.ENV, ...(keys && { ...FAST, ...keys.env }) },
      host,
      keys,
    );
    const provider = keys ? ["--secrets-provider", SECRETS_PROVIDER] : [];
    const { code, output } = await lab.pulumi("stack", "init", TEMPLATE, ...provider);
    if (code !== 0) throw new Error(output);
    return lab;
  }

  /** A new stack without resources. */
  stack(name: string, config: Readonly<Record<string, unknown>>): LabStack {
    // A copy of an empty one: half a second faster than `pulumi stack init`.
    const key = fs.readFileSync(this.configFile(TEMPLATE), "utf8").match(/^(secretsprovider|encrypt.*): .*$/gm) ?? [];
    fs.writeFileSync(this.configFile(name), [...key, `config: ${JSON.stringify(config)}`, ""].join("\n"));
    const empty = fs.readFileSync(this.stateFile(TEMPLATE), "utf8");
    fs.writeFileSync(this.stateFile(name), empty.replace(`/${TEMPLATE}"`, `/${name}"`));
    return new LabStack(this, name);
  }

  /** Runs a `pulumi` command with the program that the order names. */
  async pulumi(...args: readonly string[]): Promise<Outcome> {
    const { code, stdout, stderr } = await this.sandbox.run(
      "pulumi",
      ["--color", "never", "--non-interactive", ...args],
      {
        cwd: this.folder,
        stdio: "pipe",
        env: this.env,
      },
    );
    return { code, output: `${stdout}${stderr}${this.host.takeOutput()}` };
  }

  /** Sets the program of the next commands. Returns the arguments that make the engine run it. */
  async load(order: Order): Promise<string[]> {
    await this.host.load(order);
    return [`--client=127.0.0.1:${this.host.port}`, "--exec-kind", "auto.inline"];
  }

  configFile(stack: string): string {
    return path.join(this.folder, `Pulumi.${stack}.yaml`);
  }

  stateFile(stack: string): string {
    return path.join(this.sandbox.stateDir, "backend/.pulumi/stacks", this.project, `${stack}.json`);
  }

  async close(): Promise<void> {
    this.host.stop();
    this.keys?.close();
    await this.sandbox.close();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The process that runs the programs. */
class ProgramHost {
  private text = "";

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (part: string) => {
        this.text += part;
      });
    }
  }

  static async start(cwd: string, env: NodeJS.ProcessEnv): Promise<ProgramHost> {
    const child = fork(path.join(__dirname, "program-host.js"), {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      // Programs make much garbage, whose collection would take a fifth of the time.
      execArgv: ["--max-semi-space-size=128"],
    });
    const [port] = (await once(child, "message")) as [number];
    return new ProgramHost(child, port);
  }

  async load(order: Order): Promise<void> {
    this.child.send(order);
    await once(this.child, "message");
  }

  /** What programs wrote since the last time. */
  takeOutput(): string {
    const taken = this.text;
    this.text = "";
    return taken;
  }

  stop(): void {
    this.child.disconnect();
  }
}
