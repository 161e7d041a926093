import * as fs from "node:fs";
import * as path from "node:path";
import { gunzipSync } from "node:zlib";

/** A text as it is, and as it looks in hexadecimal and inside of something that was written in base64. */
export function appearances(text: string): string[] {
  const hex = Buffer.from(text).toString("hex");
  // Three bytes become four characters, so there are three ways; the characters at both ends depend on the neighbours.
  const base64 = [0, 1, 2].map((offset) =>
    Buffer.from(`${" ".repeat(offset)}${text}`)
      .toString("base64")
      .slice(offset === 0 ? 0 : 4)
      .replace(/=+$/, "")
      .slice(0, -4),
  );
  return [text, hex, ...base64];
}

/** Which of the texts can be read in another one. */
export function readable(texts: readonly string[], where: string): string[] {
  return texts.filter((text) => appearances(text).some((form) => where.includes(form)));
}

/** Files in a folder, folders left out, in which one of the texts can be read. */
export function filesThatTell(texts: readonly string[], folder: string, except: readonly string[]): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => !except.some((other) => file === other || file.startsWith(`${other}${path.sep}`)))
    .filter((file) => fs.statSync(path.join(folder, file)).isFile())
    .filter((file) => readable(texts, contentOf(path.join(folder, file))).length > 0);
}

function contentOf(file: string): string {
  const bytes = fs.readFileSync(file);
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isZipped ? gunzipSync(bytes) : bytes).toString("latin1");
}
