import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { CLOUDS, type Cloud } from "../clouds.js";
import { environment } from "./install.js";

/** A Pulumi project that somebody who installed the packages has written. */
export interface Program {
  /** Its files by path, beside those that Pulumi needs. */
  readonly files: Readonly<Record<string, string>>;
  /** What its package.json says. Default: it has none. */
  readonly manifest?: Readonly<Record<string, unknown>>;
  /** `main` of Pulumi.yaml. */
  readonly main?: string;
  /** `runtime.options` of Pulumi.yaml. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Default: aws. */
  readonly cloud?: Cloud["cloud"];
}

/** A folder into which the packages were installed, with a sandbox that the command installed with them keeps open. */
export class Consumer {
  private constructor(
    readonly folder: string,
    private readonly sandbox: ChildProcess,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Opens the sandbox as seen from a folder in which `@isobar/cli` is installed. */
  static async open(folder: string): Promise<Consumer> {
    const tellAndWait = "console.log(JSON.stringify(process.env)); process.stdin.resume();";
    const args = ["sandbox", "--state", path.join(folder, "state"), "--", process.execPath, "-e", tellAndWait];
    const sandbox = spawn(path.join(folder, "node_modules/.bin/isobar"), args, { cwd: folder, env: environment() });
    let written = "";
    sandbox.stderr.on("data", (text) => {
      written += text;
    });
    const env = await new Promise<NodeJS.ProcessEnv>((resolve, reject) => {
      sandbox.once("exit", () => reject(new Error(`the sandbox ended: ${written}`)));
      createInterface(sandbox.stdout).once("line", (line) => resolve(JSON.parse(line) as NodeJS.ProcessEnv));
    });
    return new Consumer(folder, sandbox, env);
  }

  /** Writes a project with a stack "dev", in a folder of its own. */
  write(name: string, program: Program): string {
    const project = path.join(this.folder, name);
    const { region, config } = CLOUDS.find(({ cloud }) => cloud === (program.cloud ?? "aws")) as Cloud;
    const runtime = program.options ? { name: "nodejs", options: program.options } : "nodejs";
    const settings = { "isobar:cloud": program.cloud ?? "aws", "isobar:region": region, ...config };
    const files = {
      ...program.files,
      ...(program.manifest && { "package.json": JSON.stringify({ name, private: true, ...program.manifest }) }),
      "Pulumi.yaml": JSON.stringify({ name, runtime, ...(program.main === undefined ? {} : { main: program.main }) }),
      "Pulumi.dev.yaml": JSON.stringify({ config: settings }),
    };
    for (const [file, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
      fs.writeFileSync(path.join(project, file), text);
    }
    this.pulumi(project, "stack", "init", "dev");
    return project;
  }

  /** Runs any command in the sandbox. */
  run(cwd: string, command: string, ...args: string[]): { readonly code: number | null; readonly output: string } {
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env: this.env, encoding: "utf8" });
    return { code: status, output: `${stdout}${stderr}${error ?? ""}` };
  }

  /** Runs a `pulumi` command that has to succeed, and gives what it wrote. */
  pulumi(project: string, ...args: string[]): string {
    const { code, output } = this.run(project, "pulumi", ...args, "--non-interactive", "--color", "never");
    assert.equal(code, 0, output);
    return output;
  }

  /** Writes a project and previews it: the whole program runs, against the engine and the simulated cloud. */
  preview(name: string, program: Program): string {
    return this.pulumi(this.write(name, program), "preview");
  }

  async close(): Promise<void> {
    this.sandbox.stdin?.end();
    await once(this.sandbox, "exit");
  }
}
