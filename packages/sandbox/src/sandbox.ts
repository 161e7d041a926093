import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { CallLog } from "./call-log.js";
import { openControl } from "./control.js";
import { type Controls, controlsOf } from "./controls.js";
import type { Fault } from "./faults/kinds.js";
import { modelsOf } from "./lookup.js";
import type { SimulatedProvider } from "./model.js";
import type { Recording } from "./recording.js";
import { serve } from "./server.js";
import { openStore, type Store } from "./store.js";
import { parseUrn } from "./urn.js";

export interface SandboxOptions {
  /** Folder that holds all of the sandbox: the clouds' resources and the engine's own state. Made if it doesn't exist. */
  readonly stateDir: string;
  /** The clouds to simulate. */
  readonly providers: readonly SimulatedProvider[];
  /**
   * Collects what programs ask for. The clouds then answer as well as they can instead of refusing other accounts, types that
   * they don't simulate and what isn't there: good for previews in a sandbox of their own, not for deployments.
   */
  readonly recording?: Recording;
  /** Faults that are on from the start, beside those of the folder. */
  readonly faults?: readonly Omit<Fault, "id">[];
  /** What typical seconds of the real APIs are multiplied with: 1 takes as long as they do. Default: 0, at once. */
  readonly latency?: number;
}

/** Simulated clouds that run. */
export interface Sandbox {
  /** What a command needs in its environment so that the engine uses the simulated clouds, and nothing else than them. */
  readonly env: Readonly<Record<string, string>>;
  /** Faults, clock and log, which can be used while commands run. */
  readonly controls: Controls;
  /** Ends the simulated providers. The resources stay. */
  close(): Promise<void>;
}

/** A resource of a simulated cloud, for people. */
export interface ListedResource {
  readonly cloud: string;
  /** Empty where the cloud has none for it. */
  readonly region: string;
  readonly type: string;
  /** The name in the program. */
  readonly name: string;
  readonly id: string;
  readonly project: string;
  readonly stack: string;
  readonly urn: string;
}

/**
 * Starts simulated clouds. Several may run on one folder at once; they share its resources.
 *
 * @throws if a provider's schema was not built.
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { stateDir, providers, recording, faults = [], latency = 0 } = options;
  // All that may be missing is read before anything listens.
  const simulated = providers.map((provider) => ({
    provider: recording ? withoutRefusals(provider) : provider,
    models: modelsOf(provider),
  }));
  mkdirSync(backendDir(stateDir), { recursive: true, mode: 0o700 });
  const store = openStore(storeDir(stateDir));
  const control = openControl(controlDir(stateDir));
  const added = faults.map((fault) => control.addFault(fault, process.pid));
  const log = new CallLog(logFile(stateDir));
  const behaviour = { control, log, latency };
  const servers = await Promise.all(
    simulated.map(({ provider, models }) => serve({ provider, models, store, behaviour, recording })),
  );
  const addresses = providers.map((provider, index) => `${provider.package}:${servers[index]?.port}`);
  return {
    env: {
      PULUMI_DEBUG_PROVIDERS: addresses.join(","),
      PULUMI_HOME: resolve(stateDir, "home"),
      PULUMI_BACKEND_URL: backendUrl(backendDir(stateDir)),
      // The engine would otherwise look for the real providers' plugins on the network.
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    },
    controls: controlsOf({ store, control, providers, logFile: logFile(stateDir) }),
    close: async () => {
      for (const server of servers) {
        server.close();
      }
      for (const { id } of added) control.removeFault(id);
      log.close();
      await store.close();
      await control.close();
    },
  };
}

/**
 * Names a folder as a backend of stacks. An engine that is killed while it writes the metadata of a file leaves the stack
 * unreadable, so there are none ("gocloud.dev/blob/fileblob").
 */
export function backendUrl(folder: string): string {
  return `${pathToFileURL(folder).href}?metadata=skip`;
}

/** All resources of the simulated clouds in a folder. */
export function listResources(stateDir: string): Promise<ListedResource[]> {
  return withStore(stateDir, [], (store) =>
    store.all().map(({ cloud, region, type, id, urn }) => {
      const { name, project, stack } = parseUrn(urn);
      return { cloud, region, type, name, id, project, stack, urn };
    }),
  );
}

/** Deletes all resources of the simulated clouds in a folder, and the stacks that made them. */
export async function resetSandbox(stateDir: string): Promise<void> {
  await withStore(stateDir, undefined, (store) => store.reset());
  // Another process may have the control open to look on, so its folder stays.
  const control = openControl(controlDir(stateDir));
  control.reset();
  await control.close();
  rmSync(logFile(stateDir), { force: true });
  // A running sandbox expects the folder to be there.
  rmSync(backendDir(stateDir), { recursive: true, force: true });
  mkdirSync(backendDir(stateDir), { recursive: true, mode: 0o700 });
}

/**
 * Uses the controls of a sandbox that may be running in another process.
 *
 * @param providers The clouds that it simulates, whose machines can be reclaimed and whose schedules come due.
 */
export async function withControls<T>(
  stateDir: string,
  providers: readonly SimulatedProvider[],
  use: (controls: Controls) => T | Promise<T>,
): Promise<T> {
  const [store, control] = [openStore(storeDir(stateDir)), openControl(controlDir(stateDir))];
  try {
    return await use(controlsOf({ store, control, providers, logFile: logFile(stateDir) }));
  } finally {
    await store.close();
    await control.close();
  }
}

function withoutRefusals({ refuseConfig: _, ...provider }: SimulatedProvider): SimulatedProvider {
  return provider;
}

async function withStore<T>(stateDir: string, ifNone: T, use: (store: Store) => T): Promise<T> {
  if (!existsSync(storeDir(stateDir))) {
    return ifNone;
  }
  const store = openStore(storeDir(stateDir));
  try {
    return use(store);
  } finally {
    await store.close();
  }
}

function backendDir(stateDir: string): string {
  return join(stateDir, "backend");
}

function controlDir(stateDir: string): string {
  return join(stateDir, "control");
}

function logFile(stateDir: string): string {
  return join(stateDir, "calls.jsonl");
}

function storeDir(stateDir: string): string {
  return join(stateDir, "resources");
}
