import { UserError } from "../errors.js";
import { type Engine, OLDEST_ENGINE } from "./engine.js";
import { buildEngine, builtEngine, goBuild } from "./go-build.js";
import { downloadEngine, downloadedEngine, notedFailure, npmWrapper } from "./npm-wrapper.js";
import { type Found, findEngineOnPath, hasLanguageHost } from "./on-path.js";
import { type Log, toStandardError } from "./progress.js";

export interface FindEngineOptions {
  /** Told, line by line, what takes long. Default: standard error. */
  readonly log?: Log;
  /** Folder whose project may have the npm package `pulumi`. Default: the working directory. */
  readonly cwd?: string;
  /** Environment that says what is on PATH and where caches are. Default: the process's own. */
  readonly env?: NodeJS.ProcessEnv;
}

/** The ways to an engine that take minutes and need the network. */
export interface SlowWays {
  readonly download: typeof downloadEngine;
  readonly build: typeof buildEngine;
}

/**
 * Finds a Pulumi engine: `pulumi` on PATH, else the one that the npm package `pulumi` downloads, else one built from
 * pinned Go modules. What was downloaded or built before is used before anything is downloaded.
 * @throws UserError if there is no way to one.
 */
export async function findEngine(
  options: FindEngineOptions = {},
  slow: SlowWays = { download: downloadEngine, build: buildEngine },
): Promise<Engine> {
  const { log = toStandardError, cwd = process.cwd(), env = process.env } = options;
  const onPath = await findEngineOnPath(env);
  if ("binary" in onPath) {
    const { binary, version } = onPath;
    const description = `pulumi ${version} on PATH (${binary})`;
    return { binary, version, source: "path", needsLanguageHost: !hasLanguageHost(binary, env), description };
  }
  const wrapper = npmWrapper(cwd, env);
  const downloaded = downloadedEngine(wrapper);
  if (downloaded) return fromNpm({ binary: downloaded, version: wrapper.version }, onPath.reason);
  const build = goBuild(env);
  if (builtEngine(build)) {
    const npm = notedFailure(wrapper, env) ?? "npm package pulumi: not tried, this build was at hand";
    return fromGo(build, [onPath.reason, npm]);
  }
  const download = await slow.download(wrapper, env, log);
  if ("binary" in download) return fromNpm(download, onPath.reason);
  const built = await slow.build(build, env, log);
  if ("binary" in built) return fromGo(built, [onPath.reason, download.reason]);
  throw new UserError(noEngine([onPath.reason, download.reason, built.reason]));
}

type Present = Extract<Found, { binary: string }>;

function fromNpm({ binary, version }: Present, reason: string): Engine {
  const description = `pulumi ${version}, downloaded by its npm package (${reason})`;
  return { binary, version, source: "npm", needsLanguageHost: false, description };
}

function fromGo({ binary, version }: Present, reasons: string[]): Engine {
  const description = `pulumi ${version}, built from Go modules (${reasons.join("; ")})`;
  return { binary, version, source: "go", needsLanguageHost: true, description };
}

function noEngine(reasons: string[]): string {
  return [
    "there is no Pulumi engine, and none could be had:",
    ...reasons.map((reason) => `  - ${reason}`),
    "Do one of these:",
    `  - install Pulumi ${OLDEST_ENGINE} or newer so that \`pulumi\` is on PATH: https://www.pulumi.com/docs/install/`,
    "  - allow this machine to reach https://get.pulumi.com, then run the command again",
    "  - install Go (https://go.dev/dl/), then run the command again",
  ].join("\n");
}
