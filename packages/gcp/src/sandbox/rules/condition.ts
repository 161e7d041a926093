/** Names, literals and signs of the Common Expression Language. */
const TOKEN =
  /\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\d+(?:\.\d+)?|[A-Za-z_]\w*|&&|\|\||[=!<>]=|[<>!?:()[\]{},.+*/%-])/guy;
const INFIX = new Set(["&&", "||", "==", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "%", "in", "?", ":"]);
const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]" };
/** "Attribute reference for IAM Conditions". */
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  destination: ["ip", "port"],
  request: ["auth", "host", "path", "time"],
  resource: ["hasTagKey", "hasTagKeyId", "matchTag", "matchTagId", "name", "service", "type"],
};

interface Tokens {
  readonly texts: readonly string[];
  at: number;
}

/** Why an expression of a condition is none; undefined if it is one. */
export function expressionFault(expression: string): string | undefined {
  const texts = tokensOf(expression);
  if (texts === undefined) return "it has signs that don't belong to the language";
  const tokens = { texts, at: 0 };
  if (!isExpression(tokens) || tokens.at < texts.length) return "it does not parse";
  const unknown = texts.find(
    (text, i) => texts[i + 1] === "." && !(ATTRIBUTES[text]?.includes(texts[i + 2] ?? "") ?? true),
  );
  return unknown && `undefined field '${texts[texts.indexOf(unknown) + 2]}'`;
}

function tokensOf(expression: string): string[] | undefined {
  const text = expression.trimEnd();
  const matches = [...text.matchAll(TOKEN)];
  const length = matches.reduce((sum, [match]) => sum + match.length, 0);
  return length < text.length ? undefined : matches.map(([match]) => match.trim());
}

function isExpression(tokens: Tokens): boolean {
  if (!isOperand(tokens)) return false;
  while (INFIX.has(tokens.texts[tokens.at] ?? "")) {
    tokens.at++;
    if (!isOperand(tokens)) return false;
  }
  return true;
}

/** A name, a literal, a list or an expression in parentheses, with calls and fields behind it. */
function isOperand(tokens: Tokens): boolean {
  const text = tokens.texts[tokens.at++] ?? "";
  if (text === "!" || text === "-") return isOperand(tokens);
  if (text === "(" && tokens.texts[tokens.at] === ")") return false;
  const closing = CLOSING[text];
  if (closing !== undefined ? !isList(tokens, closing) : !/^["'\w]/.test(text)) return false;
  for (let next = tokens.texts[tokens.at] ?? ""; /^[.([]$/.test(next); next = tokens.texts[tokens.at] ?? "") {
    tokens.at++;
    const more = CLOSING[next];
    if (more === undefined ? !/^[A-Za-z_]/.test(tokens.texts[tokens.at++] ?? "") : !isList(tokens, more)) return false;
  }
  return true;
}

function isList(tokens: Tokens, closing: string): boolean {
  if (tokens.texts[tokens.at] === closing) return tokens.at++ >= 0;
  while (isExpression(tokens)) {
    const text = tokens.texts[tokens.at++];
    if (text !== ",") return text === closing;
  }
  return false;
}
