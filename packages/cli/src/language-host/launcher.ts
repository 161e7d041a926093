import * as fs from "node:fs";
import * as path from "node:path";
import { writeWhole } from "../files.js";

/** What the launcher needs to know, in the environment of the engine. */
export function launcherEnvironment(): Record<string, string> {
  return { ISOBAR_NODE: process.execPath, ISOBAR_LANGUAGE_HOST: path.join(__dirname, "main.js") };
}

const SHELL = `#!/bin/sh
# Starts isobar's language host for the Pulumi engine beside it, inside \`isobar sandbox\`.
if [ -z "$ISOBAR_LANGUAGE_HOST" ]; then
  echo "this Pulumi engine was built by isobar and only runs inside 'isobar sandbox -- COMMAND'" >&2
  exit 1
fi
exec "$ISOBAR_NODE" "$ISOBAR_LANGUAGE_HOST" "$@"
`;

const BATCH = `@"%ISOBAR_NODE%" "%ISOBAR_LANGUAGE_HOST%" %*\r\n`;

/** Puts an executable \`pulumi-language-nodejs\` into the folder, where an engine looks for it. */
export function installLauncher(folder: string): void {
  const windows = process.platform === "win32";
  const file = path.join(folder, `pulumi-language-nodejs${windows ? ".cmd" : ""}`);
  const text = windows ? BATCH : SHELL;
  if (fs.existsSync(file) && fs.readFileSync(file, "utf8") === text) return;
  writeWhole(file, text, 0o755);
}
