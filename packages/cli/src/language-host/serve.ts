import { Server } from "@grpc/grpc-js";
import { listenOnLoopback } from "@isobar/sandbox/loopback";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import type { Host } from "./host.js";
import { LanguageService } from "./service.js";

export interface LanguageHost {
  readonly port: number;
  /** Ends what it runs and stops listening. */
  close(): void;
}

/** Serves the language host on a free port of the loopback interface, for this user alone: it runs any program. */
export async function serveLanguageHost(host: Host): Promise<LanguageHost> {
  const service = new LanguageService(host);
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(LanguageRuntimeService, service.calls());
  const loopback = await listenOnLoopback(server);
  const close = () => {
    try {
      service.stop();
    } finally {
      loopback.close();
    }
  };
  return { port: loopback.port, close };
}
