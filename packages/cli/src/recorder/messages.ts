import type { handleUnaryCall } from "@grpc/grpc-js";
import type { IEngineServer } from "@pulumi/pulumi/proto/engine_grpc_pb";
import * as engine from "@pulumi/pulumi/proto/engine_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";

export type Severity = "info" | "warning" | "error";

/** What a program, or the SDK in it, told the user. */
export interface Message {
  readonly severity: Severity;
  readonly text: string;
}

type Handlers = { [K in keyof IEngineServer as string extends K ? never : K]: IEngineServer[K] };

/** The part of Pulumi's engine that a program tells messages to. */
export class EngineMessages {
  readonly all: Message[] = [];
  #root = "";

  calls(): Handlers {
    return {
      log: this.#log,
      getRootResource: (_, done) => done(null, new engine.GetRootResourceResponse().setUrn(this.#root)),
      setRootResource: (call, done) => {
        this.#root = call.request.getUrn();
        done(null, new engine.SetRootResourceResponse());
      },
      startDebugging: (_, done) => done(null, new Empty()),
      requirePulumiVersion: (_, done) => done(null, new engine.RequirePulumiVersionResponse()),
    };
  }

  readonly #log: handleUnaryCall<engine.LogRequest, Empty> = ({ request }, done) => {
    const { DEBUG, WARNING, ERROR } = engine.LogSeverity;
    const severity = request.getSeverity();
    if (severity !== DEBUG && !request.getEphemeral()) {
      const name = severity === ERROR ? "error" : severity === WARNING ? "warning" : "info";
      this.all.push({ severity: name, text: request.getMessage().trim() });
    }
    done(null, new Empty());
  };
}
