import * as fs from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { type Document, isMap, isScalar, parse, parseDocument, Scalar } from "yaml";
import { UserError } from "../errors.js";
import { writeWhole } from "../files.js";
import { type Edit, edited, endOfLine, startOfLine } from "./edits.js";

export interface Decision {
  readonly cloud: string;
  readonly region: string;
  /** Day of the decision, ISO 8601. */
  readonly at: string;
  /** Editions of the catalogues that it was made by. */
  readonly edition: string;
}

const CLOUD = "isobar:cloud";
const REGION = "isobar:region";
const PLACED = "isobar:placed";

/**
 * Writes a decision into a stack's config file; all else in it stays as it is.
 * @param tied Keys that belong to the former place.
 * @returns Those of them that the file had, and that are removed.
 * @throws UserError if the file has no config to write into.
 */
export function writeDecision(file: string, decision: Decision, tied: readonly string[]): string[] {
  const text = fs.readFileSync(file, "utf8").replace(/[^\n]$/, "$&\n");
  const document = parseDocument(text);
  if (document.errors[0]) throw new UserError(`${file} can't be read: ${document.errors[0].message.split("\n")[0]}`);
  const gone = tied.filter((key) => key !== CLOUD && key !== REGION && document.hasIn(["config", key]));
  const inPlace = spliced(text, document, decision, gone);
  const whole = rewritten(document, decision, gone);
  if (whole === undefined) throw new UserError(`${file}: \`config\` is no map of settings`);
  writeWhole(file, inPlace !== undefined && isDeepStrictEqual(values(inPlace), values(whole)) ? inPlace : whole);
  return gone;
}

/** What both ways of writing must agree on. */
function values(text: string): unknown {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

/** The text with only the lines changed that must; undefined where the config is no block of lines. */
function spliced(text: string, { contents }: Document, decision: Decision, tied: readonly string[]) {
  const config = isMap(contents) ? contents.get("config", true) : undefined;
  if (!isMap(config) || config.flow || config.items.length === 0) return undefined;
  const edits: Edit[] = [];
  const added = new Map([
    [CLOUD, decision.cloud],
    [REGION, decision.region],
  ]);
  let [indent, end] = ["", 0];
  for (const { key, value } of config.items) {
    if (!isScalar(key) || !key.range) return undefined;
    const name = String(key.value);
    const [from] = key.range;
    const range = (value as Scalar | null)?.range ?? key.range;
    const to = endOfLine(text, Math.max(range[1], key.range[1]));
    [indent, end] = [text.slice(startOfLine(text, from), from), to];
    const now = added.get(name);
    if (now !== undefined && isScalar(value)) {
      const quote = /^["']/.exec(text.slice(range[0], range[0] + 1))?.[0] ?? "";
      edits.push({ from: range[0], to: range[1], text: `${quote}${now}${quote}` });
      added.delete(name);
    } else if (tied.includes(name) || name === PLACED) edits.push({ from: startOfLine(text, from), to, text: "" });
  }
  const { at, edition } = decision;
  const lines = [
    ...[...added].map(([key, value]) => `${key}: ${value}`),
    `${PLACED}: { at: "${at}", edition: "${edition}" }`,
  ];
  return edited(text, [...edits, { from: end, to: end, text: lines.map((line) => `${indent}${line}\n`).join("") }]);
}

/** The whole file anew, with its comments and order; undefined if there is nothing to write into. */
function rewritten(document: Document, { cloud, region, at, edition }: Decision, tied: readonly string[]) {
  if (document.contents === null) document.contents = document.createNode({});
  if (!isMap(document.contents)) return undefined;
  if (document.getIn(["config"]) == null) document.setIn(["config"], document.createNode({}));
  if (!isMap(document.getIn(["config"], true))) return undefined;
  for (const key of tied) document.deleteIn(["config", key]);
  document.setIn(["config", CLOUD], cloud);
  document.setIn(["config", REGION], region);
  // Unquoted, a day would be read as a moment.
  const day = new Scalar(at);
  day.type = "QUOTE_DOUBLE";
  document.setIn(["config", PLACED], document.createNode({ at: day, edition }));
  return document.toString({ lineWidth: 0 });
}
