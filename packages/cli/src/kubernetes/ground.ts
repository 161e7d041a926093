import type { SimulatedProvider } from "@isobar/sandbox";
import type { Log } from "../engine/progress.js";
import { UserError } from "../errors.js";
import type { BackendPackage } from "../sandbox/discovery.js";
import { type Cluster, openCluster } from "./cluster.js";
import type { Connection } from "./nodes.js";

/** Where Kubernetes' objects live: in the sandbox's own store, or in a real API server. */
const GROUNDS = ["memory", "real"] as const;
export type Ground = (typeof GROUNDS)[number];

export interface GroundOptions {
  readonly stateDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
  readonly backends: readonly BackendPackage[];
}

/** The clouds with a real cluster in the place of the simulated ones. */
export interface OnCluster {
  readonly providers: readonly SimulatedProvider[];
  readonly cluster: Cluster;
}

interface KubernetesModule {
  readonly onServer?: (connection: Connection) => SimulatedProvider;
}

/**
 * Starts a real cluster, and puts the provider on it.
 *
 * @throws UserError if no installed backend can use one, or it can't be started.
 */
export async function withCluster(
  providers: readonly SimulatedProvider[],
  { backends, ...options }: GroundOptions,
): Promise<OnCluster> {
  const backend = backends
    .map(({ sandboxModule }) => require(sandboxModule) as KubernetesModule)
    .find(({ onServer }) => onServer !== undefined);
  if (!backend?.onServer) {
    throw new UserError("--kubernetes real: no installed backend has Kubernetes; install @isobar/kubernetes");
  }
  const cluster = await openCluster(options);
  const real = backend.onServer(cluster);
  return { cluster, providers: providers.map((provider) => (provider.package === real.package ? real : provider)) };
}

/** @throws UserError for a word that is no ground. */
export function readGround(word: string): Ground {
  const ground = GROUNDS.find((it) => it === word);
  if (ground) return ground;
  throw new UserError(`--kubernetes ${word}: give ${GROUNDS.join(" or ")}`);
}
