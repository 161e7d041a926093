import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import * as ts from "typescript";

const EXAMPLES = path.resolve(__dirname, "../../../examples");

/** Config that the example's `Pulumi.yaml` gives by default, for a project of that name. */
export function exampleConfig(project: string): Record<string, string> {
  return {
    [`${project}:greeting`]: "Hello from Isobar",
    [`${project}:memoryGib`]: "4",
    [`${project}:onDelete`]: "retain",
  };
}

/** Runs an example as it is, anew each time. */
export async function program({ example }: { readonly example: string }): Promise<Record<string, unknown>> {
  const file = path.join(EXAMPLES, example, "index.ts");
  const { outputText } = ts.transpileModule(fs.readFileSync(file, "utf8"), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const exports: Record<string, unknown> = {};
  new Function("exports", "require", outputText)(exports, createRequire(file));
  return exports;
}
