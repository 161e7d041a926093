import * as fs from "node:fs";
import * as path from "node:path";
import {
  type Controls,
  type Recording,
  type Sandbox as RunningClouds,
  type SandboxOptions,
  startSandbox,
} from "@isobar/sandbox";
import type { Engine } from "../engine/engine.js";
import { findEngine } from "../engine/find.js";
import { type Log, toStandardError } from "../engine/progress.js";
import { messageOf, UserError } from "../errors.js";
import { findOnPath } from "../files.js";
import type { Cluster } from "../kubernetes/cluster.js";
import { type Ground, withCluster } from "../kubernetes/ground.js";
import { installLauncher, launcherEnvironment } from "../language-host/launcher.js";
import { type LanguageHost, serveLanguageHost } from "../language-host/serve.js";
import { findBackends, loadProviders } from "./discovery.js";
import { sandboxEnvironment } from "./environment.js";
import { type RunOptions, type RunResult, runCommand } from "./run.js";
import { enterSandbox } from "./running.js";
import { refillStackFiles } from "./stack-files.js";
import { projectFolder, stateFolder } from "./state-folder.js";

export interface OpenSandboxOptions {
  /** Folder of the sandbox's state. Default: `ISOBAR_SANDBOX_STATE`, else `.isobar/sandbox` in the Pulumi project. */
  readonly stateDir?: string;
  /** Folder around which backends are looked for, and where commands run. Default: the working directory. */
  readonly cwd?: string;
  /** Environment that commands get, made safe. Default: the process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Collects what programs ask the clouds for, which then refuse less: see {@link Recording}. */
  readonly recording?: Recording;
  /** Faults that are on while this sandbox is open. */
  readonly faults?: SandboxOptions["faults"];
  /** What typical seconds of the real clouds are multiplied with. Default: 0, at once. */
  readonly latency?: number;
  /** What the sandbox is used for, told to those who want to reset it meanwhile. Default: this process's command. */
  readonly purpose?: string;
  /** Where Kubernetes' objects live. Default: `memory`, the sandbox's own store. */
  readonly kubernetes?: Ground;
  /** Told what takes long. Default: standard error. */
  readonly log?: Log;
}

/** Simulated clouds that are up, and the way to run commands against them. */
export interface Sandbox {
  readonly stateDir: string;
  readonly engine: Engine;
  /** Names of the simulated clouds. */
  readonly clouds: readonly string[];
  /** Faults, clock and log of the simulated clouds. */
  readonly controls: Controls;
  /** Environment by which a command works in this sandbox. */
  readonly env: NodeJS.ProcessEnv;
  /**
   * Runs a command in this sandbox; several may run at the same time.
   * @throws UserError if there is no such command.
   */
  run(command: string, args: readonly string[], options?: Partial<RunOptions>): Promise<RunResult>;
  /** Stops the simulated clouds. What is in them stays. */
  close(): Promise<void>;
}

/**
 * Finds an engine and starts the simulated clouds of the installed backends.
 * @throws UserError if there is no engine or no backend.
 */
export async function openSandbox(options: OpenSandboxOptions = {}): Promise<Sandbox> {
  const { cwd = process.cwd(), env: base = process.env } = options;
  const stateDir = stateFolder(cwd, base, options.stateDir);
  const backends = findBackends([cwd, projectFolder(cwd) ?? cwd]);
  const loaded = loadProviders(backends, cwd);
  const engine = await findEngine({ cwd, env: base, ...(options.log && { log: options.log }) });
  const leave = await enterSandbox(stateDir, options.purpose ?? process.argv.slice(2).join(" "));
  refillStackFiles(stateDir);
  const log = options.log ?? toStandardError;
  const ground = { stateDir, env: base, log, backends };
  let cluster: Cluster | undefined;
  try {
    const placed = options.kubernetes === "real" ? await withCluster(loaded, ground) : undefined;
    cluster = placed?.cluster;
    const providers = placed?.providers ?? loaded;
    const clouds = await startClouds({
      stateDir,
      providers,
      ...(options.recording && { recording: options.recording }),
      ...(options.faults && { faults: options.faults }),
      ...(options.latency !== undefined && { latency: options.latency }),
    });
    const kubeconfig = cluster && { KUBECONFIG: cluster.kubeconfig };
    const servers = { ...clouds.env, ...kubeconfig, ...(engine.needsLanguageHost && launcherEnvironment()) };
    const pathFolders = engineFolders(engine, stateDir, base);
    const env = sandboxEnvironment({ stateFolder: stateDir, servers, pathFolders, base });
    return {
      stateDir,
      engine,
      clouds: providers.map((provider) => provider.cloud),
      controls: clouds.controls,
      env,
      run: (command, args, run) => runIn(engine, command, args, { cwd, ...run, env: { ...env, ...run?.env } }),
      close: async () => {
        await clouds.close();
        await cluster?.close();
        leave();
      },
    };
  } catch (error) {
    await cluster?.close();
    leave();
    throw error;
  }
}

async function startClouds(options: SandboxOptions): Promise<RunningClouds> {
  try {
    return await startSandbox(options);
  } catch (error) {
    throw new UserError(`the simulated clouds can't be started: ${messageOf(error)}`);
  }
}

/**
 * A command that is `pulumi` itself gets a language host in this process, which saves two or three starts of Node. Any
 * other command may change the environment before it starts an engine, so there each engine starts its own.
 */
async function runIn(
  engine: Engine,
  command: string,
  args: readonly string[],
  options: RunOptions,
): Promise<RunResult> {
  const isEngine = engine.needsLanguageHost && command === "pulumi";
  const host = isEngine ? await serveLanguageHost({ env: options.env, attached: true }) : undefined;
  try {
    return await runCommand(isEngine ? engine.binary : command, args, { ...options, env: withHost(options.env, host) });
  } finally {
    host?.close();
  }
}

function withHost(env: NodeJS.ProcessEnv, host: LanguageHost | undefined): NodeJS.ProcessEnv {
  if (host === undefined) return env;
  const others = env.PULUMI_DEBUG_LANGUAGES;
  return { ...env, PULUMI_DEBUG_LANGUAGES: [`nodejs:${host.port}`, ...(others ? [others] : [])].join(",") };
}

/** Folders that make the engine the first `pulumi` on PATH, without changing which other tools come first. */
function engineFolders(engine: Engine, stateDir: string, base: NodeJS.ProcessEnv): string[] {
  const ownFolder = path.dirname(engine.binary);
  if (engine.source !== "path") {
    if (engine.needsLanguageHost) installLauncher(ownFolder);
    return [ownFolder];
  }
  if (!engine.needsLanguageHost && findOnPath("pulumi", base.PATH) === engine.binary) return [];
  const folder = path.join(stateDir, "bin");
  fs.mkdirSync(folder, { recursive: true });
  fs.rmSync(path.join(folder, "pulumi"), { force: true });
  fs.symlinkSync(engine.binary, path.join(folder, "pulumi"));
  if (engine.needsLanguageHost) installLauncher(folder);
  return [folder];
}
