import { log } from "@pulumi/pulumi";
import { IsobarError } from "../errors";
import { sumOf } from "./amount";
import type { Budget } from "./budget-config";
import { leastChanges, type Measure, type Saving } from "./cheaper";
import type { Amount, Estimate, ResourceEstimate } from "./estimate";
import { kg, unknownRows, usd, withRange } from "./table";
import { partsOf } from "./totals";

/** What a program costs, and the ways in which it could cost less. */
export interface Priced {
  readonly estimate: Estimate;
  savings(measure: Measure): Saving[];
}

interface Limit {
  /** The key of the config. */
  readonly key: string;
  readonly measure: Measure;
  readonly most: number;
  readonly service: string | undefined;
}

const DEAREST = 3;
const CHANGES = 4;

/** Refuses a program that costs or emits more than `isobar:budget` allows, or warns of it. What is not known counts for nothing. */
export function refuseOverBudget(priced: Priced, budget: Budget, late: boolean): void {
  const over = limitsOf(budget).filter((limit) => amountOf(priced.estimate, limit).likely > limit.most);
  const [first] = over;
  if (!first) return;
  const refusal = refusalOf(priced, first, late, budget.onExceed);
  if (budget.onExceed === "refuse") throw refusal;
  void log.warn(refusal.message);
}

function limitsOf({ monthly, monthlyKgCo2e, services = {} }: Budget): Limit[] {
  const limit = (key: string, measure: Measure, most: number | undefined, service?: string): Limit[] =>
    most === undefined ? [] : [{ key: `isobar:budget.${key}`, measure, most, service }];
  return [
    ...limit("monthly", "cost", monthly),
    ...limit("monthlyKgCo2e", "emissions", monthlyKgCo2e),
    ...Object.entries(services).flatMap(([name, its]) => [
      ...limit(`services.${name}.monthly`, "cost", its.monthly, name),
      ...limit(`services.${name}.monthlyKgCo2e`, "emissions", its.monthlyKgCo2e, name),
    ]),
  ];
}

/** Clouds write tags' values in their own way, so case does not count. */
function within(resource: ResourceEstimate, { service }: Limit): boolean {
  return service === undefined || resource.tags.service?.toLowerCase() === service.toLowerCase();
}

function amountOf(estimate: Estimate, limit: Limit): Amount {
  if (limit.service === undefined) return estimate[limit.measure];
  const lines = estimate.resources.filter((resource) => within(resource, limit)).flatMap(({ lines: own }) => own);
  return sumOf(lines.map((line) => line[limit.measure]));
}

function refusalOf(priced: Priced, limit: Limit, late: boolean, onExceed: Budget["onExceed"]): IsobarError {
  const { measure, most, service } = limit;
  const amount = amountOf(priced.estimate, limit);
  const text = measure === "cost" ? usd : kg;
  const resources = priced.estimate.resources.filter((resource) => within(resource, limit));
  const estimate = { ...priced.estimate, resources };
  const who = service === undefined ? "the program" : `service "${service}"`;
  const verb = measure === "cost" ? "costs" : "emits";
  const so = onExceed === "warn" ? "" : late ? ", so nothing more is created" : ", so nothing was changed";
  const dearest = [...partsOf(estimate)]
    .sort((a, b) => b[measure].likely - a[measure].likely)
    .slice(0, DEAREST)
    .map((part) => `${part.name} ${text(part[measure].likely)}`);
  const unknown = unknownRows(estimate).map((row) => `\n${row}`);
  return new IsobarError({
    where: limit.key,
    what: `${who} ${verb} ${withRange(amount, text)} a month${so}. Most of it: ${dearest.join(", ")}${unknown.join("")}`,
    allowed: `${text(most)} a month`,
    fix: `${wayBack(priced, limit, amount.likely, resources)}or allow more: pulumi config set --path '${limit.key}' ${Math.ceil(amount.likely)}`,
  });
}

/** The changes that ask least and bring the program under its limit. */
function wayBack({ savings }: Priced, limit: Limit, now: number, resources: readonly ResourceEstimate[]): string {
  const text = limit.measure === "cost" ? usd : kg;
  const names = new Set(partsOf({ resources } as Estimate).map(({ name }) => name));
  const possible = savings(limit.measure).filter(({ part }) => names.has(part));
  const changes = leastChanges(possible, now - limit.most);
  if (changes.length === 0) return "Take something out of it, ";
  const saved = changes.reduce((sum, { saves }) => sum + saves, 0);
  const shown = changes.slice(0, CHANGES).map(({ part, change, saves }) => `${part}: ${change} saves ${text(saves)}`);
  const more = changes.length > CHANGES ? ` and ${changes.length - CHANGES} more changes` : "";
  const then = now - saved;
  const enough = then <= limit.most ? `that makes ${text(then)}` : `which is not enough yet: ${text(then)}`;
  return `The cheapest way back under: ${shown.join("; ")}${more}; ${enough}; `;
}
