import { secretTexts } from "../recorder/wire.js";

/** What is shown for a secret within a text, as Pulumi does. */
const MASK = "[secret]";
/** Shorter texts occur by chance. */
const TELLING_LENGTH = 6;

export type Mask = <T>(value: T) => T;

/** Masks all texts that hold a secret of these values, however they got there. */
export function maskOf(values: readonly unknown[], secrets: readonly string[]): Mask {
  const texts = [...new Set([...values.flatMap(secretTexts), ...secrets])].filter(
    (text) => text.length >= TELLING_LENGTH,
  );
  return (value) => (texts.length === 0 ? value : (masked(value, texts) as typeof value));
}

function masked(value: unknown, texts: readonly string[]): unknown {
  if (typeof value === "string") return texts.reduce((text, secret) => text.replaceAll(secret, MASK), value);
  if (Array.isArray(value)) return value.map((item) => masked(item, texts));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, masked(item, texts)]));
}
