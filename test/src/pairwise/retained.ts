import assert from "node:assert/strict";
import { isNative, nameOf, type StateResource } from "../lab/stack.js";
import type { Case } from "./factor.js";

/** Asserts that all that holds data is protected, and the machine if it was asked for, and nothing that isn't theirs. */
export function assertProtection(chosen: Case, state: readonly StateResource[]): void {
  for (const resource of state.filter(isNative)) {
    const expected = isProtected(chosen, resource);
    if (expected === undefined) continue;
    assert.equal(resource.protect ?? false, expected, `protection of ${resource.urn}`);
  }
}

/** Native types of data disks. */
const DATA_DISK = /:(Volume|Disk)$/;
const MACHINE = /:(Instance|VirtualMachine)$/;

/** Undefined for what may be either. */
function isProtected(chosen: Case, { urn, type }: StateResource): boolean | undefined {
  const name = nameOf({ urn });
  if (/:Bucket\$/.test(urn)) return chosen.bucketOnDelete === "retain" && name.startsWith("data") && !isGrant(urn);
  const isRetained = chosen.dataDisks !== "none" && DATA_DISK.test(type) && !name.endsWith("-log");
  // Azure's data disks have a group of their own.
  const isDiskGroup = chosen.dataDisks !== "none" && name === "web-disks";
  if (isRetained || isDiskGroup) return true;
  if (chosen.machineOnDelete !== "protect" || !/:VirtualMachine\$[^$]*::web/.test(urn)) return false;
  return MACHINE.test(type) || undefined;
}

function isGrant(urn: string): boolean {
  return /:Grant\$/.test(urn);
}

/** What `destroy --exclude-protected` leaves: what is protected, and all that it needs. */
export function keptByProtection(state: readonly StateResource[]): StateResource[] {
  const byUrn = new Map(state.map((resource) => [resource.urn, resource]));
  const kept = new Set<string>();
  const keep = (urn: string | undefined) => {
    const resource = urn === undefined ? undefined : byUrn.get(urn);
    if (!resource || kept.has(resource.urn)) return;
    kept.add(resource.urn);
    keep(resource.parent);
    keep(resource.provider?.replace(/::[^:]*$/, ""));
    resource.dependencies?.forEach(keep);
  };
  for (const { urn, protect } of state) if (protect) keep(urn);
  return state.filter(({ urn }) => kept.has(urn));
}
