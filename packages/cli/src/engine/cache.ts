import * as os from "node:os";
import * as path from "node:path";

/** Folder of what isobar keeps for all projects of a user: `$XDG_CACHE_HOME/isobar`, else `~/.cache/isobar`. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return path.join(env.XDG_CACHE_HOME || path.join(homeFolder(env), ".cache"), "isobar");
}

/** Folder that Pulumi itself keeps its downloads in: `$PULUMI_HOME`, else `~/.pulumi`. */
export function pulumiHome(env: NodeJS.ProcessEnv): string {
  return env.PULUMI_HOME || path.join(homeFolder(env), ".pulumi");
}

function homeFolder(env: NodeJS.ProcessEnv): string {
  return env.HOME || env.USERPROFILE || os.homedir();
}
