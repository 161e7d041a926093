import { z } from "zod";
import { rule } from "./validate";

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
const FORM = /^([1-9]\d{0,5})([smhd])$/;
const WORDS = 'a time such as "90s", "10m", "72h" or "30d"';

/** Seconds of a time such as `90s`, `10m`, `72h` or `30d`, or undefined for another text. */
export function secondsOf(text: string): number | undefined {
  const [, amount, unit] = FORM.exec(text) ?? [];
  return amount === undefined ? undefined : Number(amount) * SECONDS[unit as keyof typeof SECONDS];
}

/** A time such as `10m`, as its seconds. */
export const duration = z
  .string(rule(WORDS))
  .regex(FORM, rule(WORDS))
  .transform((text) => secondsOf(text) as number);
