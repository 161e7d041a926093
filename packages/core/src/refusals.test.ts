import assert from "node:assert/strict";
import { secondsOf } from "./duration";
import { IsobarError } from "./errors";
import { Bucket, VirtualMachine, type VirtualMachineArgs } from "./index";
import "./testing/moon/backend";
import { record, recordRefusal } from "./testing/record";

const HERE = { cloud: "moon", region: "tranquility-1" };
const STRANGER = { cloud: "moon", account: "base-1", kind: "machine", id: "rover" } as const;

async function refusal(program: () => unknown): Promise<string> {
  const { error } = await recordRefusal(HERE, program);
  assert.ok(error instanceof IsobarError, String((error as Error).stack));
  return error.message;
}

describe("what is refused of any resource", () => {
  for (const name of ["", " ", "a::b", undefined, 7] as string[]) {
    it(`a name such as ${JSON.stringify(name)}`, async () => {
      assert.match(await refusal(() => new Bucket(name)), /^new Bucket: its first argument is no name\. Given: /);
    });
  }

  it("an override for a misspelt cloud, but not one for another", async () => {
    const overrides = (cloud: string) => ({ overrides: { [cloud]: { crater: {} } } }) as object;
    assert.match(
      await refusal(() => new Bucket("data", overrides("mon"))),
      /overrides\.mon: there is no such cloud\. Did you mean "moon"/,
    );
    await record(HERE, () => new Bucket("data", overrides("venus")));
  });

  it("a second grant of one name", async () => {
    const message = await refusal(() => {
      const data = Bucket.existing("data", { physicalName: "old" });
      for (const access of ["read", "read"] as const) {
        try {
          data.grant(STRANGER, access);
        } catch (error) {
          // The moon has no grants: only what comes before its driver is of interest.
          if (error instanceof IsobarError) throw error;
        }
      }
    });
    assert.match(message, /^Bucket "data": grant: the bucket has a grant "data-rover-read" already\..*new Grant\(/);
  });
});

describe("what is refused of a machine", () => {
  const SIZE = { vcpus: 2, memoryGib: 4 };
  const wrong: [object, RegExp][] = [
    [{ size: "t3.micro" }, /size.*\{ vcpus, memoryGib \} or \{ type:/],
    [{ size: { type: "t3.micro" } }, /size\.type.*a map by cloud/],
    [{ size: { ...SIZE, type: { moon: "rover" } } }, /size/],
    [{ size: SIZE, access: [{ to: {}, access: "read" }] }, /access\.0\.to.*such as a Bucket/],
    [{ size: SIZE, ready: { http: "/", tcp: 80 } }, /ready.*either http or tcp/],
    [{ size: SIZE, ready: { http: "/'; reboot" } }, /ready\.http.*a path/],
    [{ size: SIZE, ready: { http: ":70000/" } }, /ready\.http.*a path/],
    [{ size: SIZE, ready: { tcp: 80, timeout: "soon" } }, /ready\.timeout.*"10m"/],
    [{ size: SIZE, expires: "72" }, /expires.*"72h"/],
    [{ size: SIZE, expires: "2027-01-31" }, /expires.*2027-01-31T18:00:00Z/],
    [{ size: SIZE, egress: { Web: { ports: 80, to: "internet" } } }, /egress\.Web.*lower-case/],
  ];
  for (const [args, words] of wrong) {
    it(JSON.stringify(args), async () => {
      assert.match(await refusal(() => new VirtualMachine("web", args as VirtualMachineArgs)), words);
    });
  }
});

describe("a time", () => {
  const times = { "90s": 90, "10m": 600, "72h": 259_200, "30d": 2_592_000 };
  for (const [text, seconds] of Object.entries(times)) {
    it(`of ${text} is ${seconds} seconds`, () => assert.equal(secondsOf(text), seconds));
  }
  for (const text of ["", "72", "h", "0h", "1.5h", "-1h", "1w", "72h "]) {
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(secondsOf(text), undefined));
  }
});
