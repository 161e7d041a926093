import type { Expression, Item } from "./go-expressions.js";
import type { Packages } from "./go-packages.js";

/** A value, and the package in which its names are looked up. */
export interface Scoped {
  readonly packages: Packages;
  readonly scope: string;
  readonly value: Expression;
}

/** A member of a literal, as it is written. */
export function member({ packages, scope, value }: Scoped, name: string): Scoped | undefined {
  const found = value.kind === "literal" ? value.items.find((item) => isKey(item, name)) : undefined;
  return found && { packages, scope, value: found.value };
}

function isKey({ key }: Item, name: string): boolean {
  return key?.kind === "name" && key.name === name;
}

/** What a name, or the call of a function that is declared, stands for; other values stay as they are. */
export function resolved(scoped: Scoped): Scoped {
  const { packages, scope, value } = scoped;
  const target = value.kind === "call" ? value.callee : value;
  const found = target.kind === "name" ? packages.resolve(scope, target.name) : undefined;
  return found ? resolved({ packages, ...found }) : scoped;
}
