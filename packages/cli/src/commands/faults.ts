import { type Controls, type Fault, FaultSyntaxError, formatFault, parseFault } from "@isobar/sandbox";
import { UserError } from "../errors.js";
import { inSandbox, type StateOption } from "./controls.js";

export function listFaults(options: StateOption): Promise<void> {
  return inSandbox(options, print);
}

/** @throws UserError for a fault that is written wrong; then none is switched on. */
export function addFaults(faults: readonly string[], options: StateOption): Promise<void> {
  return inSandbox(options, (controls) => {
    const parsed = faults.map(readFault);
    for (const fault of parsed) controls.addFault(fault);
    print(controls);
  });
}

export function removeFaults(ids: readonly string[], options: StateOption): Promise<void> {
  return inSandbox(options, (controls) => {
    if (ids.length === 0) controls.clearFaults();
    const missing = ids.filter((id) => !controls.removeFault(id));
    if (missing.length > 0)
      throw new UserError(`there is no fault ${missing.join(", ")}; isobar sandbox fault shows them`);
    print(controls);
  });
}

/** @throws UserError for a fault that is written wrong. */
export function readFault(text: string): Omit<Fault, "id"> {
  try {
    return parseFault(text);
  } catch (error) {
    throw error instanceof FaultSyntaxError ? new UserError(error.message) : error;
  }
}

function print(controls: Controls): void {
  const faults = controls.faults();
  const lines = faults.map((fault) => `${fault.id}  ${formatFault(fault)}`);
  process.stdout.write(`${lines.length === 0 ? "No fault is on." : lines.join("\n")}\n`);
}
