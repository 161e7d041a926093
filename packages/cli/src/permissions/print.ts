import * as fs from "node:fs";
import * as path from "node:path";
import type { CloudReport, PermissionDocument } from "./report.js";

/** Text for people: each cloud's documents, how to apply them, and what to know. */
export function describe(reports: readonly CloudReport[]): string {
  return reports.map((report) => `${heading(report)}\n\n${texts(report)}${remarks(report)}`).join("\n");
}

/** Only the documents that give rights, ready for a file. */
export function documentsOnly(reports: readonly CloudReport[]): string {
  const documents = reports.flatMap((report) => report.documents);
  // A stream of JSON needs nothing between its documents; one of YAML does.
  return documents
    .map(({ file, text }, index) => (index > 0 && file.endsWith(".yaml") ? `---\n${text}` : text))
    .join("");
}

/** What {@link documentsOnly} leaves out. */
export function remarksOnly(reports: readonly CloudReport[]): string {
  const conditions = reports.flatMap((report) => report.conditions).map(shown);
  return conditions.join("") + reports.map(remarks).join("\n");
}

/** Writes all documents into a folder, and says what to do with them. */
export function writeDocuments(reports: readonly CloudReport[], folder: string): string {
  fs.mkdirSync(folder, { recursive: true });
  const parts = reports.map((report) => {
    const files = [...report.documents, ...report.conditions];
    for (const { file, text } of files) fs.writeFileSync(path.join(folder, file), text);
    const list = files.map(({ file }) => `  ${path.join(folder, file)}\n`).join("");
    return `${heading(report)}\n\nWritten:\n${list}${remarks(report)}`;
  });
  return parts.join("\n");
}

function heading({ cloud, account }: CloudReport): string {
  return `== ${cloud}${account === undefined ? "" : ` ${account}`} ==`;
}

function texts({ documents, conditions }: CloudReport): string {
  return [...documents, ...conditions].map(shown).join("");
}

function shown({ file, text }: PermissionDocument): string {
  return `${file}:\n${text.trimEnd()}\n\n`;
}

function remarks({ commands, notes }: CloudReport): string {
  const apply = commands.length === 0 ? "" : `To apply:\n${commands.map((line) => `  ${line}\n`).join("")}`;
  const know = notes.length === 0 ? "" : `To know:\n${notes.map((line) => `  - ${line}\n`).join("")}`;
  return `${apply}${know}`;
}
