import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { READY_STATE, STARTUP_LOG } from "@isobar/core/driver";
import { settled } from "@isobar/core/testing";
import { REGION, recordOnAzure, refusalOnAzure } from "../fixture.test";
import { reportOf, SCRIPT } from "./readiness";

const COMMAND = "azure-native:compute:VirtualMachineRunCommandByVirtualMachine";
const ASK = "azure-native:compute:getVirtualMachineRunCommandByVirtualMachine";
const ASK_POWER = "azure-native:compute:getVirtualMachine";

const machine = (args: Partial<VirtualMachineArgs> = {}) =>
  new VirtualMachine("web", {
    size: { type: { azure: "Standard_D2ls_v5" } },
    ready: { tcp: 80, timeout: "1s" },
    ...args,
  });

/** Runs the program while Azure tells this of the run command and the machine. */
function told(instanceView: Record<string, unknown>, power = "running") {
  const statuses = [{ code: "ProvisioningState/succeeded" }, { code: `PowerState/${power}` }];
  const calls = { [ASK]: () => ({ instanceView }), [ASK_POWER]: () => ({ instanceView: { statuses } }) };
  return recordOnAzure(() => machine(), { calls });
}

const now = () => Math.floor(Date.now() / 1000);

describe("readiness on Azure", () => {
  it("is watched by a run command that ends after a day at the latest", async () => {
    const { find } = await recordOnAzure(() => machine());
    const { inputs, protect, deleteBeforeReplace } = find(COMMAND, "web-ready");
    const { resourceGroupName, vmName, ...rest } = inputs;
    assert.match(`${resourceGroupName} ${vmName}`, /^isobar-group\w{8} web\w{8}$/);
    assert.deepEqual(rest, {
      runCommandName: "isobar-ready",
      location: REGION,
      asyncExecution: true,
      source: { script: SCRIPT },
      timeoutInSeconds: 90_000,
      tags: { project: "shop", stack: "dev" },
    });
    assert.deepEqual([protect, deleteBeforeReplace], [false, true]);
  });

  it("is asked by the run command's instance view", async () => {
    const { calls, result } = await recordOnAzure(() => machine());
    assert.ok((await settled(result.id)).length > 0);
    const asked = calls.map(({ args }) => [args.runCommandName, args.expand]);
    assert.deepEqual(asked, [["isobar-ready", "instanceView"]]);
  });

  it("fails with the log of the startup script", async () => {
    const output = `old\nisobar: waiting 1\ndisk full\n\nisobar: failed ${now()}\n`;
    await assert.rejects(told({ executionState: "Running", output }), /startup script failed.*disk full/s);
  });

  it("is not waited for on a machine that was stopped", async () => {
    const { result } = await told({}, "deallocated");
    assert.ok((await settled(result.id)).length > 0);
  });

  it("tells how to watch again what Azure no longer watches", async () => {
    const advice = /no longer watches.*pulumi up --replace 'urn:.*web-ready'/s;
    const failed = (at: number, executionState: string) =>
      told({ executionState, executionMessage: "Killed", output: `isobar: failed ${at}\n` });
    await assert.rejects(failed(now(), "TimedOut"), advice);
    await assert.rejects(failed(now() - 3600, "Running"), advice);
    await assert.rejects(failed(now(), "Running"), (error: Error) => !advice.test(error.message));
  });

  it("is refused where run commands are not to be had", async () => {
    const arm = () => machine({ size: { vcpus: 2, memoryGib: 8, arch: "arm64" } });
    assert.match(await refusalOnAzure(arm), /ready: Azure's run commands.*no arm64/);
  });
});

describe("the watch of a machine on Azure", () => {
  it("tells nothing before the run command has", () => {
    assert.equal(reportOf("").state, "waiting");
    assert.equal(reportOf("").log, undefined);
  });

  it("is read by its newest lines", () => {
    const seen = reportOf("one\nisobar: waiting 100\ntwo\nthree\n\nisobar: ready 200\n");
    assert.deepEqual(seen, { state: "ready", log: "two\nthree", at: 200_000 });
    assert.equal(
      reportOf("isobar: ready\nisobar: ready 5 times\n").state,
      "waiting",
      "a log can't imitate it by chance",
    );
  });

  it("tells the log and then the state, and ends when the machine is ready", () => {
    const folder = mkdtempSync(join(tmpdir(), "watch-"));
    try {
      const [state, log] = [join(folder, "ready"), join(folder, "log")];
      writeFileSync(state, "ready\n");
      writeFileSync(log, `${"x".repeat(5000)}\nBienvenue \u00e0 bord \u001b[1m\n`);
      const script = SCRIPT.replaceAll(READY_STATE, state).replaceAll(STARTUP_LOG, log);
      const printed = execFileSync("bash", ["-c", script], { encoding: "utf8", timeout: 10_000 });
      assert.ok(Buffer.byteLength(printed) < 4096, "more than Azure keeps");
      const seen = reportOf(printed);
      assert.equal(seen.state, "ready");
      assert.match(seen.log ?? "", /^x+\nBienvenue {2}bord \[1m$/);
      assert.ok(Math.abs(seen.at - Date.now()) < 60_000);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
