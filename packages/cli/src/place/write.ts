import * as fs from "node:fs";
import { isMap as isYamlMap, parseDocument, Scalar } from "yaml";
import { UserError } from "../errors.js";
import { writeWhole } from "../files.js";

export interface Decision {
  readonly cloud: string;
  readonly region: string;
  /** Day of the decision, ISO 8601. */
  readonly at: string;
  /** Editions of the catalogues that it was made by. */
  readonly edition: string;
}

const PLACED = "isobar:placed";

/**
 * Writes a decision into a stack's config file; its comments and its order stay.
 * @param tied Keys that belong to the former place, which are removed.
 * @throws UserError if the file has no config to write into.
 */
export function writeDecision(file: string, { cloud, region, at, edition }: Decision, tied: readonly string[]): void {
  const text = fs.readFileSync(file, "utf8");
  const document = parseDocument(text);
  if (document.errors[0]) throw new UserError(`${file} can't be read: ${document.errors[0].message.split("\n")[0]}`);
  if (document.contents === null) document.contents = document.createNode({}) as never;
  if (!document.hasIn(["config"]) || document.getIn(["config"]) === null) document.setIn(["config"], {});
  if (!isYamlMap(document.getIn(["config"], true))) throw new UserError(`${file}: \`config\` is no map of settings`);
  for (const key of tied) document.deleteIn(["config", key]);
  setKept(document, "isobar:cloud", cloud);
  setKept(document, "isobar:region", region);
  // Unquoted, a day would be read as a moment.
  const day = new Scalar(at);
  day.type = "QUOTE_DOUBLE";
  document.setIn(["config", PLACED], document.createNode({ at: day, edition }, { flow: true }));
  const indent = /^config:[ \t]*(?:#.*)?\n(?:[ \t]*(?:#.*)?\n)*( +)\S/m.exec(text)?.[1]?.length ?? 2;
  writeWhole(file, document.toString({ lineWidth: 0, indent, flowCollectionPadding: !/\{\S/.test(text) }));
}

/** Changes the value where there is one, so that a comment beside it stays. */
function setKept(document: ReturnType<typeof parseDocument>, key: string, value: string): void {
  const node = document.getIn(["config", key], true);
  if (node instanceof Scalar) node.value = value;
  else document.setIn(["config", key], value);
}
