import assert from "node:assert/strict";
import { Bucket, Grant, Network, type NetworkArgs, provider, VirtualMachine } from "@isobar/core";
import { principalOf } from "./fuzz/references.js";
import { judge, stop } from "./fuzz/run.js";
import { cloudOf, configOf } from "./pairwise/places.js";

const SIZE = { vcpus: 2, memoryGib: 4 };
const TO = principalOf("aws");

const machine = (args: object) => new VirtualMachine("web", { size: SIZE, ...args });
const data = () => new Bucket("data");
const never = <T>(value: unknown) => value as T;

/** The smallest programs of each kind that once ended in a stack trace, went through, or were refused too late. */
const PROGRAMS: Readonly<Record<string, readonly [program: () => unknown, words: RegExp]>> = {
  "access to a network": [() => machine({ access: [{ to: new Network("net"), access: "read" }] }), /access/],
  "access to nothing": [() => machine({ access: [{ to: {}, access: "read" }] }), /access/],
  "the same access twice": [
    () => {
      const bucket = data();
      return machine({ access: [bucket, bucket].map((to) => ({ to, access: "read" })) });
    },
    /data-web-read|access/,
  ],
  "a size that is a type's name": [() => machine({ size: { type: "t3.micro" } }), /size\.type/],
  "a bucket without a name": [() => new Bucket(""), /^new Bucket: /],
  "a name that is a number": [() => new Bucket(never(5)), /^new Bucket: /],
  "a network without a name": [() => new Network(""), /^new Network: /],
  "a grant without arguments": [() => new Grant("reads", never(undefined)), /Grant "reads"/],
  "a grant to nobody": [() => data().grant(never(undefined), "read"), /to/],
  "a prefix that is a number": [() => data().grant(never(TO), "read", { prefix: never(5) }), /prefix/],
  "options of a grant that are null": [() => data().grant(never(TO), "read", never(null)), /data/],
  "plain data of a wrong shape": [() => data().grant(never({ ...TO, id: 5 }), "read"), /to: id/],
  "a provider of nothing": [() => provider(never(null)), /provider/],
  "a provider of a number": [() => provider(never(5)), /provider/],
  "a region that is an object": [() => provider(never({ region: {} })), /region/],
  "a target with an unknown key": [() => provider(never({ nonsense: 1 })), /nonsense/],
  "a target that every object has": [
    () => new Bucket("data", { target: "toString" }),
    /target: there is no such target/,
  ],
  "arguments that are a Map": [() => new Network("net", never<NetworkArgs>(new Map())), /Network "net"/],
  "an argument that is a Date": [() => machine({ ssh: new Date(0) }), /ssh/],
  "overrides that are a list": [() => new Bucket("data", { overrides: never([]) }), /overrides/],
  "a cloud's overrides that are a number": [
    () => new Bucket("data", { overrides: never({ aws: 5 }) }),
    /overrides\.aws/,
  ],
  "an override that is nothing": [
    () => new Bucket("data", { overrides: never({ aws: { bucket: null } }) }),
    /overrides\.aws\.bucket/,
  ],
  "an override that comes later": [
    () => new Bucket("data", { overrides: never({ aws: { bucket: async () => ({}) } }) }),
    /overrides\.aws\.bucket/,
  ],
  "a very long value": [() => new Network("net", { outbound: never("x".repeat(100_000)) }), /outbound/],
  "a value that moves the cursor": [() => new Network("net", { outbound: never("\u001b[2J") }), /outbound/],
};

describe("small impossible programs", () => {
  for (const [title, [program, words]] of Object.entries(PROGRAMS)) {
    it(`${title}: refused before anything is made`, async () => {
      const refusal = await judge(cloudOf("aws"), configOf("aws"), () => {
        program();
        stop();
      });
      assert.match(refusal?.message ?? "it went through", words);
    });
  }
});
