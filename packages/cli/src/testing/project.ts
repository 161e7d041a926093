import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

const folders: string[] = [];
process.on("exit", () => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own for one test, without links in its path. It goes when the tests end. */
export function temporaryFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "isobar-cli-")));
  folders.push(folder);
  return folder;
}

/** Writes the files, by their paths within the folder. An object is written as JSON. */
export function writeFiles(folder: string, files: Readonly<Record<string, string | object>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  }
}

/** Writes an executable shell script. */
export function writeScript(file: string, lines: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
}

const SCHEMA = {
  sdk: "@pulumi/toy@1.0.0",
  config: { properties: {}, required: [] },
  resources: {
    "toy:index:Box": { inputs: { properties: { size: "number" }, required: ["size"] }, outputs: ["size"] },
  },
  functions: {},
  types: {},
};

const BACKEND = `
exports.provider = {
  package: "toy", cloud: "toyland", account: "acme", regionKey: "region", schemaPath: __dirname + "/schema.json",
  models: [{ type: "toy:index:Box", id: (_, world) => "box-" + world.hex(8) }], functions: [],
};`;

/** Installs a backend for \`toyland\`, which has boxes, into the folder's node_modules. */
export function installToyBackend(folder: string, name = "@isobar/toy"): void {
  const target = `node_modules/${name}`;
  writeFiles(folder, {
    [`${target}/package.json`]: { name, version: "1.0.0", isobar: { sandbox: "./sandbox.js" } },
    [`${target}/sandbox.js`]: BACKEND,
    [`${target}/schema.json`]: SCHEMA,
  });
}

/** Writes a Pulumi project of plain JavaScript with the toy backend and this checkout's SDK. */
export function writeProject(folder: string, program: string): void {
  installToyBackend(folder);
  writeFiles(folder, {
    "Pulumi.yaml": "name: tiny\nruntime: { name: nodejs, options: { typescript: false } }\n",
    "package.json": { name: "tiny", main: "index.js" },
    "index.js": program,
  });
  const sdk = path.dirname(require.resolve("@pulumi/pulumi/package.json"));
  fs.mkdirSync(path.join(folder, "node_modules", "@pulumi"), { recursive: true });
  fs.symlinkSync(sdk, path.join(folder, "node_modules", "@pulumi", "pulumi"));
}
