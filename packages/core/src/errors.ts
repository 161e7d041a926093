import { inspect } from "node:util";
import { RunError } from "@pulumi/pulumi";
import { distance } from "fastest-levenshtein";

/** The parts of a refusal that a user needs in order to mend it. */
export interface Refusal {
  /** Config key (`isobar:region`) or resource and argument path (`Bucket "data": lifecycle.logs`). */
  readonly where: string;
  /** What is wrong, as a clause. */
  readonly what: string;
  /** The value that was given; shown as JSON, so never a secret. */
  readonly given?: unknown;
  /** What would be accepted: a sentence part, or the list of values. */
  readonly allowed?: string | readonly string[];
  /** What to do now. */
  readonly fix?: string;
}

/**
 * Every error that Isobar shows to a user. It ends the program without a stack trace, because the message alone says what
 * to change.
 */
export class IsobarError extends RunError {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    const message = describe(refusal);
    super(message);
    this.name = "IsobarError";
    this.refusal = refusal;
    // The SDK writes "error serializing property …" into the message of an error that passes through an input.
    Object.defineProperty(this, "message", { get: () => message, set: () => undefined });
    if (process.env.ISOBAR_STACK_TRACES !== "true") this.stack = message;
  }

  /** What the SDK prints of an error that nobody caught. */
  [inspect.custom](): string {
    return this.stack ?? this.message;
  }
}

/** The candidate closest to a misspelt word, if one is close enough to be meant. */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  let best: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (!best || edits < best.edits) best = { candidate, edits };
  }
  return best && best.edits <= Math.max(2, Math.floor(word.length / 3)) ? best.candidate : undefined;
}

/** `did you mean "x"?`, or undefined when nothing is near. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const near = closest(word, candidates);
  return near === undefined ? undefined : `did you mean "${near}"?`;
}

const LISTED = 12;

/** A list for people: the first dozen values and how many more there are. */
export function enumerate(values: readonly string[]): string {
  const shown = values.slice(0, LISTED).join(", ");
  return values.length > LISTED ? `${shown} and ${values.length - LISTED} more` : shown;
}

function describe({ where, what, given, allowed, fix }: Refusal): string {
  const sentences = [`${beginning(where)}: ${beginning(what, EXPLAINED)}`];
  if (given !== undefined) sentences.push(`Given: ${beginning(textOf(given))}`);
  if (allowed !== undefined) sentences.push(`Allowed: ${typeof allowed === "string" ? allowed : enumerate(allowed)}`);
  if (fix !== undefined) sentences.push(beginning(`${fix.charAt(0).toUpperCase()}${fix.slice(1)}`, EXPLAINED));
  return printable(sentences.map((sentence) => (/[.?!]$/.test(sentence) ? sentence : `${sentence}.`)).join(" "));
}

function textOf(given: unknown): string {
  if (typeof given === "string") return given;
  const plain = (_: string, value: unknown) => (["bigint", "symbol"].includes(typeof value) ? String(value) : value);
  return JSON.stringify(given, plain) ?? String(given);
}

const SHOWN = 300;
/** Of what is wrong, which may end with the lines of a log. */
const EXPLAINED = 2500;

/** Of a text that nobody would read to its end. */
function beginning(text: string, most = SHOWN): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length} characters)`;
}

/** With nothing that a terminal would obey. */
function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
