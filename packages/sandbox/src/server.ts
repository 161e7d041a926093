import { Server } from "@grpc/grpc-js";
import { type IResourceProviderServer, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import type { Behaviour } from "./api.js";
import { handlersOf } from "./handlers.js";
import type { Models } from "./lookup.js";
import { listenOnLoopback } from "./loopback.js";
import type { SimulatedProvider } from "./model.js";
import type { Recording } from "./recording.js";
import type { Store } from "./store.js";

/** A simulated provider that listens. */
export interface ProviderServer {
  /** Port on 127.0.0.1. */
  readonly port: number;
  close(): void;
}

/** What a server of a simulated provider is made with. */
export interface Serving {
  readonly provider: SimulatedProvider;
  readonly models: Models;
  readonly store: Store;
  readonly behaviour: Omit<Behaviour, "kill">;
  readonly recording?: Recording | undefined;
}

/**
 * Serves a simulated provider as a gRPC `ResourceProvider` on loopback. One that is killed is there again at once, on the same
 * port and configured by nobody, for the next command of the engine.
 *
 * @throws if no port is free.
 */
export async function serve(serving: Serving): Promise<ProviderServer> {
  const restart = () => loopback.replace(newServer(serving, restart));
  const loopback = await listenOnLoopback(newServer(serving, restart));
  return loopback;
}

function newServer({ provider, models, store, behaviour, recording }: Serving, kill: () => void): Server {
  const server = new Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
    "grpc.enable_channelz": 0,
  });
  // Calls that are left out are answered as unimplemented, which is what a provider without components answers.
  const handlers: Partial<IResourceProviderServer> = handlersOf(
    provider,
    models,
    store,
    { ...behaviour, kill },
    recording,
  );
  server.addService(ResourceProviderService, handlers as IResourceProviderServer);
  return server;
}
