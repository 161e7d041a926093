import { Server } from "@grpc/grpc-js";
import { listenOnLoopback } from "@isobar/sandbox/loopback";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { ResourceMonitorService } from "@pulumi/pulumi/proto/resource_grpc_pb";
import { EngineMessages, type Message } from "./messages.js";
import { type Answer, type MonitorOptions, RecordingMonitor } from "./monitor.js";
import { type Program, runAgainst } from "./program.js";
import type { RecordedResource } from "./resource.js";
import type { WireProps } from "./wire.js";

/** What a program declared, without an engine, a provider or an account. */
export interface Recording {
  /** In the order in which they were declared. */
  readonly resources: readonly RecordedResource[];
  /** What the program exports. */
  readonly outputs: WireProps;
  readonly messages: readonly Message[];
  /** What the program wrote. */
  readonly output: string;
  /** Whether it ended well. */
  readonly ok: boolean;
  /** Provider functions that it called: those that were answered, and those whose answers are unknown. */
  readonly functions: { readonly answered: readonly string[]; readonly unanswered: readonly string[] };
}

export interface RecordOptions {
  /** Answers provider functions. Default: all answers are unknown. */
  readonly answer?: Answer;
  /** What the state keeps in a Stash. Default: nothing is kept yet. */
  readonly kept?: MonitorOptions["kept"];
  /** Called once the program has started, for work to do while it loads. */
  readonly meanwhile?: () => void;
}

const UNLIMITED = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** With this code the SDK says that it has told the user already what went wrong (`cmd/run` of @pulumi/pulumi). */
const TOLD_THE_USER = 32;

/** Runs a program as a preview would, and takes down what it declares. */
export async function record(program: Program, options: RecordOptions = {}): Promise<Recording> {
  const { project, stack } = program;
  const monitor = new RecordingMonitor({
    project,
    stack,
    answer: options.answer ?? (() => undefined),
    kept: options.kept ?? (() => undefined),
  });
  const engine = new EngineMessages();
  const server = new Server(UNLIMITED);
  server.addService(ResourceMonitorService, monitor.calls() as never);
  server.addService(EngineService, engine.calls() as never);
  const loopback = await listenOnLoopback(server);
  try {
    const address = `127.0.0.1:${loopback.port}`;
    const ended = runAgainst(program, { monitor: address, engine: address });
    options.meanwhile?.();
    const { code, signal, output } = await ended;
    if (code !== 0 && code !== TOLD_THE_USER) {
      engine.all.push({ severity: "error", text: `the program ended with ${signal ?? `exit code ${code}`}` });
    }
    return {
      resources: monitor.resources,
      outputs: monitor.outputs,
      messages: engine.all,
      output,
      ok: code === 0 && engine.all.every(({ severity }) => severity !== "error"),
      functions: { answered: [...monitor.answered], unanswered: [...monitor.unanswered] },
    };
  } finally {
    monitor.close();
    loopback.close();
  }
}
