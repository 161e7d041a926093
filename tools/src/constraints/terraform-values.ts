import { resolved, type Scoped } from "./scoped.js";

/** A text, put together where need be; undefined for what can't be known without running it. */
export function textOf(given: Scoped | undefined): string | undefined {
  const { value, ...place } = given ? resolved(given) : { value: undefined };
  if (value === undefined || !("scope" in place)) {
    return undefined;
  }
  if (value.kind === "text") {
    return value.value;
  }
  if (value.kind === "sum") {
    return joined(value.terms.map((term) => textOf({ ...place, value: term })));
  }
  if (value.kind === "call" && value.callee.kind === "name" && value.callee.name === "fmt.Sprintf") {
    const [format, ...args] = value.args.map((argument) => textOf({ ...place, value: argument }));
    return format === undefined || args.includes(undefined)
      ? undefined
      : format.replace(/%[svd]/g, () => args.shift() ?? "");
  }
  return value.kind === "number" ? String(value.value) : undefined;
}

/** A list of texts; undefined if one of them can't be known. */
export function listOf(given: Scoped | undefined): string[] | undefined {
  const { value, ...place } = given ? resolved(given) : { value: undefined };
  if (value?.kind !== "literal" || !("scope" in place)) {
    return undefined;
  }
  const texts = value.items.map((item) => textOf({ ...place, value: item.value }));
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

function joined(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join("");
}
