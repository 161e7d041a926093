import * as path from "node:path";
import { z } from "zod";
import { comparisonSchema } from "../compare/schema.js";
import { writeWhole } from "../files.js";
import { planSchema } from "./schema.js";

// Run by the build: the schemas ship with the package.
const FOLDER = path.join(__dirname, "../../generated");
const SCHEMAS = { plan: planSchema, compare: comparisonSchema };

for (const [command, schema] of Object.entries(SCHEMAS)) {
  const text = JSON.stringify(
    { title: `What \`isobar ${command} --json\` writes`, ...z.toJSONSchema(schema) },
    null,
    2,
  );
  writeWhole(path.join(FOLDER, `${command}.schema.json`), `${text}\n`);
}
