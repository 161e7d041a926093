import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { Consumer } from "./consumers/consumer.js";
import { installByPnpm, temporaryFolder } from "./consumers/install.js";

describe("inline programs of the Automation API", function () {
  this.timeout(300_000);
  const folder = temporaryFolder();
  let consumer: Consumer;
  before(async () => {
    const ours = ["core", "cli", "aws", "gcp"] as const;
    installByPnpm(folder, { app: { ours, others: ["@pulumi/pulumi"] } });
    consumer = await Consumer.open(path.join(folder, "app"));
  });
  after(async () => {
    await consumer?.close();
    fs.rmSync(folder, { recursive: true });
  });

  it("go up one after another and side by side, and delete nothing when they are refused", () => {
    const program = path.join(consumer.folder, "automation.js");
    fs.copyFileSync(path.join(__dirname, "consumers/automation.js"), program);
    const { code, output } = consumer.run(consumer.folder, process.execPath, program);
    assert.deepEqual([code, output], [0, "done\n"]);
  });
});
