import type { Props } from "@isobar/sandbox";
import { type Refusal, refusal } from "./refusal";

const MAX_TAGS = 50;
const MAX_NAME = 512;
const MAX_VALUE = 256;
const STORAGE_NAME = 128;

/** "Use tags to organize your Azure resources and management hierarchy": limitations. */
export function refuseTags(tags: unknown, arm: string): Refusal {
  const entries = Object.entries((tags ?? {}) as Props).map(([name, value]) => [name, String(value)] as const);
  const longest = arm === "Microsoft.Storage/storageAccounts" ? STORAGE_NAME : MAX_NAME;
  if (entries.length > MAX_TAGS) {
    return invalid(`The specified tag count '${entries.length}' is greater than maximum '${MAX_TAGS}'.`);
  }
  const illegal = entries.map(([name]) => name).filter((name) => /[<>%&\\?/\p{Cc}]/u.test(name));
  if (illegal.length > 0) {
    return refusal(
      400,
      "InvalidTagNameCharacters",
      `The tag names '${illegal.join(",")}' have reserved characters '<,>,%,&,\\,?,/' or control characters.`,
    );
  }
  const names = entries.map(([name]) => name.toLowerCase());
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) return invalid(`The tag name '${twice}' is given more than once.`);
  const reserved = names.find((name) => /^(microsoft|azure|windows)/.test(name));
  if (reserved !== undefined) return invalid(`The tag name '${reserved}' begins with a reserved prefix.`);
  return refuseLengths(entries, longest);
}

function refuseLengths(entries: readonly (readonly [string, string])[], longest: number): Refusal {
  const [name] = entries.find(([key]) => key.length === 0 || key.length > longest) ?? [];
  if (name !== undefined) {
    return invalid(`The length of tag name '${name}' is not between 1 and the maximum of '${longest}' characters.`);
  }
  const [of, value] = entries.find(([, text]) => text.length > MAX_VALUE) ?? [];
  if (value === undefined) return undefined;
  return invalid(
    `The length '${value.length}' of the value of tag '${of}' exceeds the maximum of '${MAX_VALUE}' characters.`,
  );
}

function invalid(message: string): string {
  return refusal(400, "InvalidTags", message);
}
