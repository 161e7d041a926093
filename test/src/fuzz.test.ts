import assert from "node:assert/strict";
import { Bucket, IsobarError, Network, VirtualMachine } from "@isobar/core";
import { recordRefusal } from "@isobar/core/testing";
import fc from "fast-check";
import { CLOUDS, type Cloud, mocks } from "./clouds.js";

const RUNS = 150;
const SIZE = { vcpus: 2, memoryGib: 4 };

/** Values that no argument but a free text takes. */
const junk = fc.oneof(
  fc.constantFrom(null, Number.NaN, Number.POSITIVE_INFINITY, -1, 0.5, 1e12, "", " ", "junk", true, [], {}, [[]]),
  fc.array(fc.constantFrom("a", 1, null), { minLength: 1, maxLength: 3 }),
  fc.record({ junk: fc.integer() }),
);

/** Every argument that junk can't be legal for, by resource. */
const ARGUMENTS = {
  Bucket: ["versioned", "lifecycle", "cors", "undelete", "redundancy", "onDelete", "target"],
  Network: ["cidr", "zones", "outbound", "privateAccess", "flowLogs"],
  VirtualMachine: ["size", "image", "publicIp", "ssh", "bootDisk", "access", "network", "onDelete", "maintenance"],
} as const;

/** Junk that is legal after all: empty maps and lists, true for a flag, a number where one is wanted. */
function isLegal(argument: string, value: unknown): boolean {
  const empty = JSON.stringify(value) === "{}" || JSON.stringify(value) === "[]";
  if (["lifecycle", "cors", "privateAccess", "access", "ssh"].includes(argument) && empty) return true;
  if (argument === "target" && JSON.stringify(value) === "{}") return true;
  return ["versioned", "flowLogs"].includes(argument) && value === true;
}

function construct(kind: keyof typeof ARGUMENTS, args: object): unknown {
  if (kind === "Bucket") return new Bucket("fuzz", args);
  if (kind === "Network") return new Network("fuzz", args);
  return new VirtualMachine("fuzz", { size: SIZE, ...args });
}

async function assertRefused(cloud: Cloud, config: object, program: () => unknown): Promise<void> {
  const options = mocks(cloud);
  const { error, registered } = await recordRefusal({ ...options, config: { ...options.config, ...config } }, program);
  assert.ok(error instanceof IsobarError, `a stack trace instead of a refusal: ${(error as Error).stack}`);
  assert.doesNotMatch(error.message, /undefined|\[object|function| {4}at /);
  assert.deepEqual(
    registered.filter((resource) => resource.custom).map((resource) => resource.type),
    [],
  );
}

describe("impossible arguments and config", () => {
  for (const cloud of CLOUDS) {
    for (const kind of Object.keys(ARGUMENTS) as (keyof typeof ARGUMENTS)[]) {
      it(`${kind} on ${cloud.cloud} refuses junk in any argument, and creates nothing`, async () => {
        const argument = fc.constantFrom(...ARGUMENTS[kind]);
        await fc.assert(
          fc.asyncProperty(argument, junk, async (name, value) => {
            fc.pre(!isLegal(name, value));
            await assertRefused(cloud, {}, () => construct(kind, { [name]: value }));
          }),
          { numRuns: RUNS },
        );
      });
    }
    it(`any key that there is not is refused on ${cloud.cloud}`, async () => {
      const key = fc.stringMatching(/^[a-z][a-zA-Z]{2,12}$/);
      await fc.assert(
        fc.asyncProperty(key, async (name) => {
          fc.pre(!["cloud", "region", "zone", "account", "owner", "team", "service", "targets"].includes(name));
          await assertRefused(cloud, { [`isobar:${name}`]: "x" }, () => new Bucket("fuzz"));
          await assertRefused(cloud, {}, () => construct("Bucket", { [`${name}X`]: 1 }));
        }),
        { numRuns: RUNS / 3 },
      );
    });
    it(`junk for regions, zones and targets is refused on ${cloud.cloud}`, async () => {
      const key = fc.constantFrom("isobar:region", "isobar:zone", "isobar:cloud", "isobar:targets");
      const text = fc.stringMatching(/^[!-~]{1,20}$/);
      await fc.assert(
        fc.asyncProperty(key, text, async (name, value) => {
          await assertRefused(cloud, { [name]: value }, () => new Bucket("fuzz"));
        }),
        { numRuns: RUNS / 3 },
      );
    });
  }
});
