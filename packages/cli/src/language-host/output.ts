import type { Readable } from "node:stream";
import { credentials } from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";

/** Stream ids of this process; the engine counts those of its own plugins up from 1. */
let nextStream = 1_000_000;

interface Message {
  readonly stream: number;
  text: string;
}

/** Shows what a program writes as messages of its stack, through the engine that runs it. */
export class EngineLog {
  readonly #client: EngineClient;
  readonly #ended: Promise<void>[] = [];
  readonly #waiting: Message[] = [];
  #sending: Promise<void> | undefined;

  constructor(engineAddress: string) {
    this.#client = new EngineClient(engineAddress, credentials.createInsecure(), {
      "grpc.max_send_message_length": -1,
    });
  }

  /** Shows the stream's text, whole lines at a time. */
  follow(stream: Readable): void {
    nextStream += 1;
    const id = nextStream;
    let rest = "";
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      const text = rest + chunk;
      const end = text.lastIndexOf("\n") + 1;
      rest = text.slice(end);
      this.#add(id, text.slice(0, end));
    });
    this.#ended.push(new Promise((resolve) => stream.once("close", resolve)).then(() => this.#add(id, rest)));
  }

  /** Resolves when all is shown, after the streams have ended. */
  async close(): Promise<void> {
    await Promise.all(this.#ended);
    await this.#sending;
    this.#client.close();
  }

  /** What comes while a message is on its way is collected, so that much output makes few calls. */
  #add(stream: number, text: string): void {
    if (text === "") return;
    const last = this.#waiting.at(-1);
    if (last?.stream === stream) last.text += text;
    else this.#waiting.push({ stream, text });
    this.#sending ??= this.#sendAll();
  }

  async #sendAll(): Promise<void> {
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) await this.#send(next);
    this.#sending = undefined;
  }

  #send({ stream, text }: Message): Promise<void> {
    if (text.trim() === "") return Promise.resolve();
    const request = new LogRequest().setSeverity(LogSeverity.INFO).setMessage(text).setStreamid(stream);
    return new Promise((resolve) => {
      this.#client.log(request, () => resolve());
    });
  }
}
