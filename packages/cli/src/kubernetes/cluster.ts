import * as fs from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { Log } from "../engine/progress.js";
import { UserError } from "../errors.js";
import { writeWhole } from "../files.js";
import { isRunning, ownIdentity } from "../lock.js";
import { type Credentials, credentialsIn, kubeconfig } from "./credentials.js";
import { type Connection, isReady, makeNodes } from "./nodes.js";
import { findPrograms, type Programs } from "./programs.js";
import { Servers } from "./servers.js";

const START_MILLISECONDS = 60_000;

export interface ClusterOptions {
  /** The sandbox's folder; the cluster's objects stay there. */
  readonly stateDir: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
}

/** A real API server with nodes and pods that only pretend. */
export interface Cluster extends Connection {
  /** Absolute path of a kubeconfig for any tool. */
  readonly kubeconfig: string;
  readonly description: string;
  /** Ends the cluster. Its objects stay. */
  close(): Promise<void>;
}

/**
 * Starts a cluster on loopback: etcd behind a socket that only this user can use, and an API server that wants a token.
 *
 * @throws UserError if it can't be built or started, or another process has it open.
 */
export async function openCluster({ stateDir, env, log }: ClusterOptions): Promise<Cluster> {
  const folder = clusterFolder(stateDir);
  const programs = await findPrograms(env, log);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const leave = take(folder, stateDir);
  const servers = new Servers(path.join(folder, "run"));
  // The path of a socket may only be short.
  const sockets = fs.mkdtempSync(path.join(tmpdir(), "isobar-"));
  const close = async () => {
    await servers.stop();
    fs.rmSync(sockets, { recursive: true, force: true });
    leave();
  };
  try {
    await servers.endLeftOvers();
    const connection = await startServer(servers, programs, folder, sockets);
    const config = path.join(folder, "kubeconfig");
    writeWhole(config, kubeconfig(connection.server, connection.certificateAuthority, connection.token), 0o600);
    await startControllers(servers, programs, folder, config);
    await makeNodes(connection);
    return { ...connection, kubeconfig: config, description: programs.description, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Where a sandbox keeps its real cluster. */
export function clusterFolder(stateDir: string): string {
  return path.join(stateDir, "kubernetes");
}

function take(folder: string, stateDir: string): () => void {
  const note = path.join(folder, "owner");
  const owner = fs.existsSync(note) ? fs.readFileSync(note, "utf8") : undefined;
  if (owner !== undefined && isRunning(owner)) {
    throw new UserError(
      `the real Kubernetes cluster in ${stateDir} is in use by process ${owner.split(" ")[0]}; wait for its end, or give ` +
        "another folder with --state",
    );
  }
  writeWhole(note, ownIdentity(), 0o600);
  return () => fs.rmSync(note, { force: true });
}

async function startServer(servers: Servers, programs: Programs, folder: string, sockets: string): Promise<Connection> {
  const socket = path.join(sockets, "etcd");
  startEtcd(servers, programs, path.join(folder, "etcd"), sockets, socket);
  const port = await freePort();
  const credentials = credentialsIn(folder);
  const certificates = path.join(folder, "certificates");
  await servers.ready("etcd", () => fs.existsSync(socket), START_MILLISECONDS);
  servers.start(programs.path("kube-apiserver"), serverArguments(port, socket, certificates, credentials));
  const authority = path.join(certificates, "apiserver.crt");
  await servers.ready("the API server's certificate", () => fs.existsSync(authority), START_MILLISECONDS);
  const server = `https://127.0.0.1:${port}`;
  const connection = () => ({
    server,
    certificateAuthority: fs.readFileSync(authority, "utf8"),
    token: credentials.token,
  });
  await servers.ready("the API server", () => isReady(connection()), START_MILLISECONDS);
  return connection();
}

/** A single member: nobody ever dials the addresses that it tells its peers. */
function startEtcd(servers: Servers, programs: Programs, data: string, sockets: string, socket: string): void {
  const peers = "http://localhost:2380";
  const flags = {
    name: "sandbox",
    "data-dir": data,
    "listen-client-urls": `unix://${socket}`,
    "advertise-client-urls": "http://localhost:2379",
    "listen-peer-urls": `unix://${path.join(sockets, "peers")}`,
    "initial-advertise-peer-urls": peers,
    "initial-cluster": `sandbox=${peers}`,
    "log-level": "warn",
  };
  servers.start(programs.path("etcd"), flagsOf(flags));
}

function serverArguments(port: number, socket: string, certificates: string, credentials: Credentials): string[] {
  return flagsOf({
    "etcd-servers": `unix://${socket}`,
    "bind-address": "127.0.0.1",
    "advertise-address": "127.0.0.1",
    "secure-port": String(port),
    "cert-dir": certificates,
    "token-auth-file": credentials.tokenFile,
    "anonymous-auth": "false",
    "authorization-mode": "RBAC",
    "endpoint-reconciler-type": "none",
    "allow-privileged": "true",
    "service-cluster-ip-range": "10.96.0.0/16",
    "service-account-issuer": "https://kubernetes.default.svc",
    "service-account-key-file": credentials.verifyingKey,
    "service-account-signing-key-file": credentials.signingKey,
    // A pod right after its namespace would meet no account yet: the accounts' controller is a moment behind.
    "disable-admission-plugins": "ServiceAccount",
  });
}

async function startControllers(servers: Servers, programs: Programs, folder: string, config: string): Promise<void> {
  const common = { kubeconfig: config, "leader-elect": "false", "secure-port": "0" };
  const fast = { "kube-api-qps": "500", "kube-api-burst": "1000" };
  const accounts = {
    "root-ca-file": path.join(folder, "certificates", "apiserver.crt"),
    "service-account-private-key-file": path.join(folder, "accounts.key"),
  };
  servers.start(programs.path("kube-controller-manager"), flagsOf({ ...common, ...fast, ...accounts }));
  servers.start(programs.path("kube-scheduler"), flagsOf({ ...common, ...fast }));
  servers.start(
    programs.path("kwok"),
    flagsOf({ kubeconfig: config, "manage-all-nodes": "true", config: programs.stages }),
  );
}

function flagsOf(flags: Readonly<Record<string, string>>): string[] {
  return Object.entries(flags).map(([name, value]) => `--${name}=${value}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
