import * as fs from "node:fs";
import * as path from "node:path";
import { type Expression, parseExpression, parseLiteral } from "./go-expressions.js";
import { skipBrackets, type Token, tokensOf } from "./go-tokens.js";

/** Where a name is declared: for a function the start of what it returns. */
interface Place {
  readonly tokens: readonly Token[];
  readonly start: number;
}

/** The declarations of the packages of a Go module, as far as they are constants, variables and functions without arguments. */
export class Packages {
  readonly #declared = new Map<string, Place>();
  readonly #registered: { scope: string; literal: Expression }[] = [];

  /** Reads all packages under a folder, tests left out. Packages of one name are one here. */
  constructor(root: string) {
    for (const file of fs.readdirSync(root, { recursive: true, encoding: "utf8" })) {
      if (file.endsWith(".go") && !file.endsWith("_test.go")) {
        this.#read(tokensOf(fs.readFileSync(path.join(root, file), "utf8")));
      }
    }
  }

  /** The literals given to `registry.Schema`, with the package that each is in. */
  get registered(): readonly { readonly scope: string; readonly literal: Expression }[] {
    return this.#registered;
  }

  /** What a name stands for in a package, and the package that it is from; undefined if it isn't known. */
  resolve(scope: string, name: string): { readonly scope: string; readonly value: Expression } | undefined {
    const full = name.includes(".") ? name : `${scope}.${name}`;
    const place = this.#declared.get(full);
    return place && { scope: full.split(".")[0] ?? scope, value: parseExpression(place.tokens, place.start) };
  }

  #read(tokens: readonly Token[]): void {
    const scope = tokens[tokens.findIndex(({ text }) => text === "package") + 1]?.text ?? "";
    for (let at = 0; at < tokens.length; ) {
      const text = tokens[at]?.text;
      if (text === "func") {
        at = this.#function(scope, tokens, at);
      } else if (text === "var" || text === "const") {
        at = this.#variables(scope, tokens, at + 1);
      } else {
        at = "([{".includes(text ?? " ") ? skipBrackets(tokens, at) : at + 1;
      }
    }
  }

  #function(scope: string, tokens: readonly Token[], func: number): number {
    const isMethod = tokens[func + 1]?.text === "(";
    const name = tokens[func + 1]?.text ?? "";
    let body = skipBrackets(tokens, isMethod ? func + 1 : func + 2);
    while (tokens[body]?.text !== "{") {
      body = tokens[body]?.text === "(" ? skipBrackets(tokens, body) : body + 1;
    }
    const end = skipBrackets(tokens, body);
    if (name === "init") {
      this.#registrations(scope, tokens, body, end);
    } else if (!isMethod) {
      const result = tokens.findIndex(({ text }, at) => at > body && at < end && text === "return");
      if (result > 0) this.#declared.set(`${scope}.${name}`, { tokens, start: result + 1 });
    }
    return end;
  }

  #registrations(scope: string, tokens: readonly Token[], from: number, to: number): void {
    for (let at = from; at < to; at++) {
      const words = tokens.slice(at, at + 4).map(({ text }) => text);
      if (words.join("") === "registry.Schema{") {
        this.#registered.push({ scope, literal: parseLiteral(tokens, at + 3) });
      }
    }
  }

  #variables(scope: string, tokens: readonly Token[], start: number): number {
    const grouped = tokens[start]?.text === "(";
    const end = grouped ? skipBrackets(tokens, start) : nextLine(tokens, start);
    for (let at = start; at < end; at++) {
      if ("([{".includes(tokens[at]?.text ?? " ") && at > start) {
        at = skipBrackets(tokens, at) - 1;
      } else if (tokens[at]?.text === "=") {
        this.#declared.set(`${scope}.${nameBefore(tokens, at, start)}`, { tokens, start: at + 1 });
      }
    }
    return end;
  }
}

function nextLine(tokens: readonly Token[], start: number): number {
  let at = start + 1;
  while (at < tokens.length && !tokens[at]?.first) at++;
  return at;
}

/** The name in `name Type = …`, which begins a line or follows the keyword. */
function nameBefore(tokens: readonly Token[], equals: number, start: number): string {
  let at = equals - 1;
  while (at > start && !tokens[at]?.first) at--;
  return tokens[at]?.text ?? "";
}
