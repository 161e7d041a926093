import * as fs from "node:fs";
import * as path from "node:path";
import clean from "semver/functions/clean.js";
import lt from "semver/functions/lt.js";
import { executableName, findOnPath, isExecutableFile, readJson, writeWhole } from "../files.js";
import { cacheFolder } from "./cache.js";
import { capture } from "./capture.js";
import { OLDEST_ENGINE } from "./engine.js";

/** An engine found, or why there is none. */
export type Found = { readonly binary: string; readonly version: string } | { readonly reason: string };

const VERSION_TIMEOUT = 15_000;

/** The first `pulumi` on PATH, if it is new enough. The npm package's launcher and isobar's own builds don't count. */
export async function findEngineOnPath(env: NodeJS.ProcessEnv): Promise<Found> {
  const binary = candidates(env)[0];
  if (binary === undefined) return { reason: "no pulumi on PATH" };
  const version = await versionOf(binary, env);
  if ("reason" in version) return { reason: `${binary} ${version.reason}` };
  if (lt(version.version, OLDEST_ENGINE)) {
    return { reason: `${binary} is ${version.version}, older than ${OLDEST_ENGINE}` };
  }
  return { binary, version: version.version };
}

/** Whether an engine's own Node language host is beside it or on PATH. */
export function hasLanguageHost(binary: string, env: NodeJS.ProcessEnv): boolean {
  const beside = path.join(path.dirname(fs.realpathSync(binary)), executableName("pulumi-language-nodejs"));
  return isExecutableFile(beside) || findOnPath("pulumi-language-nodejs", env.PATH) !== undefined;
}

function candidates(env: NodeJS.ProcessEnv): string[] {
  const built = path.join(cacheFolder(env), "engine");
  return (env.PATH ?? "")
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder) && !isNpmBinFolder(folder) && !folder.startsWith(built))
    .map((folder) => path.join(folder, executableName("pulumi")))
    .filter(isExecutableFile);
}

function isNpmBinFolder(folder: string): boolean {
  return path.basename(folder) === ".bin" && path.basename(path.dirname(folder)) === "node_modules";
}

type Version = { readonly version: string } | { readonly reason: string };

async function versionOf(binary: string, env: NodeJS.ProcessEnv): Promise<Version> {
  const key = fingerprint(binary);
  const notes = path.join(cacheFolder(env), "engine", "versions.json");
  const known = (readJson(notes) ?? {}) as Record<string, string>;
  const remembered = key && known[key];
  if (remembered) return { version: remembered };
  const asked = await capture(binary, ["version"], {
    env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeout: VERSION_TIMEOUT,
  });
  if (!asked.ok) return { reason: `can't say its version (${asked.problem})` };
  const version = clean(asked.stdout.trim());
  if (version === null) return { reason: `says no version but "${asked.stdout.trim().slice(0, 80)}"` };
  if (key) writeWhole(notes, JSON.stringify({ ...known, [key]: version }));
  return { version };
}

/**
 * What a version can be remembered by, or undefined for scripts and version managers' shims, whose answer depends on
 * more than themselves.
 */
function fingerprint(binary: string): string | undefined {
  const real = fs.realpathSync(binary);
  const head = Buffer.alloc(2);
  const file = fs.openSync(real, "r");
  fs.readSync(file, head);
  fs.closeSync(file);
  if (head.toString() === "#!" || path.basename(real) !== executableName("pulumi")) return undefined;
  const { size, mtimeMs } = fs.statSync(real);
  return `${real}:${size}:${mtimeMs}`;
}
