import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const ROOT = path.resolve(__dirname, "../../..");
const ISOBAR = path.join(ROOT, "packages/cli/bin/isobar.js");

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the `isobar` command. */
export function isobar(cwd: string, ...args: string[]): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ISOBAR, ...args], {
    cwd,
    encoding: "utf8",
    maxBuffer: 2 ** 27,
  });
  return { code: status, stdout, stderr };
}

/** A parsed report; fails if the command did. */
export function reported<T>(cwd: string, ...args: string[]): T {
  const { code, stdout, stderr } = isobar(cwd, ...args, "--json");
  if (code !== 0) throw new Error(`isobar ${args.join(" ")} failed:\n${stdout}${stderr}`);
  return JSON.parse(stdout) as T;
}

const STACK = `config:
  isobar:cloud: aws
  isobar:region: eu-central-1
  gcp:project: my-project
`;

/** A small project in a temporary folder, with one stack on AWS. */
export function smallProject(files: Readonly<Record<string, string>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "isobar-plan-"));
  process.on("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
  const tsconfig = {
    compilerOptions: { module: "nodenext", moduleResolution: "nodenext", target: "es2022", strict: true },
  };
  const all = {
    "Pulumi.yaml": "name: small\nruntime: nodejs\n",
    "Pulumi.dev.yaml": STACK,
    "tsconfig.json": JSON.stringify(tsconfig),
    ...files,
  };
  for (const [name, text] of Object.entries(all)) fs.writeFileSync(path.join(folder, name), text);
  fs.symlinkSync(path.join(ROOT, "test/node_modules"), path.join(folder, "node_modules"));
  return folder;
}

export function packageJson(main: string, type = "commonjs"): string {
  return JSON.stringify({ name: "small", main, type });
}
