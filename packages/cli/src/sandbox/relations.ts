import type { FoundResource, Path } from "@isobar/sandbox";
import { Identifiers } from "./identifiers.js";

/** An input in which one resource names another. */
export interface Mention {
  readonly from: FoundResource;
  readonly to: FoundResource;
  /** Path of the input, such as `securityGroups[0]`. */
  readonly property: string;
}

/** Labels that people give, not references. */
const LABELS: ReadonlySet<string> = new Set(["tags", "tagsAll", "labels", "annotations"]);

/** Which resources name which others in their inputs. */
export function relations(resources: readonly FoundResource[]): Mention[] {
  const identifiers = new Identifiers(resources);
  return resources.flatMap((from) =>
    textsIn(from.inputs).flatMap(({ text, path }) =>
      identifiers.meant(text, path, from).map((to) => ({ from, to, property: formatPath(path) })),
    ),
  );
}

interface Text {
  readonly text: string;
  readonly path: Path;
}

function textsIn(value: unknown, path: Path = []): Text[] {
  if (typeof value === "string") return [{ text: value, path }];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => (LABELS.has(key) ? [] : textsIn(item, [...path, key])));
}

function formatPath(path: Path): string {
  return path.map((key, index) => (typeof key === "number" ? `[${key}]` : `${index > 0 ? "." : ""}${key}`)).join("");
}
