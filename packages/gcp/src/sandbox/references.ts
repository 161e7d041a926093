import type { Props } from "@isobar/sandbox";
import { nameOf, props, text } from "./cloud";

type Same = (before: string, after: string) => boolean;

/** Links, paths and names: as the provider compares them, a mere name is any resource of that name. */
export const sameResource: Same = (before, after) => {
  const path = (given: string) => given.replace(/^.*?(?=projects\/)/, "");
  const areWhole = before.includes("/") && after.includes("/");
  return areWhole ? path(before) === path(after) : nameOf(before) === nameOf(after);
};

export const sameName: Same = (before, after) => nameOf(before) === nameOf(after);

/** Images by link, by path, and as `project/name`. */
export const sameImage: Same = (before, after) => {
  const owner = (given: string) => /(?:projects\/)?([^/]+)\/(?:global\/|[^/]+$)/.exec(given)?.[1];
  const [one, other] = [owner(before) ?? owner(after), owner(after) ?? owner(before)];
  return one === other && nameOf(before) === nameOf(after);
};

function at(holder: unknown, [key, ...rest]: readonly string[]): unknown {
  return key === undefined ? holder : at(props(holder)[key], rest);
}

/** Paths that force a replacement, without those of references whose resource stays the same. */
export function immutableBut(paths: readonly string[], references: Readonly<Record<string, Same>>) {
  return (before: Props, _config: Props, after: Props): string[] =>
    paths.filter((path) => {
      const [one, other] = [before, after].map((inputs) => text(at(inputs, path.split("."))));
      return one === undefined || other === undefined || !references[path]?.(one, other);
    });
}
