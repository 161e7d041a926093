import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Consumer, type Program } from "./consumers/consumer.js";
import { installByPnpm, NEXT_TYPESCRIPT, temporaryFolder } from "./consumers/install.js";
import { CHECKED, COMMONJS, PREVIEWED, typescript, UNCHECKED } from "./consumers/programs.js";

const OURS = ["core", "cli", "aws", "gcp", "azure"] as const;
const OTHERS = ["@pulumi/pulumi", "@types/node", "ts-node", "tsx", "typescript"];
const TSX = { typescript: false, nodeargs: "--import tsx" };

describe("installed from tarballs by pnpm with all backends, nothing hoisted", function () {
  this.timeout(300_000);
  const folder = temporaryFolder();
  let consumer: Consumer;
  let next: Consumer;
  before(async () => {
    installByPnpm(folder, {
      app: { ours: OURS, others: OTHERS },
      next: { ours: OURS, others: OTHERS, typescript: NEXT_TYPESCRIPT },
    });
    consumer = await Consumer.open(path.join(folder, "app"));
    next = await Consumer.open(path.join(folder, "next"));
  });
  after(async () => {
    await consumer?.close();
    await next?.close();
    fs.rmSync(folder, { recursive: true });
  });

  it("no package uses what it doesn't declare", () => {
    assert.match(consumer.preview("plain", { files: { "index.js": COMMONJS }, cloud: "azure" }), PREVIEWED);
  });
  for (const type of ["commonjs", "module"] as const) {
    const cloud = type === "module" ? "gcp" : "aws";
    const program = (tsconfig: string): Program => ({
      cloud,
      manifest: { type, main: "index.ts" },
      files: { "index.ts": typescript(cloud), "tsconfig.json": tsconfig },
    });
    it(`Pulumi's own loader runs TypeScript, type: ${type}`, () => {
      const tsconfig = type === "commonjs" ? CHECKED : UNCHECKED;
      assert.match(consumer.preview(`loader-${type}`, program(tsconfig)), PREVIEWED);
    });
    it(`so it does with TypeScript ${NEXT_TYPESCRIPT}, type: ${type}`, () => {
      const tsconfig = type === "module" ? CHECKED : UNCHECKED;
      assert.match(next.preview(`loader-${type}`, program(tsconfig)), PREVIEWED);
    });
    it(`tsx runs TypeScript, type: ${type}`, () => {
      assert.match(consumer.preview(`tsx-${type}`, { ...program(UNCHECKED), options: TSX }), PREVIEWED);
    });
  }
});
