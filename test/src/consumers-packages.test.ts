import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { PACKAGES, pack, type Tarballs, temporaryFolder } from "./consumers/install.js";

interface Manifest {
  readonly name: string;
  readonly dependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

/** The package that a module specifier belongs to. */
function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

/** Packages that a file imports, at run time or for its types alone. */
function imports(text: string): string[] {
  const found = text.matchAll(/(?:^(?:import|export) [^;]*?from |\brequire\(|\bimport\(|^import )"([^".][^"]*)"/gm);
  return [...found].map((match) => match[1] ?? "").filter((name) => !name.startsWith("node:"));
}

describe("the tarballs", function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  let tarballs: Tarballs;
  before(() => {
    tarballs = pack(folder);
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  for (const name of PACKAGES) {
    it(`@isobar/${name} has the right types for every way of resolution`, async () => {
      const { checkPackage, createPackageFromTarballData } = await import("@arethetypeswrong/core");
      const checked = await checkPackage(createPackageFromTarballData(fs.readFileSync(tarballs[name])));
      assert.ok(checked.types, "it has no types");
      assert.deepEqual(checked.problems, []);
    });
    it(`@isobar/${name} is packed as package managers and bundlers want`, async () => {
      const { publint } = await import("publint");
      const { buffer, byteLength, byteOffset } = fs.readFileSync(tarballs[name]);
      const tarball = buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
      assert.deepEqual((await publint({ pack: { tarball }, strict: true })).messages, []);
    });
    it(`@isobar/${name} holds its licence and no tests, and declares what it imports`, async () => {
      const { createPackageFromTarballData } = await import("@arethetypeswrong/core");
      const packed = createPackageFromTarballData(fs.readFileSync(tarballs[name]));
      const root = `/node_modules/@isobar/${name}`;
      const files = packed.listFiles().map((file) => path.posix.relative(root, file));
      assert.ok(files.includes("LICENSE"));
      assert.equal(files.includes("generated/NOTICE"), files.includes("generated/catalogue.json"));
      assert.deepEqual(
        files.filter((file) => /\.test\.|tsbuildinfo$|^src\//.test(file)),
        [],
      );
      const manifest = JSON.parse(packed.readFile(`${root}/package.json`)) as Manifest;
      const declared = [manifest.name, ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })];
      const foreign = files
        .filter((file) => /\.(js|d\.ts)$/.test(file))
        .flatMap((file) => imports(packed.readFile(`${root}/${file}`)).map((each) => [file, packageOf(each)] as const))
        .filter(([, each]) => !declared.includes(each));
      assert.deepEqual(foreign, []);
    });
  }
});
