import { Server, ServerCredentials } from "@grpc/grpc-js";
import { type IResourceProviderServer, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { handlersOf } from "./handlers.js";
import type { Models } from "./lookup.js";
import type { SimulatedProvider } from "./model.js";
import type { Store } from "./store.js";

/** A simulated provider that listens. */
export interface ProviderServer {
  /** Port on 127.0.0.1. */
  readonly port: number;
  close(): void;
}

/**
 * Serves a simulated provider as a gRPC `ResourceProvider` on loopback.
 *
 * @throws if no port is free.
 */
export async function serve(provider: SimulatedProvider, models: Models, store: Store): Promise<ProviderServer> {
  const server = new Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  // Calls that are left out are answered as unimplemented, which is what a provider without components answers.
  const handlers: Partial<IResourceProviderServer> = handlersOf(provider, models, store);
  server.addService(ResourceProviderService, handlers as IResourceProviderServer);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { port, close: () => server.forceShutdown() };
}
