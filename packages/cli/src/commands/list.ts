import { listResources } from "@isobar/sandbox";
import Table from "cli-table3";
import { isSandbox, stateFolder } from "../sandbox/state-folder.js";

export interface ListOptions {
  readonly state?: string;
  readonly json?: boolean;
}

/** Prints what exists in the simulated clouds, as a table or as JSON. */
export async function listSandbox(options: ListOptions): Promise<void> {
  // A reader such as `head` may end before all is written.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  const folder = stateFolder(process.cwd(), process.env, options.state);
  const resources = isSandbox(folder) ? await listResources(folder) : [];
  if (options.json) {
    process.stdout.write(`${JSON.stringify(resources, null, 2)}\n`);
    return;
  }
  if (resources.length === 0) {
    process.stdout.write(`The sandbox in ${folder} is empty.\n`);
    return;
  }
  const table = new Table({
    head: ["cloud", "region", "type", "name", "id", "stack"],
    style: { head: [], border: [] },
  });
  table.push(
    ...resources.map((it) => [it.cloud, it.region, it.type, it.name, shortened(it.id), `${it.project}/${it.stack}`]),
  );
  process.stdout.write(`${table}\n`);
}

/** Ids that are long paths fit on no screen: their end, which tells kind and name. */
function shortened(id: string): string {
  const parts = id.split("/");
  return id.length > 48 && parts.length > 3 ? `…/${parts.slice(-2).join("/")}` : id;
}
