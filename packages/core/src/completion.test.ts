import assert from "node:assert/strict";
import { runtime } from "@pulumi/pulumi";
import { Bucket } from "./index";
import "./testing/moon/backend";
import { record, recordRefusal } from "./testing/record";

const HERE = { cloud: "moon", region: "tranquility-1" };
const MOVED = { cloud: "mars", region: "utopia-1", sandbox: false, physicalName: "data-1" };

/** What an inline program does when it ends without an error that somebody awaited. */
const signal = () => {
  const monitor = runtime.getMonitor() as unknown as { signalAndWaitForShutdown?(): void };
  monitor.signalAndWaitForShutdown?.();
};

describe("a program's completion", () => {
  it("is not told to the engine once something was refused, even if the program goes on", async () => {
    await recordRefusal(HERE, () => new Bucket("data", { undelete: { days: 99 } }));
    assert.throws(signal, /undelete\.days/);
  });
  it("is not told when data would be left behind", async () => {
    await recordRefusal({ ...HERE, kept: { "data-home": MOVED } }, () => new Bucket("data"));
    assert.throws(signal, /holds data in mars/);
  });
  it("is not told when only what the program made late is refused", async () => {
    await recordRefusal({ ...HERE, kept: { "late-home": MOVED } }, async () => {
      new Bucket("early");
      await new Promise((resolve) => setTimeout(resolve, 20));
      new Bucket("late");
    });
    assert.throws(signal, /Bucket "late"/);
  });
  it("is told otherwise", async () => {
    await record(HERE, () => new Bucket("data"));
    signal();
  });
});
