import * as path from "node:path";
import { backendUrl } from "@isobar/sandbox";
import { backendFolder, homeFolder } from "./state-folder.js";

/**
 * Variables by which clouds' tools and SDKs get credentials, accounts and regions. All of a cloud's variables go, not
 * only the secret ones: what is left could still choose a real account.
 */
const OF_REAL_CLOUDS =
  /^(AWS|AMAZON|GOOGLE|GCLOUD|GCP|CLOUDSDK|ARM|AZURE|MSI|IDENTITY)_|^(KUBECONFIG|KUBE_CONFIG_PATH)$/i;

/** Variables that would lead Pulumi out of the sandbox. */
const OF_REAL_PULUMI = [
  "PULUMI_ACCESS_TOKEN",
  "PULUMI_CONFIG_PASSPHRASE_FILE",
  "PULUMI_CREDENTIALS_PATH",
  "PULUMI_DIY_BACKEND_URL",
];

const PNPM_STORE = /[\\/]node_modules[\\/]\.pnpm[\\/]/;

export interface SandboxEnvironmentOptions {
  readonly stateFolder: string;
  /** What the sandbox's own servers add, such as `PULUMI_DEBUG_PROVIDERS`. */
  readonly servers: Readonly<Record<string, string>>;
  /** Folders to search before those on PATH. */
  readonly pathFolders: readonly string[];
  readonly base: NodeJS.ProcessEnv;
}

/** The environment of a command in the sandbox: nothing in it leads to a real account or a real stack. */
export function sandboxEnvironment(options: SandboxEnvironmentOptions): NodeJS.ProcessEnv {
  const { stateFolder, servers, pathFolders, base } = options;
  const kept = Object.entries(base).filter(([name]) => !OF_REAL_CLOUDS.test(name) && !OF_REAL_PULUMI.includes(name));
  return {
    ...Object.fromEntries(kept),
    ...nowhere(stateFolder),
    PULUMI_HOME: homeFolder(stateFolder),
    PULUMI_BACKEND_URL: backendUrl(backendFolder(stateFolder)),
    PULUMI_CONFIG_PASSPHRASE: "isobar-sandbox",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ISOBAR_SANDBOX: "true",
    ISOBAR_SANDBOX_STATE: stateFolder,
    ...joined(servers, base),
    ...nodePath(base),
    PATH: [...pathFolders, base.PATH ?? ""].join(path.delimiter),
  };
}

/** Points the clouds' tools at places without credentials instead of the files in the user's home. */
function nowhere(stateFolder: string): NodeJS.ProcessEnv {
  const empty = path.join(homeFolder(stateFolder), "no-credentials");
  return {
    AWS_CONFIG_FILE: path.join(empty, "aws-config"),
    AWS_SHARED_CREDENTIALS_FILE: path.join(empty, "aws-credentials"),
    AWS_EC2_METADATA_DISABLED: "true",
    AZURE_CONFIG_DIR: path.join(empty, "azure"),
    CLOUDSDK_CONFIG: path.join(empty, "gcloud"),
    KUBECONFIG: path.join(empty, "kubeconfig"),
  };
}

/**
 * `NODE_PATH` without what pnpm's launcher of `isobar` adds for isobar's own sake: a program would find packages it doesn't
 * have.
 */
export function nodePath(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  if (base.NODE_PATH === undefined) return {};
  const folders = base.NODE_PATH.split(path.delimiter);
  return { NODE_PATH: folders.filter((folder) => !PNPM_STORE.test(path.normalize(folder))).join(path.delimiter) };
}

/** The sandbox's servers come before those that the user attached; the engine takes the first of a name. */
function joined(servers: Readonly<Record<string, string>>, base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = Object.entries(servers).map(([name, value]) => {
    const own = name.startsWith("PULUMI_DEBUG_") ? base[name] : undefined;
    return [name, own ? `${value},${own}` : value];
  });
  return Object.fromEntries(entries);
}
