import { UserError } from "../errors.js";
import { inSandbox, type StateOption, theResource } from "./controls.js";

/** Takes the capacity of a spot machine back. */
export function reclaimMachine(idOrName: string, options: StateOption): Promise<void> {
  return inSandbox(options, (controls) => {
    const happened = controls.reclaim(idOrName);
    if (happened === undefined) {
      throw new UserError(
        `no spot machine in the sandbox has the id or name "${idOrName}"; isobar sandbox list shows them all`,
      );
    }
    for (const { type, id, what } of happened) process.stdout.write(`${what}: ${type} ${id}\n`);
  });
}

/** Changes outputs of a resource behind Pulumi's back. */
export function editResource(idOrName: string, values: readonly string[], options: StateOption): Promise<void> {
  const outputs = Object.fromEntries(values.map(readValue));
  return inSandbox(options, (controls) => {
    const found = theResource(controls, idOrName);
    const unknown = Object.keys(outputs).find((key) => !(key in found.outputs));
    if (unknown !== undefined) {
      throw new UserError(
        `${found.type} has no output "${unknown}"; it has ${Object.keys(found.outputs).sort().join(", ")}`,
      );
    }
    controls.edit(found, outputs);
    process.stdout.write(`changed: ${found.type} ${found.id}; pulumi refresh shows it\n`);
  });
}

/** Deletes a resource behind Pulumi's back. */
export function deleteResource(idOrName: string, options: StateOption): Promise<void> {
  return inSandbox(options, (controls) => {
    const found = theResource(controls, idOrName);
    controls.remove(found);
    process.stdout.write(`gone: ${found.type} ${found.id}; pulumi refresh shows it\n`);
  });
}

function readValue(text: string): [string, unknown] {
  const [key = "", ...rest] = text.split("=");
  if (rest.length === 0) throw new UserError(`"${text}": write property=value`);
  const value = rest.join("=");
  try {
    return [key, JSON.parse(value)];
  } catch {
    return [key, value];
  }
}
