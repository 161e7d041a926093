import type { PlannedAmount } from "./schema.js";

/** "39.42", "1,234.50": two digits after the point, more for what is less than a cent. */
export function money(value: number): string {
  const digits = value !== 0 && Math.abs(value) < 0.01 ? 4 : 2;
  return value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The likely figure. */
export function figure(amount: PlannedAmount | null): string {
  return amount === null ? "unknown" : money(amount.likely);
}

/** "39.42 (35.00 to 44.00)": the range only where there is one. */
export function ranged(amount: PlannedAmount | null): string {
  if (amount === null) return "unknown";
  const { low, likely, high } = amount;
  const [from, to] = [money(low), money(high)];
  return from === to ? money(likely) : `${money(likely)} (${from} to ${to})`;
}

/** The sum of the likely figures that are known; null if none is. */
export function likelySum(amounts: readonly (PlannedAmount | null)[]): number | null {
  const known = amounts.flatMap((amount) => (amount === null ? [] : [amount.likely]));
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}
