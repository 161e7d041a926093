import * as path from "node:path";
import { z } from "zod";
import { writeWhole } from "../files.js";
import { planSchema } from "./schema.js";

// Run by the build: the schema ships with the package.
const FILE = path.join(__dirname, "../../generated/plan.schema.json");
const title = "What `isobar plan --json` writes";
writeWhole(FILE, `${JSON.stringify({ title, ...z.toJSONSchema(planSchema) }, null, 2)}\n`);
