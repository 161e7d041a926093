import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { modelsOf } from "./lookup.js";
import type { SimulatedProvider } from "./model.js";
import { serve } from "./server.js";
import { openStore, type Store } from "./store.js";
import { parseUrn } from "./urn.js";

export interface SandboxOptions {
  /** Folder that holds all of the sandbox: the clouds' resources and the engine's own state. Made if it doesn't exist. */
  readonly stateDir: string;
  /** The clouds to simulate. */
  readonly providers: readonly SimulatedProvider[];
}

/** Simulated clouds that run. */
export interface Sandbox {
  /** What a command needs in its environment so that the engine uses the simulated clouds, and nothing else than them. */
  readonly env: Readonly<Record<string, string>>;
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
export async function startSandbox({ stateDir, providers }: SandboxOptions): Promise<Sandbox> {
  // All that may be missing is read before anything listens.
  const simulated = providers.map((provider) => ({ provider, models: modelsOf(provider) }));
  mkdirSync(backendDir(stateDir), { recursive: true, mode: 0o700 });
  const store = openStore(storeDir(stateDir));
  const servers = await Promise.all(simulated.map(({ provider, models }) => serve(provider, models, store)));
  const addresses = providers.map((provider, index) => `${provider.package}:${servers[index]?.port}`);
  return {
    env: {
      PULUMI_DEBUG_PROVIDERS: addresses.join(","),
      PULUMI_HOME: resolve(stateDir, "home"),
      PULUMI_BACKEND_URL: pathToFileURL(backendDir(stateDir)).href,
      // The engine would otherwise look for the real providers' plugins on the network.
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    },
    close: async () => {
      for (const server of servers) {
        server.close();
      }
      await store.close();
    },
  };
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
  // A running sandbox expects the folder to be there.
  rmSync(backendDir(stateDir), { recursive: true, force: true });
  mkdirSync(backendDir(stateDir), { recursive: true, mode: 0o700 });
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

function storeDir(stateDir: string): string {
  return join(stateDir, "resources");
}
