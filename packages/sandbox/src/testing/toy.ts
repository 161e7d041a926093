import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Model, SimulatedProvider } from "../model.js";
import type { ProviderSchema } from "../schema/types.js";

/** A folder of its own for one test. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "isobar-sandbox-"));
}

const SCHEMA: ProviderSchema = {
  sdk: "@pulumi/toy@1.2.3",
  config: {
    properties: { region: "string", project: "string", retries: "number", allowed: { array: "string" } },
    required: [],
  },
  resources: {
    "toy:index:Box": {
      inputs: {
        properties: {
          label: "string",
          size: "number",
          color: { enum: ["red", "blue"] },
          shelves: { array: { ref: "Shelf" } },
          tags: { map: "string" },
          password: "string",
          region: "string",
        },
        required: ["size"],
      },
      outputs: ["label", "size", "color", "shelves", "tags", "password", "region", "serial", "address", "note"],
    },
    "toy:index:Lid": {
      inputs: { properties: { box: "string", tight: "boolean" }, required: ["box"] },
      outputs: ["box", "tight"],
    },
  },
  functions: { "toy:index:getShop": { properties: { city: "string" }, required: ["city"] } },
  types: { Shelf: { properties: { depth: "number", kind: "string" }, required: ["depth"] } },
};

const box: Model = {
  type: "toy:index:Box",
  autoname: { property: "label", maxLength: 20, lowerCase: true },
  immutable: ["label", "shelves.kind"],
  secrets: ["password"],
  check: ({ size }) => (size === 13 ? [{ property: "size", reason: "13 is unlucky" }] : []),
  id: (_, world) => `box-${world.hex(8)}`,
  refuse: ({ label }, world) =>
    world.list("toy:index:Box").some(({ inputs }) => inputs.label === label) ? `label ${label} is taken` : undefined,
  seconds: { create: 0.2 },
  tick: (resource, world) =>
    world.now().getTime() - Date.now() > 86_400_000
      ? [{ type: resource.type, id: resource.id, become: { note: "a day older" } }]
      : [],
  reclaim: ({ type, id, inputs }) => (inputs.color === "red" ? [{ type, id, become: "gone" }] : undefined),
  refuseDelete: ({ id }, world) =>
    world.list("toy:index:Lid").some(({ inputs }) => inputs.box === id) ? `box ${id} has a lid` : undefined,
  outputs: ({ label, size }, world) => ({
    serial: world.keep("serial", () => world.hex(12)),
    address: `${world.account}/${world.region}/${label}/${size}`,
    region: world.region,
  }),
};

const lid: Model = {
  type: "toy:index:Lid",
  immutable: ["*"],
  deleteBeforeReplace: true,
  id: ({ box: of }) => `lid-of-${of}`,
};

/** A provider of boxes and lids, enough to show what the sandbox does to any provider. */
export function toyProvider(): SimulatedProvider {
  const schemaPath = join(temporaryFolder(), "schema.json");
  writeFileSync(schemaPath, JSON.stringify(SCHEMA));
  return {
    package: "toy",
    cloud: "toyland",
    account: "acme",
    regionKey: "region",
    models: [box, lid],
    initial: (type, id) =>
      type === lid.type && id === "lid-of-0" ? { inputs: { box: "0" }, outputs: { box: "0", tight: true } } : undefined,
    functions: [
      {
        token: "toy:index:getShop",
        call: ({ city }, { region }) => ({ address: `1 Main Street, ${city}`, region }),
      },
    ],
    faults: [
      {
        kind: "capacity",
        tokens: ["toy:index:Box"],
        code: "NoBoxes",
        text: ({ region }) => `NoBoxes: there are no boxes left in ${region}`,
        source: "Boxes",
      },
    ],
    schemaPath,
    refuseConfig: ({ allowed }, account) =>
      Array.isArray(allowed) && !allowed.includes(account) ? `account ${account} is not allowed` : undefined,
  };
}

/** A secret as it comes over the wire. */
export function secret(value: unknown): Record<string, unknown> {
  return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}
