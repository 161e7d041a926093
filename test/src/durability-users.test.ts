import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import * as path from "node:path";
import { Estate } from "@isobar/tools/durability";

const NOBODY = 65_534;
const PROTO = "@pulumi/pulumi/proto";

/** Asks a gRPC server as another user would, in a process of that user's; what came of it. */
const ASK = `
  const [port, service, call] = process.argv.slice(1);
  const { credentials } = require("@grpc/grpc-js");
  const clients = { ...require("${PROTO}/provider_grpc_pb"), ...require("${PROTO}/language_grpc_pb") };
  const requests = { ...require("${PROTO}/provider_pb"), ...require("${PROTO}/language_pb") };
  process.setgid?.(Number(process.env.AS_USER));
  process.setuid?.(Number(process.env.AS_USER));
  const client = new clients[service]("127.0.0.1:" + port, credentials.createInsecure());
  const request = new requests[call === "getSchema" ? "GetSchemaRequest" : "AboutRequest"]();
  client[call](request, { deadline: Date.now() + 5000 }, (error) => {
    console.log(error ? error.code : "answered");
    process.exit();
  });`;

function ask(user: number, port: string, service: string, call: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", ASK, port, service, call], {
    cwd: path.resolve(__dirname, ".."),
    env: { ...process.env, AS_USER: String(user) },
    encoding: "utf8",
  });
  return stdout.trim() || stderr;
}

/** Ports that processes of a folder listen on, with the address ("proc_pid_net(5)"). */
function listening(pids: readonly number[]): string[] {
  const inodes = new Set(pids.flatMap(socketsOf));
  return ["/proc/net/tcp", "/proc/net/tcp6"].filter(fs.existsSync).flatMap((file) => {
    const rows = fs
      .readFileSync(file, "utf8")
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/));
    return rows.flatMap(([, local = "", , state, , , , , , inode = ""]) =>
      state === "0A" && inodes.has(inode) ? [local] : [],
    );
  });
}

function socketsOf(pid: number): string[] {
  try {
    const folder = `/proc/${pid}/fd`;
    return fs
      .readdirSync(folder)
      .flatMap((fd) => /socket:\[(\d+)\]/.exec(fs.readlinkSync(path.join(folder, fd)))?.[1] ?? []);
  } catch {
    return []; // it ended meanwhile
  }
}

function pidsIn(folder: string): number[] {
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return fs.readlinkSync(`/proc/${pid}/cwd`) === folder;
      } catch {
        return false;
      }
    });
}

describe("other users of the machine", () => {
  const own = process.getuid?.() ?? 0;
  let estate: Estate;
  before(function () {
    // Only root can become another user.
    if (process.platform !== "linux" || own !== 0) this.skip();
    estate = new Estate("aws");
  });
  after(() => estate?.remove());

  it("can't drive the simulated clouds or the language host, which are on loopback alone, nor read the state", async () => {
    const sandbox = await estate.open();
    await estate.must(sandbox, "stack", "init");
    await sandbox.close();
    const child = estate.start(estate.wish("first"), ["slow:operation=create,seconds=4,calls=1"]);
    const ended = once(child, "exit");
    let found: { ports: string[]; engine: string[]; environment: string } | undefined;
    while (found === undefined && child.exitCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      const pids = pidsIn(estate.folder);
      const engine = pids.find((pid) => pid !== child.pid && /pulumi$/.test(nameOf(pid)));
      const calls = fs.existsSync(estate.callLog) && fs.readFileSync(estate.callLog, "utf8").includes("create");
      if (engine !== undefined && calls) {
        const environment = fs.readFileSync(`/proc/${engine}/environ`, "latin1");
        found = { ports: listening(pids), engine: listening([engine]), environment };
      }
    }
    assert.ok(found, estate.output());
    for (const address of found.ports)
      assert.match(address, /^(0100007F|0000000000000000FFFF00000100007F|0{24}01000000):/);
    assert.ok(found.engine.length >= 2, "the engine's own ports");
    const provider = /\baws:(\d+)/.exec(found.environment)?.[1] ?? "";
    const host = /nodejs:(\d+)/.exec(found.environment)?.[1] ?? "";
    for (const [port, service, call] of [
      [provider, "ResourceProviderClient", "getSchema"],
      [host, "LanguageRuntimeClient", "about"],
    ] as const) {
      assert.equal(ask(own, port, service, call), "answered");
      assert.equal(ask(NOBODY, port, service, call), "14", `${service} answers others`);
    }
    await ended;
    assert.match(estate.output(), /\+ \d+ created/);
    for (const file of [".", "backend", "home", "resources", "control", "calls.jsonl"]) {
      const read = spawnSync("ls", [path.join(estate.stateDir, file)], { uid: NOBODY, gid: NOBODY, encoding: "utf8" });
      assert.match(read.stderr, /Permission denied/, file);
    }
  });
});

function nameOf(pid: number): string {
  try {
    return fs.readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return "";
  }
}
