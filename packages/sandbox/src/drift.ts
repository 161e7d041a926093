import type { Props } from "./model.js";
import type { StoredRecord } from "./store.js";
import { isObject } from "./values.js";

/**
 * A record whose outputs changed behind Pulumi's back. What the program gave is read back as it is now, as by the real
 * providers, so that the command after a refresh puts it right. Lists of objects stay: they hold computed parts too.
 */
export function drifted(record: StoredRecord, outputs: Props): StoredRecord {
  const given = Object.entries(outputs).filter(([name, value]) => name in record.inputs && !holdsObjects(value));
  return {
    ...record,
    inputs: { ...record.inputs, ...Object.fromEntries(given) },
    outputs: { ...record.outputs, ...outputs },
  };
}

function holdsObjects(value: unknown): boolean {
  return Array.isArray(value) ? value.some(isObject) : isObject(value) && Object.values(value).some(isObject);
}
