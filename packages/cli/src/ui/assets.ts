import * as fs from "node:fs";
import * as path from "node:path";
import { HTML } from "./html.js";

/** What is sent, and its media type. */
export interface Content {
  readonly type: string;
  readonly body: Buffer | string;
}

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** All that the page loads, by path. Nothing else of the disk is ever served. */
export function assets(): ReadonlyMap<string, () => Content> {
  const preact = path.dirname(require.resolve("preact/package.json"));
  const files = [
    ...filesOf("page", path.join(__dirname, "page")),
    ...filesOf("style", path.join(__dirname, "..", "..", "ui")),
    ["preact/preact.mjs", path.join(preact, "dist", "preact.mjs")],
    ["preact/hooks.mjs", path.join(preact, "hooks", "dist", "hooks.mjs")],
    ["preact/jsx-runtime.mjs", path.join(preact, "jsx-runtime", "dist", "jsxRuntime.mjs")],
  ] as const;
  return new Map<string, () => Content>([
    ["", () => ({ type: "text/html; charset=utf-8", body: HTML })],
    ...files.flatMap(([name, file]) => {
      const type = TYPES[path.extname(file)];
      return type === undefined ? [] : [[name, () => ({ type, body: fs.readFileSync(file) })] as const];
    }),
  ]);
}

function filesOf(prefix: string, folder: string): [string, string][] {
  return fs.readdirSync(folder).map((name) => [`${prefix}/${name}`, path.join(folder, name)]);
}
