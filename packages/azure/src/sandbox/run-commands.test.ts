import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { Landscape, LINUX, obeys } from "./landscape.test";

const token = "compute:VirtualMachineRunCommandByVirtualMachine";
const ASK = "compute:getVirtualMachineRunCommandByVirtualMachine";
const PLACE = { resourceGroupName: "g", vmName: "web" };

describe("run commands of the simulated Azure", () => {
  const machine = (land: Landscape) => land.make("compute:VirtualMachine", {}, "web");
  obeys({
    "have one source": {
      token,
      accepts: (land) => machine(land) && { source: { script: "true" } },
      refuses: [
        (land) => machine(land) && { source: { script: "true", commandId: "RunShellScript" } },
        (land) => machine(land) && { source: {} },
      ],
      text: /Exactly one of script, scriptUri/,
    },
    "write to addresses": {
      token,
      accepts: (land) => machine(land) && { outputBlobUri: "https://account.blob.core.windows.net/c/out" },
      refuses: [
        (land) => machine(land) && { outputBlobUri: "c/out" },
        (land) => machine(land) && { source: { scriptUri: "run.sh" } },
      ],
      text: /parameter 'runCommand\.(outputBlobUri|source\.scriptUri)' is not a valid URI/,
    },
    "run on what runs": {
      token,
      accepts: (land) => machine(land) && {},
      refuses: (land) => {
        land.cloud.reclaim(land.make("compute:VirtualMachine", { priority: "Spot" }, "web"));
        return {};
      },
      text: /requires the VM to be running/,
    },
    "are at most 25": {
      token,
      accepts: (land) => fill(land, 24) && {},
      refuses: (land) => fill(land, 25) && {},
      text: /maximum number of run commands of a VM is 25/,
    },
  });

  function fill(land: Landscape, count: number): true {
    machine(land);
    for (let i = 0; i < count; i++) land.make(token, {}, `command${i}`);
    return true;
  }

  const firstBoot = (last: string) =>
    Buffer.from(`#!/bin/sh\ncat > /var/lib/isobar/startup-script <<'END'\n#!/bin/sh\n${last}\nEND\nexit $code\n`);

  function watched(customData?: Buffer): Props {
    const land = new Landscape();
    const osProfile = { ...LINUX, ...(customData && { customData: customData.toString("base64") }) };
    land.make("compute:VirtualMachine", { osProfile }, "web");
    const command = { ...PLACE, runCommandName: "ready" };
    land.make(token, command);
    assert.equal(land.cloud.call(ASK, command).instanceView, undefined, "only to who asks for it");
    return land.cloud.call(ASK, { ...command, expand: "instanceView" }).instanceView as Props;
  }

  it("find machines ready at once, unless their script says that it fails", () => {
    assert.match(String(watched().output), /^isobar: ready \d+$/m);
    assert.match(String(watched(firstBoot("exit 0")).output), /^isobar: ready \d+$/m);
    for (const last of ["exit 3", "false", "  exit 12  "]) {
      const { output, executionState } = watched(firstBoot(last));
      assert.match(String(output), new RegExp(`\\+ ${last.trim()}[^]*isobar: failed \\d+`));
      assert.equal(executionState, "Running");
    }
  });
});

describe("the power of a machine of the simulated Azure", () => {
  it("is told to who asks for it", () => {
    const land = new Landscape();
    const machine = land.make("compute:VirtualMachine", { priority: "Spot", evictionPolicy: "Deallocate" }, "web");
    const ask = (args: Props) => JSON.stringify(land.cloud.call("compute:getVirtualMachine", { ...PLACE, ...args }));
    assert.match(ask({ expand: "instanceView" }), /PowerState\/running/);
    assert.doesNotMatch(ask({}), /PowerState/);
    land.cloud.reclaim(machine);
    assert.match(ask({ expand: "instanceView" }), /PowerState\/deallocated/);
    assert.doesNotMatch(ask({}), /PowerState|instanceView/);
    assert.throws(() => ask({ vmName: "none" }), /ResourceNotFound/);
  });
});
