/** A refusal as the provider shows it, with the code and the message of Azure Resource Manager's answer. */
export function refusal(status: number, code: string, message: string): string {
  return `Status=${status} Code="${code}" Message="${message}"`;
}

export type Refusal = string | undefined;

/** The first refusal of what these items meet. */
export function firstRefusal<T>(items: readonly T[], refuse: (item: T, index: number) => Refusal): Refusal {
  for (const [index, item] of items.entries()) {
    const reason = refuse(item, index);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** The values at a path of inputs; `a.b` reaches into objects and through lists. */
export function valuesAt(value: unknown, path: string): unknown[] {
  const inner = (of: unknown, key: string) => [(of as Record<string, unknown> | null)?.[key]].flat();
  const found = path.split(".").reduce<unknown[]>((all, key) => all.flatMap((it) => inner(it, key)), [value]);
  return found.filter((it) => it != null);
}
