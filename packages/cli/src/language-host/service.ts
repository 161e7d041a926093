import { type ServerWritableStream, type ServiceError, type sendUnaryData, status } from "@grpc/grpc-js";
import type { ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { messageOf } from "../errors.js";
import { ownVersion } from "../version.js";
import type { Host } from "./host.js";
import type { Running } from "./node.js";
import { installedDependencies, packageManager, startInstall } from "./packages.js";
import { startPlugin } from "./plugin.js";
import { runProgram } from "./program.js";

type Unsupported = "generateProgram" | "generateProject" | "generatePackage" | "pack" | "link";
type Known<T> = { [K in keyof T as string extends K ? never : K]: T[K] };
type Calls = Omit<Known<ILanguageRuntimeServer>, Unsupported>;

/** Pulumi's language host protocol for Node: what the engine calls to run programs, components and policy packs. */
export class LanguageService {
  readonly #host: Host;
  readonly #running = new Set<Running>();
  /** Addresses of attached engines by the connection over which each made its handshake. */
  readonly #engines = new Map<string, string>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Ends all that runs. */
  stop(): void {
    for (const running of this.#running) running.stop();
  }

  /** The calls by name. The packages of the program ask for no plugins: providers are attached, or installed by hand. */
  calls(): Calls {
    return {
      handshake: (call, done) => {
        this.#engines.set(call.getPeer(), call.request.getEngineAddress());
        done(null, new language.LanguageHandshakeResponse());
      },
      getPluginInfo: (_, done) => done(null, new PluginInfo().setVersion(ownVersion())),
      getRequiredPlugins: (_, done) => done(null, new language.GetRequiredPluginsResponse()),
      getRequiredPackages: (_, done) => done(null, new language.GetRequiredPackagesResponse()),
      runtimeOptionsPrompts: (_, done) => done(null, new language.RuntimeOptionsResponse()),
      template: (_, done) => done(null, new language.TemplateResponse()),
      about: (_, done) => done(null, about()),
      getProgramDependencies: (call, done) => {
        const found = installedDependencies(directoryOf(call.request) || call.request.getPwd());
        done(null, new language.GetProgramDependenciesResponse().setDependenciesList(found));
      },
      run: (call, done) => this.#run(call, done),
      installDependencies: (call) => this.#install(call),
      runPlugin: (call) => this.#runPlugin(call),
      cancel: (_, done) => {
        this.stop();
        done(null, new Empty());
      },
    };
  }

  readonly #run: Calls["run"] = (call, done) => {
    const latest = [...this.#engines.values()].at(-1);
    const engine = this.#engines.get(call.getPeer()) ?? latest ?? this.#host.engine ?? "";
    const started = (running: Running) => this.#track(running, call);
    answer(runProgram(this.#host, call.request, engine, started), done, (problem) =>
      new language.RunResponse().setError(problem),
    );
  };

  readonly #install: Calls["installDependencies"] = (call) => {
    const directory = directoryOf(call.request) || call.request.getDirectory();
    stream(call, async () => {
      const running = startInstall(this.#host, directory, (part) => call.write(part));
      this.#track(running, call);
      const { code } = await running.ended;
      if (code !== 0) throw new Error(`${packageManager(directory)} install failed in ${directory}`);
    });
  };

  readonly #runPlugin: Calls["runPlugin"] = (call) => {
    stream(call, async () => {
      const running = startPlugin(this.#host, call.request, (part) => call.write(part));
      this.#track(running, call);
      const { code } = await running.ended;
      call.write(new language.RunPluginResponse().setExitcode(code ?? 1));
    });
  };

  #track(running: Running, call: { on(event: "cancelled", listener: () => void): unknown }): void {
    this.#running.add(running);
    call.on("cancelled", () => running.stop());
    const forget = () => this.#running.delete(running);
    running.ended.then(forget, forget);
  }
}

function directoryOf(request: { getInfo(): language.ProgramInfo | undefined }): string {
  return request.getInfo()?.getProgramDirectory() ?? "";
}

function about(): language.AboutResponse {
  return new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version);
}

function answer<T>(result: Promise<T>, done: sendUnaryData<T>, failure: (problem: string) => T): void {
  result.then(
    (response) => done(null, response),
    (error) => done(null, failure(messageOf(error))),
  );
}

function stream<T>(call: ServerWritableStream<unknown, T>, work: () => Promise<void>): void {
  work().then(
    () => call.end(),
    (error) => {
      const failure: Partial<ServiceError> = { code: status.UNKNOWN, details: messageOf(error) };
      call.emit("error", failure);
    },
  );
}
