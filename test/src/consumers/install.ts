import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const ROOT = path.resolve(__dirname, "../../..");

/** The packages that are published, without their scope. */
export const PACKAGES = ["core", "catalog", "sandbox", "cli", "aws", "gcp", "azure", "kubernetes"] as const;

const VERSIONS: Record<string, string> = {
  "@pulumi/pulumi": versionHere("@pulumi/pulumi"),
  "@types/node": "20.19.43",
  "ts-node": versionHere("ts-node"),
  tsx: "4.23.15",
  typescript: versionHere("typescript"),
};

/** The other TypeScript that programs are checked with and started by. */
export const NEXT_TYPESCRIPT = "6.0.3";

function versionHere(name: string): string {
  return (require(`${name}/package.json`) as { version: string }).version;
}

/** The environment without the folders in which packages of this checkout could be found. */
export function environment(): NodeJS.ProcessEnv {
  const { NODE_PATH, ...others } = process.env;
  return others;
}

/** Runs a command that has to succeed, and gives what it wrote to its standard output. */
export function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env: environment(), encoding: "utf8" });
  assert.equal(status, 0, `${command} ${args.join(" ")}:\n${stdout}${stderr}${error ?? ""}`);
  return stdout;
}

export function temporaryFolder(): string {
  return fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "isobar-consumer-")));
}

function pnpm(args: readonly string[], cwd: string): string {
  const { packageManager } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"));
  return run("npx", ["--yes", packageManager, ...args], cwd);
}

/** The tarballs' paths by package. */
export type Tarballs = Readonly<Record<(typeof PACKAGES)[number], string>>;

/** Packs all packages as they are published. */
export function pack(folder: string): Tarballs {
  pnpm(["--recursive", "--filter", "./packages/*", "pack", "--pack-destination", folder], ROOT);
  const packed = fs.readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  assert.equal(packed.length, PACKAGES.length, packed.join());
  const files = PACKAGES.map((name) => {
    const file = packed.find((each) => each.startsWith(`isobar-${name}-`));
    assert.ok(file, `${name} was not packed`);
    return [name, path.join(folder, file)];
  });
  return Object.fromEntries(files) as Tarballs;
}

/** Installs packages of ours and of others by npm, into the folder itself. */
export function installByNpm(folder: string, ours: readonly (keyof Tarballs)[], others: readonly string[]): void {
  const tarballs = pack(folder);
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  const wanted = [...others.map((name) => `${name}@${VERSIONS[name]}`), ...ours.map((name) => tarballs[name])];
  run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error", ...wanted], folder);
}

/** A package of a pnpm workspace: its dependencies on ours, and on others with a version other than the usual one. */
export interface Member {
  readonly ours: readonly (keyof Tarballs)[];
  readonly others: readonly string[];
  readonly typescript?: string;
}

/**
 * Installs packages by pnpm into a workspace of one package per key. Nothing is hoisted: a package finds only what it
 * declares.
 */
export function installByPnpm(folder: string, members: Readonly<Record<string, Member>>): void {
  const tarballs = pack(folder);
  const file = (name: keyof Tarballs) => `file:${tarballs[name]}`;
  for (const [name, { ours, others, typescript }] of Object.entries(members)) {
    const dependencies = {
      ...Object.fromEntries(ours.map((each) => [`@isobar/${each}`, file(each)])),
      ...Object.fromEntries(others.map((each) => [each, VERSIONS[each]])),
      ...(typescript === undefined ? {} : { typescript }),
    };
    fs.mkdirSync(path.join(folder, name));
    fs.writeFileSync(path.join(folder, name, "package.json"), JSON.stringify({ name, private: true, dependencies }));
  }
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  const settings = {
    packages: Object.keys(members),
    hoist: false,
    pmOnFail: "ignore",
    preferOffline: true,
    overrides: Object.fromEntries(
      (["core", "catalog", "sandbox"] as const).map((each) => [`@isobar/${each}`, file(each)]),
    ),
    allowBuilds: {
      "@pulumi/kubernetes": false,
      esbuild: false,
      lmdb: false,
      "msgpackr-extract": false,
      protobufjs: false,
    },
  };
  fs.writeFileSync(path.join(folder, "pnpm-workspace.yaml"), JSON.stringify(settings));
  pnpm(["install", "--no-frozen-lockfile"], folder);
}
