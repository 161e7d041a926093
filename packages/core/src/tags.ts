import { runtime } from "@pulumi/pulumi";
import type { StackConfig } from "./config";
import { IsobarError } from "./errors";

/** What a cloud accepts as tags or labels. */
export interface TagRules {
  /** What the cloud calls them: `tags`, `labels`. */
  readonly called: string;
  readonly maxCount: number;
  readonly maxKeyLength: number;
  readonly maxValueLength: number;
  readonly lowerCase: boolean;
  /** Keys that differ only in case are the same. */
  readonly ignoresCase?: boolean;
  /** A character that keys refuse. */
  readonly illegalInKey: RegExp;
  /** A character that values refuse. */
  readonly illegalInValue: RegExp;
  /** What a refused character becomes. */
  readonly replacement: string;
  /** What a key must start with. */
  readonly keyStart?: RegExp;
  /** Beginnings of keys that the cloud keeps for itself. */
  readonly reserved: readonly string[];
  /** Title of the documentation page. */
  readonly source: string;
}

export type Tags = Readonly<Record<string, string>>;

/** Tags that attribute the cost of everything in the stack. */
export function stackTags({ owner, team, service }: Pick<StackConfig, "owner" | "team" | "service">): Tags {
  const tags = { project: runtime.getProject(), stack: runtime.getStack(), owner, team, service };
  return Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== undefined)) as Tags;
}

/** Tags as the cloud accepts them: other characters replaced, and a clear refusal of what can't be mended. */
export function legalTags(tags: Tags, rules: TagRules, where: string): Record<string, string> {
  const legal: Record<string, string> = {};
  const origin = new Map<string, string>();
  for (const [key, value] of Object.entries(tags)) {
    const to = legalKey(key, rules, where);
    const same = rules.ignoresCase ? to.toLowerCase() : to;
    const other = origin.get(same);
    if (other !== undefined) {
      throw new IsobarError({
        where: `${where}: tags`,
        what: `"${other}" and "${key}" both become the ${rules.called} key "${to}"`,
        fix: "rename one of them",
      });
    }
    origin.set(same, key);
    legal[to] = legalValue(key, value, rules, where);
  }
  if (origin.size > rules.maxCount) {
    throw new IsobarError({
      where: `${where}: tags`,
      what: `there are too many`,
      given: origin.size,
      allowed: `at most ${rules.maxCount} ${rules.called}`,
    });
  }
  return legal;
}

function mended(text: string, illegal: RegExp, rules: TagRules): string {
  const cased = rules.lowerCase ? text.toLowerCase() : text;
  return cased.replace(new RegExp(illegal.source, "gu"), rules.replacement);
}

function legalKey(key: string, rules: TagRules, where: string): string {
  const legal = mended(key, rules.illegalInKey, rules);
  const refuse = (what: string, allowed: string) => {
    throw new IsobarError({ where: `${where}: tags`, what, given: key, allowed });
  };
  if (!legal || legal.length > rules.maxKeyLength) {
    refuse("a key has the wrong length", `1 to ${rules.maxKeyLength} characters`);
  }
  const reserved = rules.reserved.find((start) => legal.toLowerCase().startsWith(start));
  if (reserved !== undefined) refuse("a key is kept by the cloud", `keys that don't start with "${reserved}"`);
  if (rules.keyStart && !rules.keyStart.test(legal)) refuse("a key starts wrongly", `keys like ${rules.keyStart}`);
  return legal;
}

function legalValue(key: string, value: string, rules: TagRules, where: string): string {
  const legal = mended(value, rules.illegalInValue, rules);
  if (legal.length > rules.maxValueLength) {
    throw new IsobarError({
      where: `${where}: tags.${key}`,
      what: "the value is too long",
      given: value,
      allowed: `at most ${rules.maxValueLength} characters`,
    });
  }
  return legal;
}
