import * as assert from "node:assert/strict";
import { fakeControls, fakeResource } from "../testing/controls.js";
import { Live } from "./live.js";
import type { Change } from "./page/protocol.js";

const CALL = {
  time: "2026-01-01T00:00:00.000Z",
  cloud: "toyland",
  region: "north",
  operation: "create",
  token: "toy:index:Box",
  name: "box",
  milliseconds: 1,
  verdict: "ok",
} as const;

describe("what a live page follows", () => {
  const start = () => {
    const controls = fakeControls();
    const live = new Live({ controls, providers: [], folder: "/some/where", option: "" });
    return { controls, live, next: () => live.advance() as Change | undefined };
  };

  it("is what changed since, and nothing if nothing has", () => {
    const { controls, next } = start();
    assert.equal(next(), undefined);
    controls.put(fakeResource("a"));
    controls.log(CALL);
    const { put, calls, ...rest } = next() ?? {};
    assert.deepEqual(
      put?.map(({ id, stack }) => [id, stack]),
      [["a", "shop/dev"]],
    );
    assert.deepEqual([calls, rest], [[CALL], {}]);
    controls.put(fakeResource("a", { outputs: { size: 2 } }));
    assert.deepEqual(Object.keys(next() ?? {}), ["put"]);
    controls.remove(fakeResource("a"));
    assert.deepEqual(next(), { gone: ["toy:index:Box a"] });
    controls.advance(3_600_000);
    assert.deepEqual(next(), { ahead: 3_600_000 });
    assert.equal(next(), undefined);
  });

  it("is everything anew after a reset", () => {
    const { controls, live } = start();
    controls.put(fakeResource("a"));
    controls.log(CALL);
    live.advance();
    controls.reset();
    assert.equal(live.advance(), "anew");
    assert.deepEqual([live.snapshot().resources, live.snapshot().calls], [[], []]);
  });

  it("keeps a fault's switch in its place while it is off", () => {
    const { controls, live } = start();
    for (const fault of ["slow", "quota:zone=a"]) live.switches.add(fault);
    const list = () => live.switches.list().map(({ key, text, on }) => [key, text, on]);
    live.switches.set("f1", false);
    assert.deepEqual(list(), [
      ["f1", "slow", false],
      ["f2", "quota:zone=a", true],
    ]);
    assert.deepEqual(
      controls.faults().map(({ kind }) => kind),
      ["quota"],
    );
    live.switches.set("f1", true);
    assert.deepEqual(list()[0], ["f1", "slow", true]);
    assert.deepEqual(
      controls.faults().map(({ kind }) => kind),
      ["quota", "slow"],
    );
    live.switches.remove("f1");
    controls.removeFault("f2");
    assert.deepEqual(list(), []);
    assert.throws(() => live.switches.set("f1", true), /removed meanwhile/);
  });
});
