import type * as typescript from "typescript";

// Run by Node with the path of a TypeScript, a JSON object of compiler options and the files to check; writes the
// version and one line per error. It looks into the files and into the declarations of our own packages, as `skipLibCheck: false` does for all.

type Compiler = typeof typescript;

const OURS = /[\\/]node_modules[\\/]@isobar[\\/]/;

function check(ts: Compiler, options: object, files: readonly string[]): string[] {
  const converted = ts.convertCompilerOptionsFromJson({ ...options, noEmit: true, skipLibCheck: false }, process.cwd());
  const program = ts.createProgram(files, converted.options);
  const checked = program.getSourceFiles().filter(({ fileName }) => files.includes(fileName) || OURS.test(fileName));
  const found = [
    ...converted.errors,
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...checked.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return found.map((diagnostic) => lineOf(ts, diagnostic));
}

function lineOf(ts: Compiler, { file, start, code, messageText }: typescript.Diagnostic): string {
  const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  return `${file?.fileName ?? ""}:${line} TS${code} ${ts.flattenDiagnosticMessageText(messageText, " ")}`;
}

const [compiler = "", options = "", ...files] = process.argv.slice(2);
const ts = require(compiler) as Compiler;
console.log(`TypeScript ${ts.versionMajorMinor}`);
for (const line of check(ts, JSON.parse(options) as object, files)) console.log(line);
