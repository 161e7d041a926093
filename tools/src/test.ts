import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { findEngine } from "@isobar/cli";
import Mocha from "mocha";

const ROOT = path.resolve(__dirname, "../..");
const JOBS = 2;

/**
 * Runs the compiled tests, of everything or of the folders named, and ends with `N passed, N failed`.
 *
 * @returns The exit code.
 */
export async function test(folders: readonly string[]): Promise<number> {
  const engine = await findEngine({ cwd: ROOT });
  // Less often collected garbage takes a tenth off.
  process.env.NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ""} --max-semi-space-size=64`;
  // What tests leave there goes with it.
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "isobar-test-"));
  process.env.TMPDIR = scratch;
  console.log(`engine: ${engine.description}`);
  const mocha = new Mocha({ timeout: 120_000, slow: 20_000, reporter: "dot", parallel: true, jobs: JOBS });
  for (const file of testFiles(folders)) mocha.addFile(file);
  return new Promise((resolve) => {
    const seconds = new Map<string, number>();
    const runner = mocha.run((failures) => {
      const { passes = 0 } = runner.stats ?? {};
      console.log(`slowest: ${slowest(seconds)}`);
      console.log(`${passes} passed, ${failures} failed`);
      fs.rmSync(scratch, { recursive: true, force: true });
      resolve(failures > 0 || passes === 0 ? 1 : 0);
    });
    runner.on("test end", ({ file = "", duration = 0 }) => {
      seconds.set(file, (seconds.get(file) ?? 0) + duration / 1000);
    });
  });
}

const SLOWEST = 12;

/** The files whose tests took longest, without what they prepare. */
function slowest(seconds: ReadonlyMap<string, number>): string {
  const files = [...seconds].sort((a, b) => b[1] - a[1]).slice(0, SLOWEST);
  return files.map(([file, took]) => `${path.basename(file, ".test.js")} ${took.toFixed(0)} s`).join(", ");
}

function testFiles(folders: readonly string[]): string[] {
  const packages = fs.readdirSync(path.join(ROOT, "packages")).map((name) => `packages/${name}`);
  // Those that take long first, so that no worker is left alone with one at the end.
  const chosen = folders.length ? folders : ["test", "tools", ...packages];
  return chosen.flatMap((folder) => {
    const dist = path.join(ROOT, folder, "dist");
    const files = fs.existsSync(dist) ? fs.readdirSync(dist, { recursive: true, encoding: "utf8" }) : [];
    return files.filter((file) => file.endsWith(".test.js")).map((file) => path.join(dist, file));
  });
}
