import Table from "cli-table3";
import type { Outcome, Simulated } from "../project.js";

const PLAIN = { head: [], border: [] };
const WIDEST = 76;

export function title(stack: string, engine: string): void {
  console.log(`\n── ${stack} ${"─".repeat(Math.max(0, WIDEST - stack.length))}\n   engine: ${engine}`);
}

/** What exists in the simulated cloud, as what. */
export function made(resources: readonly Simulated[]): string {
  const table = new Table({ head: ["name", "native type", "id"], style: PLAIN });
  for (const { name, type, id } of resources) table.push([name, type, shortened(id)]);
  return table.toString();
}

export function outputs(values: Readonly<Record<string, unknown>>): string {
  const table = new Table({ head: ["output", "value"], style: PLAIN });
  for (const [name, value] of Object.entries(values)) table.push([name, String(value)]);
  return table.toString();
}

export function seconds(what: string, outcome: Outcome, result: string): void {
  console.log(`   ${what.padEnd(22)} ${outcome.seconds.toFixed(1).padStart(5)} s   ${result}`);
}

function shortened(id: string): string {
  return id.length > WIDEST ? `…${id.slice(1 - WIDEST)}` : id;
}
