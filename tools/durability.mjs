// Kills engines and sandboxes at random moments, and looks whether `pulumi refresh` and `up` lead to what was asked for.
// Usage: node tools/durability.mjs [--kills N] [--seed N] [--clouds aws,gcp,azure] [--jobs N] [--quiet]
import { parseArgs } from "node:util";
import { build } from "./build.mjs";

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    clouds: { type: "string", default: "aws,gcp,azure" },
    jobs: { type: "string", default: "2" },
    quiet: { type: "boolean", default: false },
    "no-build": { type: "boolean", default: false },
  },
});
if (!values["no-build"]) build();
const { kills, totals } = await import("./dist/durability/index.js");
const results = await kills({
  clouds: values.clouds.split(","),
  kills: Number(values.kills),
  seed: Number(values.seed),
  jobs: Number(values.jobs),
  ...(!values.quiet && { log: (line) => console.log(line) }),
});
for (const line of totals(results)) console.log(line);
process.exit(results.some(({ wrong, left }) => wrong.length + left.length > 0) ? 1 : 0);
