import { skipBrackets, type Token } from "./go-tokens.js";

/** As much of an expression of Go as schemas are made of. */
export type Expression =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  /** A dotted name. */
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "call"; readonly callee: Expression; readonly args: readonly Expression[] }
  | { readonly kind: "literal"; readonly items: readonly Item[] }
  | { readonly kind: "sum"; readonly terms: readonly Expression[] }
  /** A function literal, or what this reader doesn't know. */
  | { readonly kind: "other" };

export interface Item {
  readonly key?: Expression;
  readonly value: Expression;
}

const OPERATORS = new Set(["+", "-", "*", "/", "==", "!=", "<", ">", "<=", ">=", "&&", "||", "%", "|"]);

/** Reads the expression that begins at a position. */
export function parseExpression(tokens: readonly Token[], start: number): Expression {
  return new Reader(tokens, start).expression();
}

/** Reads the literal that begins at a position, without what is done with it. */
export function parseLiteral(tokens: readonly Token[], start: number): Expression {
  return new Reader(tokens, start).primary();
}

class Reader {
  readonly #tokens: readonly Token[];
  #at: number;

  constructor(tokens: readonly Token[], start: number) {
    this.#tokens = tokens;
    this.#at = start;
  }

  expression(): Expression {
    const terms = [this.#operand()];
    let sum = true;
    while (OPERATORS.has(this.#text)) {
      sum &&= this.#text === "+";
      this.#at++;
      terms.push(this.#operand());
    }
    const [only] = terms;
    return only && terms.length === 1 ? only : sum ? { kind: "sum", terms } : { kind: "other" };
  }

  get #text(): string {
    return this.#tokens[this.#at]?.text ?? "";
  }

  #operand(): Expression {
    let operand = this.primary();
    for (;;) {
      if (this.#text === "(") {
        operand = { kind: "call", callee: operand, args: this.#list(")").map(({ value }) => value) };
      } else if (this.#text === "{" && operand.kind === "name") {
        operand = { kind: "literal", items: this.#list("}") };
      } else if (this.#text === "[" || this.#text === ".") {
        this.#at = this.#text === "[" ? skipBrackets(this.#tokens, this.#at) : this.#at + 2;
        operand = { kind: "other" };
      } else {
        return operand;
      }
    }
  }

  primary(): Expression {
    const { text = "", value } = this.#tokens[this.#at] ?? {};
    if (value !== undefined) {
      this.#at++;
      return { kind: "text", value };
    }
    if (text === "func") {
      return this.#function();
    }
    if (text === "[" || text === "map") {
      this.#type();
      return this.#text === "{" ? { kind: "literal", items: this.#list("}") } : { kind: "other" };
    }
    if (text === "{") {
      return { kind: "literal", items: this.#list("}") };
    }
    if (text === "(") {
      this.#at = skipBrackets(this.#tokens, this.#at);
      return { kind: "other" };
    }
    this.#at++;
    if (text === "&" || text === "*" || text === "!") {
      return this.primary();
    }
    if (text === "-" || /^\d/.test(text)) {
      const number = text === "-" ? -Number(this.#tokens[this.#at++]?.text) : Number(text.replaceAll("_", ""));
      return { kind: "number", value: number };
    }
    return this.#name(text);
  }

  #name(first: string): Expression {
    let name = first;
    while (this.#text === "." && /^[\p{L}_]/u.test(this.#tokens[this.#at + 1]?.text ?? "")) {
      name += `.${this.#tokens[this.#at + 1]?.text}`;
      this.#at += 2;
    }
    return { kind: "name", name };
  }

  /** Everything up to the closing bracket, separated by commas. */
  #list(close: string): Item[] {
    const end = skipBrackets(this.#tokens, this.#at) - 1;
    const items: Item[] = [];
    this.#at++;
    while (this.#at < end && this.#text !== close) {
      const first = this.expression();
      if (this.#text === ":") {
        this.#at++;
        items.push({ key: first, value: this.expression() });
      } else {
        items.push({ value: first });
      }
      while (this.#at < end && this.#text !== ",") {
        this.#at = "([{".includes(this.#text) ? skipBrackets(this.#tokens, this.#at) : this.#at + 1;
      }
      this.#at++;
    }
    this.#at = end + 1;
    return items;
  }

  /** Passes the type of a literal: `[]string`, `map[string]*schema.Schema`. */
  #type(): void {
    while (this.#text !== "{" && this.#text !== "" && !")},;(".includes(this.#text)) {
      this.#at = this.#text === "[" ? skipBrackets(this.#tokens, this.#at) : this.#at + 1;
    }
    // `map[string]interface{}{`
    if (this.#tokens[this.#at - 1]?.text === "interface") {
      this.#at = skipBrackets(this.#tokens, this.#at);
    }
  }

  #function(): Expression {
    this.#at = skipBrackets(this.#tokens, this.#at + 1);
    while (this.#text !== "{" && this.#text !== "" && this.#text !== ",") {
      this.#at = this.#text === "(" ? skipBrackets(this.#tokens, this.#at) : this.#at + 1;
    }
    if (this.#text === "{") {
      this.#at = skipBrackets(this.#tokens, this.#at);
    }
    return { kind: "other" };
  }
}
