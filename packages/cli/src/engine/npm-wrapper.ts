import * as path from "node:path";
import gte from "semver/functions/gte.js";
import { messageOf } from "../errors.js";
import { ancestors, executableName, isExecutableFile, readJson, writeWhole } from "../files.js";
import { cacheFolder, pulumiHome } from "./cache.js";
import { capture } from "./capture.js";
import { OLDEST_ENGINE } from "./engine.js";
import type { Found } from "./on-path.js";
import { type Log, withProgress } from "./progress.js";

/** Version of the npm package `pulumi` that is used where the project has none. Its version is the engine's. */
const DEFAULT_VERSION = "3.265.0";
const DOWNLOADS = "https://get.pulumi.com/install.sh";
const REACH_TIMEOUT = 5_000;
const DOWNLOAD_TIMEOUT = 180_000;

/** Where the npm package `pulumi` puts the engine that it downloads. */
export interface NpmWrapper {
  readonly version: string;
  /** Folder of the package where the project has it installed. */
  readonly folder?: string;
  readonly binary: string;
}

/** The wrapper of the project around a folder, else the default one. */
export function npmWrapper(cwd: string, env: NodeJS.ProcessEnv): NpmWrapper {
  for (const ancestor of ancestors(cwd)) {
    const folder = path.join(ancestor, "node_modules", "pulumi");
    const manifest = readJson(path.join(folder, "package.json")) as { version?: string } | undefined;
    if (manifest?.version && gte(manifest.version, OLDEST_ENGINE)) {
      return { version: manifest.version, folder, binary: binaryOf(manifest.version, env) };
    }
  }
  return { version: DEFAULT_VERSION, binary: binaryOf(DEFAULT_VERSION, env) };
}

/** The engine that the wrapper has downloaded before, or undefined. */
export function downloadedEngine(wrapper: NpmWrapper): string | undefined {
  return isExecutableFile(wrapper.binary) ? wrapper.binary : undefined;
}

/** Lets the wrapper download its engine. A failure is noted, for {@link notedFailure}. */
export async function downloadEngine(wrapper: NpmWrapper, env: NodeJS.ProcessEnv, log: Log): Promise<Found> {
  const problem = (await unreachable()) ?? (await runWrapper(wrapper, env, log));
  if (problem === undefined) return { binary: wrapper.binary, version: wrapper.version };
  writeWhole(noteOf(wrapper, env), JSON.stringify({ problem, day: new Date().toISOString().slice(0, 10) }));
  return { reason: `npm package pulumi@${wrapper.version}: ${problem}` };
}

/** Why the wrapper could not download its engine the last time, or undefined if that was never tried. */
export function notedFailure(wrapper: NpmWrapper, env: NodeJS.ProcessEnv): string | undefined {
  const note = readJson(noteOf(wrapper, env)) as { problem?: string; day?: string } | undefined;
  return note?.problem && `npm package pulumi@${wrapper.version}: ${note.problem} on ${note.day}`;
}

function noteOf(wrapper: NpmWrapper, env: NodeJS.ProcessEnv): string {
  return path.join(cacheFolder(env), "engine", `npm-${wrapper.version}.failed.json`);
}

function binaryOf(version: string, env: NodeJS.ProcessEnv): string {
  return path.join(pulumiHome(env), "versions", version, "bin", executableName("pulumi"));
}

/** The wrapper itself retries and waits longer, so whoever can't reach the downloads learns it here. */
async function unreachable(): Promise<string | undefined> {
  try {
    const response = await fetch(DOWNLOADS, { method: "HEAD", signal: AbortSignal.timeout(REACH_TIMEOUT) });
    return response.ok ? undefined : `${DOWNLOADS} answered ${response.status}`;
  } catch (error) {
    const cause = error instanceof Error ? (error.cause as { code?: string } | undefined)?.code : undefined;
    return `${new URL(DOWNLOADS).host} could not be reached (${cause ?? messageOf(error)})`;
  }
}

async function runWrapper(wrapper: NpmWrapper, env: NodeJS.ProcessEnv, log: Log): Promise<string | undefined> {
  const { PULUMI_VERSION: _, ...rest } = env;
  const [command, args] = wrapper.folder
    ? [process.execPath, [path.join(wrapper.folder, "run.js"), "version"]]
    : ["npm", ["exec", "--yes", `pulumi@${wrapper.version}`, "--", "version"]];
  const ran = await withProgress(log, `downloading the Pulumi engine ${wrapper.version}`, () =>
    capture(command, args, {
      env: { ...rest, npm_config_fetch_retries: "0", PULUMI_SKIP_UPDATE_CHECK: "true" },
      timeout: DOWNLOAD_TIMEOUT,
    }),
  );
  if (ran.ok && !isExecutableFile(wrapper.binary)) return `it left no ${wrapper.binary}`;
  return ran.ok ? undefined : ran.problem;
}
