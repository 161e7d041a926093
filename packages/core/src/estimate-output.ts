import { type Output, output } from "@pulumi/pulumi";
import { deployment } from "./deployment";
import { IsobarError } from "./errors";
import type { EstimateTotals } from "./estimate/totals";

/**
 * What everything that the program declares costs and emits in one month, for `export`: totals with their range, and the
 * likely figures by resource, team, service and owner. It is known in previews too. What is declared after the first
 * top-level `await` that follows the call is left out.
 *
 * @example
 * export const monthly = estimate().monthlyUsd;
 */
export function estimate(): Output<EstimateTotals> {
  const current = deployment();
  const found = current.estimated();
  if (found) return output(found);
  throw new IsobarError({
    where: "estimate()",
    what: "there is no stack, as in unit tests under Pulumi's mocks",
    fix: "leave it out there",
  });
}
