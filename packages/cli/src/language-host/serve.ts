import { Server, ServerCredentials } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import type { Host } from "./host.js";
import { LanguageService } from "./service.js";

export interface LanguageHost {
  readonly port: number;
  /** Ends what it runs and stops listening. */
  close(): void;
}

/** Serves the language host on a free port of the loopback interface. */
export function serveLanguageHost(host: Host): Promise<LanguageHost> {
  const service = new LanguageService(host);
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(LanguageRuntimeService, service.calls());
  const close = () => {
    try {
      service.stop();
    } finally {
      server.forceShutdown();
    }
  };
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error) reject(error);
      else resolve({ port, close });
    });
  });
}
