import * as fs from "node:fs";
import * as path from "node:path";
import { cacheFolder } from "../engine/cache.js";
import { capture } from "../engine/capture.js";
import { type Log, withProgress } from "../engine/progress.js";
import { UserError } from "../errors.js";
import { executableName, findOnPath, isExecutableFile, writeWhole } from "../files.js";
import { withLock } from "../lock.js";

/** Folders of the go.mod and go.sum that pin the programs of a cluster. */
const MODULES = path.join(__dirname, "..", "..", "engine", "kubernetes");

/** A Go module and the programs that are built from it. */
interface Module {
  readonly folder: string;
  /** The module whose version counts, as go.mod names it. */
  readonly path: string;
  /** Packages of the programs, by the program's name. */
  readonly programs: Readonly<Record<string, string>>;
  readonly linking?: (version: string) => string;
}

const MODULE_LIST: readonly Module[] = [
  { folder: "etcd", path: "go.etcd.io/etcd/server/v3", programs: { etcd: "go.etcd.io/etcd/server/v3" } },
  { folder: "kwok", path: "sigs.k8s.io/kwok", programs: { kwok: "sigs.k8s.io/kwok/cmd/kwok" } },
  {
    folder: "kubernetes",
    path: "k8s.io/kubernetes",
    programs: {
      "kube-apiserver": "k8s.io/kubernetes/cmd/kube-apiserver",
      "kube-controller-manager": "k8s.io/kubernetes/cmd/kube-controller-manager",
      "kube-scheduler": "k8s.io/kubernetes/cmd/kube-scheduler",
    },
    linking: (version) => `-X k8s.io/component-base/version.gitVersion=v${version}`,
  },
];

/** Kwok's own stages, which play what a kubelet does. */
const STAGES = ["pod/fast/pod-ready", "pod/fast/pod-complete", "pod/fast/pod-delete", "node/fast/node-initialize"];
const STAGES_FILE = "stages.yaml";

/** The programs of a cluster on this machine. */
export interface Programs {
  /** For people: `Kubernetes 1.35.4`. */
  readonly description: string;
  /** Absolute path of a program. */
  path(name: string): string;
  /** Absolute path of the file that tells kwok how nodes and pods live. */
  readonly stages: string;
}

/**
 * The programs of the pinned versions, built once into the user's cache.
 *
 * @throws UserError if they can't be built.
 */
export async function findPrograms(env: NodeJS.ProcessEnv, log: Log): Promise<Programs> {
  const versions = MODULE_LIST.map((module) => versionOf(module));
  const folder = path.join(cacheFolder(env), "kubernetes", versions.join("-"));
  const stages = path.join(folder, STAGES_FILE);
  const programs: Programs = {
    description: `Kubernetes ${versionOf(MODULE_LIST[2] as Module)}`,
    path: (name) => path.join(folder, executableName(name)),
    stages,
  };
  // The stages are written last.
  if (fs.existsSync(stages)) return programs;
  const go = findOnPath("go", env.PATH);
  if (go === undefined) {
    throw new UserError(
      "a real Kubernetes API server is built from Go modules, but there is no go on PATH; install Go (https://go.dev/dl/), or " +
        "leave --kubernetes real out: a simulated cluster needs nothing",
    );
  }
  fs.mkdirSync(folder, { recursive: true });
  const waiting = () => log(`another process is building ${programs.description}: waiting for it …`);
  await withLock(`${folder}.lock`, waiting, async () => {
    if (fs.existsSync(stages)) return;
    const what = `building ${programs.description}, etcd and kwok from Go modules (once, about 8 minutes)`;
    await withProgress(log, what, () => buildAll(go, folder, env));
  });
  return programs;
}

async function buildAll(go: string, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  for (const module of MODULE_LIST) {
    for (const [name, program] of Object.entries(module.programs)) {
      const binary = path.join(folder, executableName(name));
      if (!isExecutableFile(binary)) await build(go, module, program, binary, env);
    }
  }
  const kwok = await run(go, ["list", "-m", "-f", "{{.Dir}}", "sigs.k8s.io/kwok"], "kwok", env);
  const texts = STAGES.map((name) =>
    fs.readFileSync(path.join(kwok.trim(), "kustomize", "stage", `${name}.yaml`), "utf8"),
  );
  writeWhole(path.join(folder, STAGES_FILE), texts.join("\n---\n"));
}

async function build(
  go: string,
  module: Module,
  program: string,
  binary: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const linking = ["-s -w", ...(module.linking ? [module.linking(versionOf(module))] : [])].join(" ");
  const flags = ["-trimpath", "-buildvcs=false", "-mod=readonly", "-ldflags", linking];
  await run(go, ["build", ...flags, "-o", `${binary}.unfinished`, program], module.folder, env);
  fs.renameSync(`${binary}.unfinished`, binary);
}

async function run(go: string, args: readonly string[], folder: string, env: NodeJS.ProcessEnv): Promise<string> {
  const options = { cwd: path.join(MODULES, folder), env: { ...env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" } };
  const { ok, stdout, problem } = await capture(go, args, options);
  if (!ok)
    throw new UserError(`the real Kubernetes API server can't be built: go ${args[0]} of ${folder} failed: ${problem}`);
  return stdout;
}

function versionOf({ folder, path: module }: Module): string {
  const file = path.join(MODULES, folder, "go.mod");
  const text = fs.readFileSync(file, "utf8");
  const pinned = text.split("\n").find((line) =>
    line
      .trim()
      .replace(/^require /, "")
      .startsWith(`${module} v`),
  );
  const version = / v(\S+)/.exec(pinned ?? "")?.[1];
  if (version === undefined) throw new UserError(`${file} doesn't pin ${module}; reinstall isobar`);
  return version;
}
