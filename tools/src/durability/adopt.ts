import * as fs from "node:fs";
import * as path from "node:path";
import type { Sandbox } from "@isobar/cli";
import type { Estate } from "./estate.js";

interface Exported {
  readonly deployment: {
    resources?: object[];
    pending_operations?: { readonly type: string; readonly resource: { readonly urn: string } }[];
  };
}

/**
 * Takes resources whose creation was under way when the engine was killed into the stack: in the exported state each one moves
 * from the pending operations to the resources, with the id that the cloud gave it. (`pulumi refresh --import-pending-creates` of
 * engine 3.259 only forgets them.) The next refresh reads the rest.
 *
 * @param ids By URN.
 */
export async function adopt(estate: Estate, sandbox: Sandbox, ids: ReadonlyMap<string, string>): Promise<void> {
  const exported = JSON.parse(await estate.must(sandbox, "stack", "export")) as Exported;
  const { deployment } = exported;
  const { resources = [], pending_operations: pending = [] } = deployment;
  const isMeant = (operation: (typeof pending)[number]) =>
    operation.type === "creating" && ids.has(operation.resource.urn);
  const adopted = pending.filter(isMeant).map(({ resource }) => ({ ...resource, id: ids.get(resource.urn) }));
  deployment.resources = [...resources, ...adopted];
  deployment.pending_operations = pending.filter((operation) => !isMeant(operation));
  const file = path.join(estate.folder, "state.json");
  fs.writeFileSync(file, JSON.stringify(exported));
  await estate.must(sandbox, "stack", "import", "--file", file);
}
