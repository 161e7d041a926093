import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { installByPnpm, NEXT_TYPESCRIPT, PACKAGES, run, temporaryFolder } from "./consumers/install.js";
import { typescript } from "./consumers/programs.js";

const ALL = ["aws", "gcp", "azure"] as const;
const VERSIONS = { app: "5.9", next: "6.0" } as const;

/** How programs are checked. */
interface Way {
  readonly options: object;
  /** The kinds of module that this allows. */
  readonly types: readonly ("commonjs" | "module")[];
  readonly clouds: readonly (typeof ALL)[number][];
  /** The version of TypeScript that still has it. Default: all. */
  readonly only?: string;
}

const WAYS: Record<string, Way> = {
  nodenext: { options: { module: "nodenext" }, types: ["commonjs", "module"], clouds: ALL },
  "a bundler's resolution": {
    options: { module: "esnext", moduleResolution: "bundler" },
    types: ["module"],
    clouds: ["gcp"],
  },
  "the resolution of old templates": {
    options: { module: "commonjs", moduleResolution: "node10" },
    types: ["commonjs"],
    clouds: ["gcp"],
    only: "5.9",
  },
};

function wrongOverride(cloud: string): string {
  return `import type {} from "@isobar/${cloud}";
import { VirtualMachine } from "@isobar/core";
new VirtualMachine("web", { size: { vcpus: 2, memoryGib: 4 }, overrides: { ${cloud}: { machine: {} } } });
`;
}

/** A program that imports all that these packages export. */
function everyExport(packages: readonly string[]): string {
  const imports = packages.flatMap((name) => {
    const manifest = path.resolve(__dirname, "../../packages", name, "package.json");
    const { exports } = JSON.parse(fs.readFileSync(manifest, "utf8")) as { exports: Record<string, unknown> };
    const paths = Object.keys(exports).filter((each) => !each.endsWith(".json"));
    return paths.map((each) => path.posix.join("@isobar", name, each));
  });
  return imports
    .map((each, i) => `import type * as e${i} from "${each}";\nexport type E${i} = typeof e${i};\n`)
    .join("");
}

function programs(clouds: readonly (typeof ALL)[number][]): Record<string, string> {
  const others = PACKAGES.filter((name) => !(ALL as readonly string[]).includes(name));
  return {
    "exports.ts": everyExport([...others, ...clouds]),
    ...Object.fromEntries(clouds.map((cloud) => [`${cloud}.ts`, typescript(cloud)])),
    ...Object.fromEntries(clouds.map((cloud) => [`${cloud}-wrong.ts`, wrongOverride(cloud)])),
  };
}

/** Writes the programs into a folder per kind of module, and gives their paths. */
function write(project: string, { types, clouds }: Way): string[] {
  return types.flatMap((type) => {
    const folder = path.join(project, type);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify({ type }));
    return Object.entries(programs(clouds)).map(([name, text]) => {
      fs.writeFileSync(path.join(folder, name), text);
      return path.join(folder, name);
    });
  });
}

/** Checks the files with the project's own TypeScript: its version, and a line per error. */
function check(project: string, { options }: Way, files: readonly string[]): string[] {
  const compiler = path.join(project, "node_modules/typescript");
  const all = JSON.stringify({ strict: true, target: "es2023", types: ["node"], ...options });
  const script = path.join(__dirname, "consumers/check-types.js");
  return run(process.execPath, [script, compiler, all, ...files], project)
    .trim()
    .split("\n");
}

describe("types of the installed packages", function () {
  this.timeout(300_000);
  const folder = temporaryFolder();
  before(() => {
    const others = ["@pulumi/pulumi", "@types/node", "typescript"];
    const next = { ours: PACKAGES, others, typescript: NEXT_TYPESCRIPT };
    installByPnpm(folder, { app: { ours: PACKAGES, others }, next });
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  for (const [app, version] of Object.entries(VERSIONS)) {
    for (const [title, way] of Object.entries(WAYS)) {
      if (way.only !== undefined && way.only !== version) continue;
      it(`are right for TypeScript ${version} with ${title}`, () => {
        const project = path.join(folder, app);
        const files = write(project, way);
        const [compiler, ...errors] = check(project, way, files);
        assert.equal(compiler, `TypeScript ${version}`);
        assert.deepEqual(
          errors.map((line) => line.split(" ", 2).join(" ")),
          files.filter((file) => file.endsWith("-wrong.ts")).map((file) => `${file}:3 TS2353`),
          errors.join("\n"),
        );
      });
    }
  }
});
