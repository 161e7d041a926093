import * as fs from "node:fs";
import * as path from "node:path";
import { UserError } from "../errors.js";
import { executableName, findOnPath, isExecutableFile } from "../files.js";
import { withLock } from "../lock.js";
import { cacheFolder } from "./cache.js";
import { capture } from "./capture.js";
import type { Found } from "./on-path.js";
import { type Log, withProgress } from "./progress.js";

/** Folder of the go.mod and go.sum that pin the engine. */
const MODULE_FOLDER = path.join(__dirname, "..", "..", "engine");
const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** Where the engine of the pinned Go modules is, or will be. */
export interface GoBuild {
  readonly version: string;
  readonly binary: string;
}

export function goBuild(env: NodeJS.ProcessEnv): GoBuild {
  const version = pinnedVersion();
  const folder = path.join(cacheFolder(env), "engine", `pulumi-${version}`);
  return { version, binary: path.join(folder, executableName("pulumi")) };
}

/** The engine that was built before, or undefined. */
export function builtEngine(build: GoBuild): string | undefined {
  return isExecutableFile(build.binary) ? build.binary : undefined;
}

/** Builds the pinned engine, once even if several processes want it at the same time. */
export async function buildEngine(build: GoBuild, env: NodeJS.ProcessEnv, log: Log): Promise<Found> {
  const go = findOnPath("go", env.PATH);
  if (go === undefined) return { reason: "Go modules: no go on PATH" };
  fs.mkdirSync(path.dirname(build.binary), { recursive: true });
  const waiting = () => log(`another process is building the Pulumi engine ${build.version}: waiting for it …`);
  return withLock(`${build.binary}.lock`, waiting, async () => {
    if (builtEngine(build)) return build;
    const what = `building the Pulumi engine ${build.version} from Go modules (once, about 3 minutes)`;
    const problem = await withProgress(log, what, () => compile(go, build, env));
    return problem === undefined ? build : { reason: `Go modules: ${problem}` };
  });
}

async function compile(go: string, build: GoBuild, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const unfinished = `${build.binary}.unfinished`;
  const flags = ["-trimpath", "-buildvcs=false", "-mod=readonly", "-ldflags"];
  const linking = `-s -w -X ${VERSION_VARIABLE}=v${build.version}`;
  const built = await capture(go, ["build", ...flags, linking, "-o", unfinished, PACKAGE], {
    cwd: MODULE_FOLDER,
    env: { ...env, CGO_ENABLED: "0", GOFLAGS: "", GOWORK: "off" },
  });
  if (!built.ok) return built.problem;
  fs.renameSync(unfinished, build.binary);
  return undefined;
}

function pinnedVersion(): string {
  const file = path.join(MODULE_FOLDER, "go.mod");
  const version = /^\tgithub\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/m.exec(fs.readFileSync(file, "utf8"))?.[1];
  if (version === undefined)
    throw new UserError(`${file} doesn't pin github.com/pulumi/pulumi/pkg/v3; reinstall isobar`);
  return version;
}
