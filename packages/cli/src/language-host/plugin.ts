import * as path from "node:path";
import { type RunPluginRequest, RunPluginResponse } from "@pulumi/pulumi/proto/language_pb";
import type { Host } from "./host.js";
import { nodeBinary, type Running, sdkCommand, start } from "./node.js";
import { nodeArguments, optionsEnvironment, runtimeOptions } from "./options.js";

/** Starts a component provider, or a policy pack (kind `analyzer`), and hands on what it writes. */
export function startPlugin(host: Host, request: RunPluginRequest, write: (part: RunPluginResponse) => void): Running {
  const info = request.getInfo();
  const directory = info?.getProgramDirectory() || request.getProgram();
  const program = path.resolve(directory, info?.getEntryPoint() || ".");
  const options = runtimeOptions(info);
  const env = { ...host.env, ...optionsEnvironment(options), ...environmentOf(request) };
  const isPolicyPack = request.getKind() === "analyzer";
  const args = isPolicyPack
    ? [sdkCommand(directory, "run-policy-pack", env), ...request.getArgsList(), program]
    : [sdkCommand(directory, "run-plugin", env), program, ...request.getArgsList()];
  const cwd = isPolicyPack ? directory : request.getPwd() || directory;
  const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
  const running = start(nodeBinary(env), [...nodeArguments(options), ...args], { cwd, env, stdio }, host.attached);
  running.child.stdout?.on("data", (data: Buffer) => write(new RunPluginResponse().setStdout(data)));
  running.child.stderr?.on("data", (data: Buffer) => write(new RunPluginResponse().setStderr(data)));
  return running;
}

function environmentOf(request: RunPluginRequest): NodeJS.ProcessEnv {
  return Object.fromEntries(
    request.getEnvList().map((entry) => {
      const split = entry.indexOf("=");
      return [entry.slice(0, split), entry.slice(split + 1)];
    }),
  );
}
