import assert from "node:assert/strict";
import { output } from "@pulumi/pulumi";
import { Bucket } from "../bucket/bucket";
import { ACCESS, type PrincipalRef } from "../refs";
import { settled } from "../testing/record";
import { assertChildren, type ContractSetup, childrenOf, recordOn } from "../testing/setup";
import { VirtualMachine } from "../virtual-machine/virtual-machine";
import { Grant, type GrantArgs } from "./grant";

const SIZE = { vcpus: 2, memoryGib: 4 };

/** The contract of {@link Grant}: declared access is given to machines and by plain data, the rest is refused. */
export function grantContract(setup: ContractSetup): void {
  const { backend, describe, it } = setup;
  const { features } = backend.drivers.grant();
  const program = (args: Partial<GrantArgs>) => () => {
    const [resource, to] = [new Bucket("data"), new VirtualMachine("web", { size: SIZE })];
    return new Grant("reads", { resource, to, access: "read", ...args });
  };
  describe(`contract of Grant on ${backend.title}`, () => {
    for (const access of ACCESS) {
      const declared = features.bucket.access.includes(access);
      it(`${declared ? "gives" : "refuses"} ${access}`, async () => {
        if (!declared) return refusedGrant(setup, program({ access }), /access.*Allowed/);
        assertChildren(await recordOn(setup, program({ access })), "Grant", "reads");
      });
    }
    it(`${features.bucket.prefix ? "limits access to" : "refuses"} a prefix`, async () => {
      if (!features.bucket.prefix) return refusedGrant(setup, program({ prefix: "logs/" }), /prefix/);
      const all = await recordOn(setup, program({}));
      const some = await recordOn(setup, program({ prefix: "logs/" }));
      const inputs = (recording: typeof all) =>
        JSON.stringify(childrenOf(recording, "Grant", "reads").map((c) => c.inputs));
      assert.match(inputs(some), /logs\//);
      assert.notEqual(inputs(all), inputs(some));
    });
    it("gives the same by plain data as by the resources themselves", async () => {
      const live = await recordOn(setup, program({}));
      const plain = await recordOn(setup, () => {
        const [data, web] = [new Bucket("data"), new VirtualMachine("web", { size: SIZE })];
        return new Grant("reads", { resource: output(data.ref), to: output(web.principal), access: "read" });
      });
      const types = (recording: typeof live) => childrenOf(recording, "Grant", "reads").map((c) => c.type);
      assert.deepEqual(types(plain), types(live));
    });
    it("names the grant of a bucket after both ends", async () => {
      const recording = await recordOn(setup, () =>
        new Bucket("data").grant(new VirtualMachine("web", { size: SIZE }), "read"),
      );
      assertChildren(recording, "Grant", "data-web-read");
    });
    it("refuses a principal of another cloud", async () => {
      const stranger: PrincipalRef = { cloud: "elsewhere", account: "1", kind: "machine", id: "x" };
      const run = recordOn(
        setup,
        () => new Grant("reads", { resource: new Bucket("data"), to: stranger, access: "read" }),
      );
      await assert.rejects(run, /another cloud.*elsewhere/);
    });
    it("refuses access that does not exist", () =>
      refusedGrant(setup, program({ access: "admin" as "read" }), /access.*Allowed: read, write, read-write/));
    it("tells the machine's identity as plain data", async () => {
      const { result } = await recordOn(setup, () => new VirtualMachine("web", { size: SIZE }));
      const { cloud, account, kind, id } = await settled(result.principal);
      assert.deepEqual([cloud, kind], [backend.name, "machine"]);
      assert.ok(account && id);
    });
  });
}

/** Asserts a refusal of the grant alone: its resource and principal were declared before it. */
async function refusedGrant(setup: ContractSetup, program: () => unknown, words: RegExp): Promise<void> {
  await assert.rejects(recordOn(setup, program), words);
}
