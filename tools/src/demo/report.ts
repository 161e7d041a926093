import Table from "cli-table3";
import type { Outcome, Simulated } from "../project.js";

/** No colours, and no lines between rows. */
const STYLE = {
  style: { head: [], border: [] },
  chars: { mid: "", "left-mid": "", "mid-mid": "", "right-mid": "" },
};
const WIDEST_ID = 58;
const TITLE = 76;

export function title(stack: string): void {
  console.log(`\n── ${stack} ${"─".repeat(TITLE - stack.length)}`);
}

/** What exists in the simulated cloud, as what. */
export function made(resources: readonly Simulated[]): string {
  const table = new Table({ head: ["name", "native type", "id"], ...STYLE });
  const sorted = [...resources].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, type, id } of sorted) table.push([name, shortType(type), shortId(id)]);
  return table.toString();
}

export function outputs(values: Readonly<Record<string, unknown>>): string {
  const table = new Table({ head: ["output", "value"], ...STYLE });
  for (const [name, value] of Object.entries(values)) table.push([name, String(value)]);
  return table.toString();
}

export function seconds(what: string, outcome: Outcome, result: string): void {
  console.log(`   ${what.padEnd(22)} ${outcome.seconds.toFixed(1).padStart(5)} s   ${result}`);
}

/** `aws:ec2/vpc:Vpc` as the Pulumi registry writes it: `aws.ec2.Vpc`. */
function shortType(type: string): string {
  return type.replace(/\/[^:]*/, "").replaceAll(":", ".");
}

function shortId(id: string): string {
  return id.length > WIDEST_ID ? `…${id.slice(1 - WIDEST_ID)}` : id;
}
