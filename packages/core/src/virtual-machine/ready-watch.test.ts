import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { firstBootScript } from "./first-boot";
import { readyWatch } from "./ready-watch";

/** Runs a first boot's script in a folder that stands for the machine's root. */
class Machine {
  readonly root = fs.mkdtempSync(path.join(os.tmpdir(), "isobar-machine-"));

  constructor() {
    for (const folder of ["bin", "var/lib", "var/log", "etc/systemd/system"]) {
      fs.mkdirSync(path.join(this.root, folder), { recursive: true });
    }
    const start = `#!/bin/sh\n[ "$1" = enable ] && { "${this.root}/var/lib/isobar/watch" & }\nexit 0\n`;
    fs.writeFileSync(path.join(this.root, "bin/systemctl"), start, { mode: 0o755 });
  }

  async boot(script: string | undefined, port: number, check: "http" | "tcp" = "http"): Promise<void> {
    const ready = check === "http" ? { http: `:${port}/health?a=%20b`, timeout: 60 } : { tcp: port, timeout: 60 };
    const before = readyWatch(ready, `  echo "$1: $(cat "$2" 2> /dev/null)" >> ${this.root}/reports`);
    const text = firstBootScript({ before, ...(script === undefined ? {} : { script }) });
    const here = text
      .replace(/\/(var\/lib|var\/log|etc\/systemd)\//g, `${this.root}/$1/`)
      .replace(/sleep 2/, "sleep 0.1");
    const env = { ...process.env, PATH: `${this.root}/bin:${process.env.PATH}` };
    await once(spawn("/bin/sh", ["-c", here], { env, stdio: "ignore" }), "exit");
  }

  get reports(): string[] {
    const file = path.join(this.root, "reports");
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split("\n") : [];
  }

  async report(state: string): Promise<string> {
    for (let i = 0; i < 300; i++) {
      const found = this.reports.find((line) => line.startsWith(`${state}:`));
      if (found !== undefined) return found;
      await sleep(20);
    }
    throw new Error(`never ${state}, but ${JSON.stringify(this.reports)}`);
  }
}

async function serve(status: number): Promise<{ readonly server: Server; readonly port: number; paths: string[] }> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? "");
    response.writeHead(status).end("hello");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, port: (server.address() as AddressInfo).port, paths };
}

describe("the watch of a machine that should become ready", function () {
  this.timeout(20_000);
  const machines: Machine[] = [];
  const newMachine = () => {
    const machine = new Machine();
    machines.push(machine);
    return machine;
  };
  after(() => {
    for (const { root } of machines) fs.rmSync(root, { recursive: true, force: true });
  });
  for (const [status, state] of [
    [200, "ready"],
    [302, "ready"],
    [503, "waiting"],
  ] as const) {
    it(`is ${state} where http answers ${status}`, async () => {
      const { server, port, paths } = await serve(status);
      const machine = newMachine();
      await machine.boot(undefined, port);
      await machine.report(state);
      server.close();
      server.closeAllConnections();
      assert.equal(paths[0], "/health?a=%20b");
      if (state === "waiting") {
        const { server: next } = await listenAgain(port);
        await machine.report("ready");
        next.close();
        next.closeAllConnections();
      }
    });
  }

  it("is ready where a port accepts connections", async () => {
    const { server, port } = await serve(500);
    const machine = newMachine();
    await machine.boot(undefined, port, "tcp");
    await machine.report("ready");
    server.close();
    server.closeAllConnections();
  });

  it("has failed where the script fails, tells its log, and is ready once it answers after all", async () => {
    const { server, port } = await serve(503);
    const machine = newMachine();
    await machine.boot("echo no such package; exit 3", port);
    assert.equal(await machine.report("failed"), "failed: no such package");
    server.close();
    server.closeAllConnections();
    const { server: next } = await listenAgain(port);
    await machine.report("ready");
    next.close();
    next.closeAllConnections();
  });
});

async function listenAgain(port: number): Promise<{ readonly server: Server }> {
  const server = createServer((_, response) => response.end("hello"));
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return { server };
}
