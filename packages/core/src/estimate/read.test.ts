import assert from "node:assert/strict";
import { all, CustomResource, output, unknown as unknownValue } from "@pulumi/pulumi";
import { record } from "../testing/record";
import { settledOrIdle } from "./idle";
import { onlyKept, readInputs } from "./read";

class Made extends CustomResource {}

const yes = () => true;
const never = new Promise<string>(() => undefined);

describe("reading what decides of a resource's arguments", () => {
  it("follows paths through objects, lists and Outputs, and leaves out all else", async () => {
    const props = {
      type: output("big"),
      disks: [{ size: output(1), note: never }, output({ size: 2 })],
      boot: Promise.resolve({ params: { size: 3, image: never } }),
    };
    const paths = ["type", "disks.size", "boot.params.size", "boot.params.type", "absent.size"];
    assert.deepEqual(await readInputs(props, paths, yes), {
      type: "big",
      disks: [{ size: 1 }, { size: 2 }],
      boot: { params: { size: 3 } },
    });
  });
  it("only asks whether something is given where that is all that counts", async () => {
    const props = { cards: [{ address: { id: never } }, {}] };
    assert.deepEqual(await readInputs(props, ["cards.address?"], yes), { cards: [{ address: true }, {}] });
  });
  it("leaves out what is unknown, what failed and what may not be waited for", async () => {
    const failed = output(Promise.reject(new Error("refused")));
    const props = { unknown: output(unknownValue), failed, slow: output(never), plain: 1 };
    const read = await readInputs(props, Object.keys(props), (value) => value !== props.slow);
    assert.deepEqual(read, { plain: 1 });
  });
  it("tells what the engine keeps from what waits for a provider", async () => {
    await record({ cloud: "moon", region: "tranquility-1" }, () => {
      const native = new Made("moon:index:Crater", "c");
      const kept = new Made("pulumi:index:Stash", "s");
      assert.equal(onlyKept(native.urn.apply((urn) => urn)), false);
      assert.equal(onlyKept(all([kept.urn, native.urn]).apply(String)), false);
      assert.equal(onlyKept(kept.urn.apply((urn) => urn)), true);
      assert.equal(onlyKept(output("plain")), true);
    });
  });
  it("stops waiting when nothing more comes, but not before", async () => {
    const started = Date.now();
    const slow = [30, 60, 90].map((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
    await settledOrIdle(slow, 50);
    assert.ok(Date.now() - started >= 85);
    await settledOrIdle([never, ...slow], 20);
    await settledOrIdle([], 1e6);
    assert.ok(Date.now() - started < 1000);
  });
});
