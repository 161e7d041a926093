/** Keys of objects and indexes of lists, from the outermost in. */
export type Path = readonly (string | number)[];

/** A path as Pulumi writes it: `rules[0].tags["a.b"]`. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === "number") {
      return `${text}[${segment}]`;
    }
    if (!/^[A-Za-z_$][\w$-]*$/.test(segment)) {
      return `${text}[${JSON.stringify(segment)}]`;
    }
    return text === "" ? segment : `${text}.${segment}`;
  }, "");
}

/** The segments of a path as Pulumi writes it; `*` stays as it is. */
export function parsePath(text: string): Path {
  return [...text.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+|\*)\]|([^.[\]]+)/g)].map(([, quoted, index, key]) => {
    if (index !== undefined) {
      return index === "*" ? index : Number(index);
    }
    return key ?? JSON.parse(`"${quoted}"`);
  });
}
