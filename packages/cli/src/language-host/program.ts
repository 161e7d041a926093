import { type RunRequest, RunResponse } from "@pulumi/pulumi/proto/language_pb";
import type { Host } from "./host.js";
import { nodeBinary, type Running, sdkCommand, start } from "./node.js";
import { nodeArguments, optionsEnvironment, runtimeOptions } from "./options.js";
import { EngineLog } from "./output.js";

/** With this code the SDK says that it has told the user already what went wrong (`cmd/run` of @pulumi/pulumi). */
const TOLD_THE_USER = 32;

/** Runs a Pulumi program to its end. */
export async function runProgram(
  host: Host,
  request: RunRequest,
  engine: string,
  started: (running: Running) => void,
): Promise<RunResponse> {
  const options = runtimeOptions(request.getInfo());
  const args = [...nodeArguments(options), ...programArguments(host, request, engine)];
  const env = { ...host.env, ...optionsEnvironment(options), ...configEnvironment(request) };
  const output = host.attached ? new EngineLog(engine) : undefined;
  const stream = output ? "pipe" : "inherit";
  const running = start(
    nodeBinary(env),
    args,
    { cwd: directoryOf(request), env, stdio: ["ignore", stream, stream] },
    host.attached,
  );
  started(running);
  for (const from of [running.child.stdout, running.child.stderr]) if (from) output?.follow(from);
  const { code, signal } = await running.ended;
  await output?.close();
  const response = new RunResponse();
  if (code === TOLD_THE_USER) return response.setBail(true);
  if (code === 0) return response;
  return response.setError(`Program ended with ${signal ?? `exit code ${code}`}`);
}

function directoryOf(request: RunRequest): string {
  return request.getPwd() || request.getInfo()?.getProgramDirectory() || process.cwd();
}

function programArguments(host: Host, request: RunRequest, engine: string): string[] {
  const info = request.getInfo();
  return [
    sdkCommand(info?.getProgramDirectory() || directoryOf(request), "run", host.env),
    ...["--monitor", request.getMonitorAddress()],
    ...["--engine", engine],
    ...["--organization", request.getOrganization()],
    ...["--project", request.getProject()],
    ...["--stack", request.getStack()],
    ...["--pwd", directoryOf(request)],
    ...["--root-directory", info?.getRootDirectory() ?? ""],
    ...["--parallel", String(request.getParallel())],
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info?.getEntryPoint() || request.getProgram() || ".",
    ...request.getArgsList(),
  ];
}

function configEnvironment(request: RunRequest): NodeJS.ProcessEnv {
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().toArray())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
  };
}
