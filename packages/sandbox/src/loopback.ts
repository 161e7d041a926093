import { type AddressInfo, createServer, type Socket } from "node:net";
import { type Server, ServerCredentials } from "@grpc/grpc-js";
import { SameUser } from "./same-user.js";

/** A gRPC server that listens. */
export interface Loopback {
  /** Port on 127.0.0.1. */
  readonly port: number;
  /** Lets another server answer from now on. The connections of the one before break off, as if its process had died. */
  replace(server: Server): void;
  close(): void;
}

/**
 * Lets a gRPC server listen on a free port of 127.0.0.1. Connections of other users of the machine are closed before a byte of
 * theirs is read.
 *
 * @throws if no port is free.
 */
export async function listenOnLoopback(server: Server): Promise<Loopback> {
  const sameUser = new SameUser();
  const sockets = new Set<Socket>();
  let current = attach(server);
  const listener = createServer({ noDelay: true }, (socket) => {
    if (!sameUser.allows(socket)) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    current.accept(socket);
  });
  const end = () => {
    current.server.forceShutdown();
    for (const socket of sockets) socket.destroy();
  };
  await new Promise<void>((resolve, reject) => {
    listener.once("error", reject);
    listener.listen(0, "127.0.0.1", resolve);
  });
  return {
    port: (listener.address() as AddressInfo).port,
    replace: (next) => {
      end();
      current = attach(next);
    },
    close: () => {
      listener.close();
      end();
    },
  };
}

function attach(server: Server) {
  const injector = server.createConnectionInjector(ServerCredentials.createInsecure());
  return { server, accept: (socket: Socket) => injector.injectConnection(socket) };
}
