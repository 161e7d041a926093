import * as fs from "node:fs";
import * as path from "node:path";
import { DependencyInfo, InstallDependenciesResponse } from "@pulumi/pulumi/proto/language_pb";
import { ancestors, readJson } from "../files.js";
import type { Host } from "./host.js";
import { type Running, start } from "./node.js";

/** Lock files by which a project shows its package manager. */
const LOCK_FILES = {
  "pnpm-lock.yaml": "pnpm",
  "yarn.lock": "yarn",
  "bun.lock": "bun",
  "package-lock.json": "npm",
} as const;

/** The package manager of the nearest lock file, else npm. */
export function packageManager(directory: string): string {
  for (const ancestor of ancestors(directory)) {
    for (const [file, manager] of Object.entries(LOCK_FILES)) {
      if (fs.existsSync(path.join(ancestor, file))) return manager;
    }
  }
  return "npm";
}

/** Runs `install` of the project's package manager and hands on what it writes. */
export function startInstall(
  host: Host,
  directory: string,
  write: (part: InstallDependenciesResponse) => void,
): Running {
  const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
  const running = start(
    packageManager(directory),
    ["install"],
    { cwd: directory, env: host.env, stdio },
    host.attached,
  );
  running.child.stdout?.on("data", (data: Buffer) => write(new InstallDependenciesResponse().setStdout(data)));
  running.child.stderr?.on("data", (data: Buffer) => write(new InstallDependenciesResponse().setStderr(data)));
  return running;
}

/** The program's direct dependencies with the versions that are installed. */
export function installedDependencies(directory: string): DependencyInfo[] {
  const manifest = readJson(path.join(directory, "package.json")) as Manifest | undefined;
  const names = Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies }).sort();
  return names.flatMap((name) => {
    const version = installedVersion(directory, name);
    return version === undefined ? [] : [new DependencyInfo().setName(name).setVersion(version)];
  });
}

interface Manifest {
  readonly version?: string;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

function installedVersion(directory: string, name: string): string | undefined {
  for (const ancestor of ancestors(directory)) {
    const manifest = readJson(path.join(ancestor, "node_modules", name, "package.json")) as Manifest | undefined;
    if (manifest?.version) return manifest.version;
  }
  return undefined;
}
