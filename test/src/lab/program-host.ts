import { Server, ServerCredentials } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";

/** What the lab tells this process to run next. */
export interface Order {
  /** Absolute path of a module that exports `program`, or else is a program itself, which may differ each time. */
  readonly module: string;
  readonly args?: unknown;
}

interface Module {
  program?(args: unknown): Promise<Record<string, unknown> | undefined>;
}

/** What the Automation API serves its inline programs with. */
const { LanguageServer } = require("@pulumi/pulumi/automation/server") as {
  readonly LanguageServer: new (
    program: () => Promise<Record<string, unknown> | undefined>,
  ) => Record<string, () => void>;
};

// One process runs one program after the other, so that the SDKs are loaded once.
let order: Order | undefined;
process.on("message", (next: Order) => {
  order = next;
  process.send?.("ready");
});
process.on("disconnect", () => process.exit());

const server = new Server();
const host = new LanguageServer(async () => {
  if (!order) throw new Error("there is no program to run");
  const loaded = require(order.module) as Module;
  if (loaded.program) return loaded.program(order.args);
  delete require.cache[order.module];
  return { ...loaded };
});
server.addService(LanguageRuntimeService, host as never);
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.send?.(port);
});
