// Builds everything a fresh clone needs: compiled packages, catalogue slices, provider schemas.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const BACKENDS = ["aws", "gcp", "azure", "kubernetes"].map((name) => path.join("packages", name));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");

export function build() {
  step("compiling", [tsc, "--build", ...(process.stdout.isTTY ? ["--pretty"] : [])]);
  step("writing the schemas of reports", ["packages/cli/dist/plan/write-schema.js"]);
  step("writing the catalogue", ["packages/catalog/dist/build.js"]);
  for (const backend of BACKENDS) {
    step(`taking the schema of ${backend}`, ["packages/sandbox/dist/schema/build.js", backend]);
  }
}

function step(title, args) {
  const started = Date.now();
  const cold = !existsSync(path.join(ROOT, "packages/cli/dist"));
  if (cold) console.error(`isobar: ${title} …`);
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) {
    console.error(`isobar: ${title} failed`);
    process.exit(1);
  }
  const seconds = (Date.now() - started) / 1000;
  if (seconds > 3) console.error(`isobar: ${title} took ${seconds.toFixed(0)} s`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
