import type { Demand } from "@isobar/sandbox";
import { type CloudReport, distinct, unknownNotes } from "./report.js";

/** The plain list of rights, for clouds whose documents isobar doesn't know how to write. */
export function reportOther(cloud: string, demands: readonly Demand[]): CloudReport[] {
  const permissions = demands.flatMap((it) => it.permissions ?? []);
  const text = distinct(permissions.flatMap(({ actions }) => actions)).map((action) => `${action}\n`);
  const documents = [{ file: `${cloud}-permissions.txt`, text: text.join("") }];
  return [{ cloud, documents, conditions: [], enable: [], commands: [], notes: unknownNotes(demands) }];
}
