import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as fs from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import { VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { PROJECT, REGION, refusal, run } from "../simulated.test.helper";
import { reportReady } from "./readiness";
import { parseReport, seldom } from "./report";

const SIZE = { vcpus: 2, memoryGib: 4 };
const GET = "gcp:compute/getInstanceGuestAttributes:getInstanceGuestAttributes";
const READY = { tcp: 80 };
const machine = (args: Partial<VirtualMachineArgs>) => new VirtualMachine("web", { size: SIZE, ...args });

/** Runs the report against a server that stands for the machine's metadata server. */
async function report(state: string, log: string | undefined, status = 200) {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "isobar-log-")), "log");
  if (log !== undefined) fs.writeFileSync(file, log);
  const seen: { request?: IncomingMessage; body: string } = { body: "" };
  const server = createServer((request, response) => {
    seen.request = request;
    request.on("data", (part) => {
      seen.body += part;
    });
    request.on("end", () => response.writeHead(status).end());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const here = reportReady().replace("169.254.169.254/80", `127.0.0.1/${(server.address() as AddressInfo).port}`);
  const shell = spawn("bash", ["-c", `report() {\n${here}\n}\nreport "$1" "$2"`, "bash", state, file]);
  const [code] = await once(shell, "exit");
  server.close();
  fs.rmSync(path.dirname(file), { recursive: true });
  const { method, url, headers } = seen.request as IncomingMessage;
  return { code, method, url, headers, body: seen.body };
}

describe("report of a VirtualMachine on GCP", () => {
  it("is written to the metadata server, with the end of the log", async () => {
    const log = `${"first line\n".repeat(1000)}Ünïcode "quoted" 100%\n`;
    const { code, method, url, headers, body } = await report("failed", log);
    assert.deepEqual([code, method], [0, "PUT"]);
    assert.equal(url, "/computeMetadata/v1/instance/guest-attributes/isobar/ready");
    assert.deepEqual([headers.host, headers["metadata-flavor"]], ["metadata.google.internal", "Google"]);
    const [state, text = ""] = body.split(":");
    assert.equal(state, "failed");
    assert.equal(Buffer.from(text, "base64").toString(), Buffer.from(log).subarray(-4096).toString());
  });

  it("works without a log, and fails where the server refuses it", async () => {
    assert.deepEqual((await report("waiting", undefined)).body, "waiting:");
    assert.notEqual((await report("ready", "", 403)).code, 0);
  });
});

describe("readiness of a VirtualMachine on GCP", () => {
  it("is a guest attribute of the machine", async () => {
    const { find, calls, result } = await run(() => machine({ ready: READY }));
    await settled(result.id);
    const { metadata } = find("gcp:compute/instance:Instance", "web").inputs as { metadata: Record<string, string> };
    assert.equal(metadata["enable-guest-attributes"], "TRUE");
    assert.match(metadata["startup-script"] ?? "", /guest-attributes\/isobar\/ready/);
    const asked = calls.filter(({ token }) => token === GET).map(({ args }) => args);
    const name = (await settled(result.id)).split("/").at(-1);
    assert.deepEqual(asked, [{ project: PROJECT, zone: `${REGION}-a`, name, variableKey: "isobar/ready" }]);
  });

  it("is not asked for, nor allowed, unless it is wished", async () => {
    const { find, calls } = await run(() => machine({ startupScript: "true" }));
    const { metadata } = find("gcp:compute/instance:Instance", "web").inputs as { metadata: object };
    assert.ok(!("enable-guest-attributes" in metadata));
    assert.deepEqual(
      calls.filter(({ token }) => token === GET),
      [],
    );
  });

  it("is told as it was written", async () => {
    const failed = `failed:${Buffer.from("E: no such package\n").toString("base64")}`;
    const message = await refusal(() => machine({ ready: READY }), {
      calls: { [GET]: () => ({ variableValue: failed }) },
    });
    assert.match(message, /ready: its startup script failed.*\nE: no such package/);
  });

  it("is waited for while nothing was written", () => {
    for (const value of ["", undefined, "nonsense"]) assert.deepEqual(parseReport(value), { state: "waiting" });
    assert.deepEqual(parseReport("waiting:YQo="), { state: "waiting", log: "a\n" });
  });

  it("is asked for no more often than Google allows", async () => {
    let asked = 0;
    const ask = seldom(async () => {
      asked++;
      if (asked === 1) throw new Error("try again");
      return { state: "ready" };
    }, 50);
    await assert.rejects(ask());
    assert.deepEqual([await ask(), asked], [{ state: "waiting" }, 1]);
    await new Promise((resolve) => setTimeout(resolve, 60));
    assert.deepEqual([await ask(), await ask(), asked], [{ state: "ready" }, { state: "ready" }, 2]);
  });

  it("is not asked of a machine that was made before it had to tell", async () => {
    const { calls, result } = await run(() => machine({ ready: READY }), { kept: { "web-script": "#!/bin/sh\n" } });
    await settled(result.id);
    assert.deepEqual(
      calls.filter(({ token }) => token === GET),
      [],
    );
  });

  it("fails in the simulated cloud where the script's last line does", async () => {
    for (const startupScript of ["false", "echo a\nexit 3\n"]) {
      assert.match(await refusal(() => machine({ ready: READY, startupScript })), /script failed/);
    }
    for (const startupScript of ["exit 0", "exit 3\ntrue"]) {
      assert.ok((await run(() => machine({ ready: READY, startupScript }))).result);
    }
  });
});
