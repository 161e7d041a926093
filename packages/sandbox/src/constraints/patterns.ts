import type { Pattern } from "./types.js";

// "RE2 syntax" and ".NET regular expressions: character classes".
const POSIX: Readonly<Record<string, string>> = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  digit: "0-9",
  lower: "a-z",
  upper: "A-Z",
  space: "\\s",
  word: "\\w",
  xdigit: "0-9A-Fa-f",
};

/** Atomic and conditional groups, options amid the pattern, negated classes by name, quoting. */
const LACKING = /\(\?(?:>|\(|[-a-zU]+[:)])|\\[pP]\{\^|\[:\^|\\[QEGC]/;

/** A regular expression of Go or .NET in JavaScript, or undefined where JavaScript can't say the same. */
export function translatePattern(given: string): Pattern | undefined {
  const [, options = "", body = ""] = /^(?:\(\?([a-z]+)\))?(.*)$/s.exec(given) ?? [];
  if (/[^ims]/.test(options) || LACKING.test(body)) {
    return undefined;
  }
  const source = body
    .replace(/\[:(\w+):\]/g, (text, name: string) => POSIX[name] ?? text)
    .replace(/\(\?P</g, "(?<")
    .replace(/\\A/g, "^")
    .replace(/\\[zZ]/g, "$");
  // Without this flag JavaScript takes \p{L} literally; with it, it refuses needless escapes such as \-.
  const flags = `${options}${/\\[pP]/.test(source) ? "u" : ""}`;
  try {
    new RegExp(source, flags);
  } catch {
    return undefined;
  }
  return { given, source, ...(flags && { flags }) };
}
