import assert from "node:assert/strict";
import { join } from "node:path";
import type { Call } from "../calls.js";
import { openControl } from "../control.js";
import { temporaryFolder } from "../testing/toy.js";
import { inject } from "./inject.js";
import type { FaultText } from "./kinds.js";
import { FaultSyntaxError, formatFault, parseFault } from "./parse.js";

const CALL: Call = {
  cloud: "toyland",
  region: "north",
  zone: "north-1",
  machine: "big.8x",
  operation: "create",
  token: "toy:index:Box",
  name: "web",
  id: undefined,
  inputs: {},
};
const TEXTS: FaultText[] = [
  {
    kind: "capacity",
    tokens: ["toy:index:*"],
    code: "NoBoxes",
    text: ({ zone, machine }) => `NoBoxes: no ${machine} left in ${zone}`,
    source: "Boxes",
  },
];

describe("faults as they are written", () => {
  const written = {
    capacity: { kind: "capacity" },
    "capacity:zone=north-1,machine=big.*,calls=1-2": {
      kind: "capacity",
      zone: "north-1",
      machine: "big.*",
      calls: { from: 1, to: 2 },
    },
    "throttled:type=aws:ec2/vpc:Vpc,operation=delete,calls=3-": {
      kind: "throttled",
      type: "aws:ec2/vpc:Vpc",
      operation: "delete",
      calls: { from: 3 },
    },
    "slow:seconds=2.5,probability=0.25,seed=7": { kind: "slow", seconds: 2.5, probability: 0.25, seed: 7 },
  };
  for (const [text, fault] of Object.entries(written)) {
    it(`are read and written: ${text}`, () => {
      assert.deepEqual(parseFault(text), fault);
      assert.deepEqual(parseFault(formatFault({ id: "f1", ...parseFault(text) })), fault);
    });
  }
  const mistakes = {
    capasity: /did you mean capacity\?/,
    "capacity:zne=x": /no key "zne"; did you mean zone\?/,
    "capacity:zone": /zone has no value/,
    "capacity:calls=2-1": /calls=2-1: give one call/,
    "capacity:calls=0": /calls=0/,
    "capacity:probability=2": /from 0 to 1/,
    "capacity:operation=make": /possible are create|did you mean/,
  };
  for (const [text, message] of Object.entries(mistakes)) {
    it(`are refused: ${text}`, () =>
      assert.throws(
        () => parseFault(text),
        (error: Error) => error instanceof FaultSyntaxError && message.test(error.message),
      ));
  }
});

describe("faults that are on", () => {
  const control = (...faults: string[]) => {
    const opened = openControl(join(temporaryFolder(), "control"));
    for (const fault of faults) opened.addFault(parseFault(fault));
    return opened;
  };
  const met = (fault: string, call: Partial<Call> = {}) => inject(control(fault), TEXTS, { ...CALL, ...call });

  it("refuse in the cloud's words", () => {
    assert.equal(met("capacity").refusal?.message, "NoBoxes: no big.8x left in north-1");
  });
  for (const [fault, call] of [
    ["capacity:zone=north-2", {}],
    ["capacity:machine=small.*", {}],
    ["capacity:machine=*", { machine: undefined }],
    ["capacity:cloud=elsewhere", {}],
    ["capacity:region=south", {}],
    ["capacity:name=db*", {}],
    ["capacity:type=toy:index:Lid", {}],
    ["capacity", { operation: "delete" }],
    ["capacity", { token: "other:index:Box" }],
    ["quota", {}],
  ] as const) {
    it(`let ${JSON.stringify(call)} pass: ${fault}`, () => assert.deepEqual(met(fault, call), { seconds: 0 }));
  }
  it("are worded by the first text that applies", () => {
    const small: FaultText = {
      ...(TEXTS[0] as FaultText),
      code: "NoSmallBoxes",
      applies: ({ machine }) => machine === "small",
      text: () => "NoSmallBoxes",
    };
    const words = (machine: string) =>
      inject(control("capacity"), [small, ...TEXTS], { ...CALL, machine }).refusal?.message;
    assert.deepEqual([words("small"), words("big")], ["NoSmallBoxes", "NoBoxes: no big left in north-1"]);
  });
  it("count the calls that are theirs", () => {
    const opened = control("capacity:name=web,calls=2-3");
    const refused = ["web", "db", "web", "web", "web"].map(
      (name) => inject(opened, TEXTS, { ...CALL, name }).refusal !== undefined,
    );
    assert.deepEqual(refused, [false, false, true, true, false]);
  });
  it("hit by chance the same calls for the same seed", () => {
    const run = (seed: number) => {
      const opened = control(`capacity:probability=0.3,seed=${seed}`);
      return Array.from({ length: 200 }, () => inject(opened, TEXTS, CALL).refusal !== undefined);
    };
    const [one, again, other] = [run(1), run(1), run(2)];
    assert.deepEqual(one, again);
    assert.notDeepEqual(one, other);
    const share = one.filter(Boolean).length / one.length;
    assert.ok(share > 0.2 && share < 0.4, String(share));
  });
  it("take time, or lose the answer", () => {
    assert.deepEqual(met("slow:seconds=3"), { seconds: 3 });
    assert.deepEqual(met("lost-answer"), { seconds: 0, after: "lost-answer" });
  });
  it("are switched off again, by one process for another", async () => {
    const dir = join(temporaryFolder(), "control");
    const [one, other] = [openControl(dir), openControl(dir)];
    const { id } = one.addFault(parseFault("capacity"));
    assert.equal(inject(other, TEXTS, CALL).refusal?.message, "NoBoxes: no big.8x left in north-1");
    assert.equal(other.removeFault(id), true);
    assert.equal(other.removeFault(id), false);
    assert.equal(inject(one, TEXTS, CALL).refusal, undefined);
    await Promise.all([one.close(), other.close()]);
  });
});

describe("the sandbox's clock", () => {
  it("goes on, forward only, and is kept", async () => {
    const dir = join(temporaryFolder(), "control");
    const control = openControl(dir);
    const before = control.now().getTime();
    const after = control.advance(3_600_000).getTime();
    assert.ok(after - before >= 3_600_000 && after - before < 3_610_000);
    assert.throws(() => control.advance(-1), /forward/);
    await control.close();
    assert.ok(openControl(dir).now().getTime() >= after);
  });
});
