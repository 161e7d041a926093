import assert from "node:assert/strict";
import { contradictions, Estate, inventory } from "@isobar/tools/durability";

const LOST = "lost-answer:cloud=gcp,operation=create,name=job-*,calls=1";

describe("stacks at the same time", () => {
  let sandbox: Awaited<ReturnType<Estate["open"]>>;
  let estates: Estate[];
  const stateDir = () => (estates[0] as Estate).stateDir;

  beforeEach(async () => {
    const first = new Estate("aws-one");
    estates = [first, new Estate("aws-two", first.stateDir), new Estate("gcp-three", first.stateDir)];
    sandbox = await first.open();
    for (const estate of estates) await estate.must(sandbox, "stack", "init");
  });
  afterEach(async () => {
    await sandbox.close();
    for (const estate of estates) estate.remove();
  });

  /** Runs commands of all stacks at once, each stack's in the sandbox given. */
  const all = (wish: "first" | "second" | "nothing", through: (nth: number) => typeof sandbox) =>
    Promise.all(estates.map((estate, nth) => estate.pulumi(through(nth), ...estate.wish(wish))));

  function assertSound(estate: Estate): string[] {
    const cloud = estate.cloud(sandbox);
    assert.deepEqual(contradictions(cloud, estate.checkpoint()), []);
    return inventory(cloud);
  }

  it("don't disturb each other in one sandbox, nor where one of them meets faults", async () => {
    for (const wish of ["first", "second", "nothing"] as const) {
      for (const { code, output } of await all(wish, () => sandbox)) assert.equal(code, 0, output);
      const [one = [], two = [], three = []] = estates.map(assertSound);
      assert.deepEqual(one, two);
      assert.equal(one.length > 0 && three.length > 0, wish !== "nothing");
    }
    for (const { code, output } of await all("first", () => sandbox)) assert.equal(code, 0, output);
    const fault = sandbox.controls.addFault("internal-error:cloud=aws,name=job-*");
    const [one, two, three] = await Promise.all(
      estates.map((estate, nth) => estate.pulumi(sandbox, ...estate.wish(nth === 1 ? "second" : "first"))),
    );
    assert.deepEqual([one?.code, two?.code === 0, three?.code], [0, false, 0], two?.output);
    estates.forEach(assertSound);
    sandbox.controls.removeFault(fault.id);
    for (const { code, output } of await all("nothing", () => sandbox)) assert.equal(code, 0, output);
    assert.deepEqual(sandbox.controls.resources(), []);
  });

  it("don't disturb each other in two sandboxes on one folder, of which one is killed", async () => {
    const [one, two, three] = estates as [Estate, Estate, Estate];
    const other = await two.open();
    for (const { code, output } of await all("first", (nth) => (nth === 1 ? other : sandbox)))
      assert.equal(code, 0, output);
    const killed = three.start(three.wish("second"), [LOST]);
    setTimeout(() => killed.kill("SIGKILL"), 1000);
    const ran = await Promise.all([
      one.pulumi(sandbox, ...one.wish("second")),
      two.pulumi(other, ...two.wish("nothing")),
      new Promise((resolve) => killed.once("exit", resolve)),
    ]);
    assert.deepEqual([ran[0].code, ran[1].code], [0, 0], ran[0].output + ran[1].output);
    assertSound(one);
    assert.deepEqual(assertSound(two), []);
    await other.close();
    const next = await one.open();
    assert.deepEqual(next.controls.faults(), [], `a killed command's faults stay in ${stateDir()}`);
    await next.close();
  });
});
