import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { openSandbox, type Sandbox } from "@isobar/cli";
import { type Checkpoint, readCheckpoint } from "./checkpoint.js";

const ROOT = path.resolve(__dirname, "../../..");
const ISOBAR = path.join(ROOT, "packages/cli/bin/isobar.js");
const PROJECT = "estate";

const CONFIG: Readonly<Record<string, string>> = {
  aws: "  isobar:region: eu-central-1\n",
  azure: "  isobar:region: westeurope\n",
  gcp: "  isobar:region: europe-west4\n  gcp:project: my-project\n",
};

/** What the program asks for: something, more and other things, or nothing. */
export type Wish = "first" | "second" | "nothing";

/** The second makes, changes, replaces and deletes something of the first. */
const PROGRAMS: Readonly<Record<Exclude<Wish, "nothing">, string>> = {
  first: `
    const { Bucket, Network, VirtualMachine } = require("@isobar/core");
    const network = new Network("net", { cidr: "10.0.0.0/16", zones: 1, outbound: "none" });
    const data = new Bucket("data", { onDelete: "delete" });
    new Bucket("old", { onDelete: "delete" });
    new VirtualMachine("web", { network, size: { vcpus: 2, memoryGib: 4 }, access: [{ to: data, access: "read" }] });`,
  second: `
    const { Bucket, Network, VirtualMachine } = require("@isobar/core");
    const network = new Network("net", { cidr: "10.0.0.0/16", zones: 1, outbound: "none" });
    const data = new Bucket("data", { onDelete: "delete", lifecycle: { logs: { prefix: "logs/", expireAfterDays: 9 } } });
    const size = { vcpus: 2, memoryGib: 8 };
    new VirtualMachine("web", { network, size, startupScript: "#!/bin/sh\\n", access: [{ to: data, access: "read-write" }] });
    new VirtualMachine("job", { network, size });`,
};

/** A project with one stack of one cloud and a sandbox, in a temporary folder. */
export class Estate {
  readonly folder: string;
  readonly stateDir: string;
  readonly stack: string;

  constructor(stack: string, stateDir?: string) {
    this.stack = stack;
    this.folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), `isobar-estate-${stack}-`)));
    this.stateDir = stateDir ?? path.join(this.folder, ".isobar", "sandbox");
    fs.symlinkSync(path.join(ROOT, "test/node_modules"), path.join(this.folder, "node_modules"));
    const options = "runtime:\n  name: nodejs\n  options:\n    typescript: false\n";
    this.#write("Pulumi.yaml", `name: ${PROJECT}\n${options}main: index.js\n`);
    const cloud = stack.split("-")[0] ?? "";
    this.#write(`Pulumi.${stack}.yaml`, `config:\n  isobar:cloud: ${cloud}\n${CONFIG[cloud]}`);
  }

  get callLog(): string {
    return path.join(this.stateDir, "calls.jsonl");
  }

  checkpoint(): Checkpoint {
    return readCheckpoint(this.stateDir, PROJECT, this.stack);
  }

  /** What the clouds hold of this stack. */
  cloud({ controls }: Sandbox) {
    return controls.resources().filter(({ urn }) => urn.startsWith(`urn:pulumi:${this.stack}::${PROJECT}::`));
  }

  /** Makes the program ask for something, and gives the arguments of the command that brings it about. */
  wish(wish: Wish): string[] {
    if (wish === "nothing") return ["destroy", "--yes", "--skip-preview"];
    this.#write("index.js", PROGRAMS[wish]);
    return ["up", "--yes", "--skip-preview"];
  }

  open(): Promise<Sandbox> {
    return openSandbox({ cwd: this.folder, stateDir: this.stateDir, log: () => undefined });
  }

  /** Runs `pulumi` in an open sandbox. @throws with all that it wrote, if it fails. */
  async must(sandbox: Sandbox, ...args: string[]): Promise<string> {
    const { code, output } = await this.pulumi(sandbox, ...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} failed:\n${output}`);
    return output;
  }

  async pulumi(sandbox: Sandbox, ...args: string[]): Promise<{ code: number | null; output: string }> {
    const all = [...args, "--non-interactive", "--color", "never", "--stack", this.stack];
    const { code, stdout, stderr } = await sandbox.run("pulumi", all, { cwd: this.folder, stdio: "pipe" });
    return { code, output: `${stdout}${stderr}` };
  }

  /** Starts `isobar sandbox -- pulumi …` as a user does, in processes of its own. What it writes goes to a file. */
  start(args: readonly string[], faults: readonly string[]) {
    const own = ["sandbox", "--state", this.stateDir, ...faults.flatMap((fault) => ["--fault", fault])];
    const command = ["pulumi", ...args, "--non-interactive", "--color", "never", "--stack", this.stack];
    const output = fs.openSync(path.join(this.folder, "output.txt"), "w");
    const child = spawn(process.execPath, [ISOBAR, ...own, "--", ...command], {
      cwd: this.folder,
      stdio: ["ignore", output, output],
      detached: true,
    });
    fs.closeSync(output);
    return child;
  }

  output(): string {
    return fs.readFileSync(path.join(this.folder, "output.txt"), "utf8");
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  #write(file: string, text: string): void {
    fs.writeFileSync(path.join(this.folder, file), text);
  }
}
