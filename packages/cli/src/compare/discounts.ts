import { UserError } from "../errors.js";
import { CATEGORIES, type Category } from "./categories.js";

/** A discount that a customer has, as the customer says. */
export interface Discount {
  readonly cloud: string;
  /** What it is given on; undefined for everything. */
  readonly category: Category | undefined;
  /** 0.12: 12 % off. */
  readonly share: number;
}

const FORM = /^([^:=]+)(?::([^=]+))?=(\d+(?:\.\d+)?)%?$/;

/**
 * Reads `aws=12%` and `gcp:machines=20%`.
 * @throws UserError if it can't be read, or names something that there isn't.
 */
export function readDiscount(text: string, clouds: readonly string[]): Discount {
  const [, cloud = "", category, percent = ""] = FORM.exec(text.trim()) ?? [];
  const share = Number(percent) / 100;
  const form = `--discount ${text}: give CLOUD=PERCENT or CLOUD:WHAT=PERCENT, such as aws=12% or gcp:machines=20%`;
  if (cloud === "" || !(share >= 0 && share <= 1)) throw new UserError(form);
  if (!clouds.includes(cloud))
    throw new UserError(`--discount ${text}: nothing is compared on ${cloud}, only on ${clouds.join(", ")}`);
  if (category !== undefined && !isCategory(category)) {
    throw new UserError(`--discount ${text}: there is no "${category}"; give one of ${CATEGORIES.join(", ")}`);
  }
  return { cloud, category, share };
}

/** The share that is taken off: a discount on the category itself goes before one on everything. */
export function discountOn(discounts: readonly Discount[], cloud: string, category: Category): number {
  const here = discounts.filter((discount) => discount.cloud === cloud);
  const own = here.findLast((discount) => discount.category === category);
  return (own ?? here.findLast((discount) => discount.category === undefined))?.share ?? 0;
}

function isCategory(text: string): text is Category {
  return (CATEGORIES as readonly string[]).includes(text);
}
