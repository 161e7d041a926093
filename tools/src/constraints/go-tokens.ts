export interface Token {
  /** The quotation mark for a string. */
  readonly text: string;
  /** Of a string. */
  readonly value?: string;
  /** Whether it is the first of its line. */
  readonly first: boolean;
}

const PATTERN =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(`[^`]*`)|("(?:[^"\\\n]|\\.)*")|('(?:[^'\\]|\\.)+')|([\p{L}_][\p{L}\p{N}_]*)|(\d[\w.]*)|(:=|\.\.\.|&&|\|\||<-|[=!<>]=|.)/gsu;

/** The tokens of a source file, without comments and white space. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let first = true;
  for (const [text, raw, quoted, rune, name, number, sign] of source.matchAll(PATTERN)) {
    if (raw !== undefined || quoted !== undefined) {
      tokens.push({ text: '"', value: raw?.slice(1, -1) ?? unquoted(text), first });
    } else if (rune !== undefined || name !== undefined || number !== undefined || sign !== undefined) {
      tokens.push({ text, first });
    } else {
      first ||= text.includes("\n");
      continue;
    }
    first = false;
  }
  return tokens;
}

function unquoted(quoted: string): string {
  const simple: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v" };
  return quoted
    .slice(1, -1)
    .replace(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|(.))/gs, (_, unicode, hex, plain) =>
      plain === undefined ? String.fromCharCode(Number.parseInt(unicode ?? hex, 16)) : (simple[plain] ?? plain),
    );
}

/** The position after the bracket that closes the one at `open`. */
export function skipBrackets(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const text = tokens[at]?.text ?? "";
    if ("([{".includes(text)) depth++;
    if (")]}".includes(text) && --depth === 0) return at + 1;
  }
  return tokens.length;
}
