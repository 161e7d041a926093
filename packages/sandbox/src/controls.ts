import { type CallLogPart, type LoggedCall, readCallLog, readCallLogFrom } from "./call-log.js";
import type { Control } from "./control.js";
import { drifted } from "./drift.js";
import { type Happened, removeRecord } from "./effects.js";
import type { Fault } from "./faults/kinds.js";
import { parseFault } from "./faults/parse.js";
import { reclaim, tick } from "./happen.js";
import type { Props, SimulatedProvider, StoredResource } from "./model.js";
import type { Path } from "./paths.js";
import type { Store, StoredRecord } from "./store.js";

/** A resource of a simulated cloud with all that is known of it. */
export interface FoundResource extends StoredResource {
  readonly cloud: string;
  readonly region: string;
  /** Where it is, on clouds in which the same id can exist at several places. */
  readonly scope?: string;
  /** Where inputs and outputs hold secrets. */
  readonly secrets: readonly Path[];
}

/** What people and tests do to simulated clouds, also while a command runs. */
export interface Controls {
  /** The faults that are on. */
  faults(): readonly Fault[];
  /**
   * Switches a fault on: `capacity:zone=eu-central-1a,machine=p4d.*`.
   *
   * @throws FaultSyntaxError
   */
  addFault(fault: string | Omit<Fault, "id">): Fault;
  /** Switches a fault off; false if there is none of that id. */
  removeFault(id: string): boolean;
  clearFaults(): void;
  /** The sandbox's time. */
  now(): Date;
  /** Sets the clock forward, and lets happen what comes due until then. */
  advance(milliseconds: number): readonly Happened[];
  /** Takes a machine's capacity back; undefined if no machine of that id or name can be taken back. */
  reclaim(idOrName: string): readonly Happened[] | undefined;
  /** All calls until now, the oldest first. */
  calls(): readonly LoggedCall[];
  /** The calls since an earlier part of the log ended; all of them from 0. */
  callsFrom(position: number): CallLogPart;
  /** All resources, by type and id. */
  resources(): readonly FoundResource[];
  /** The resources of that id, or of that name in a program. */
  find(idOrName: string): readonly FoundResource[];
  /** Changes outputs of a resource behind Pulumi's back, as by hand in a console: drift. */
  edit(resource: FoundResource, outputs: Props): void;
  /** Deletes a resource behind Pulumi's back. */
  remove(resource: FoundResource): void;
  /** Grows with every change of resources, faults and clock, also by another process. */
  version(): number;
}

interface Around {
  readonly store: Store;
  readonly control: Control;
  readonly providers: readonly SimulatedProvider[];
  readonly logFile: string;
}

export function controlsOf({ store, control, providers, logFile }: Around): Controls {
  const secretOutputs = new Map(
    providers.flatMap(({ models }) => models).map(({ type, secrets = [] }) => [type, secrets.map((name) => [name])]),
  );
  const found = ({ autonamed: _, ...record }: StoredRecord): FoundResource => ({
    ...record,
    secrets: [...record.secrets, ...(secretOutputs.get(record.type) ?? [])],
  });
  const resources = () => store.all().map(found);
  return {
    faults: control.faults,
    addFault: (fault) => control.addFault(typeof fault === "string" ? parseFault(fault) : fault),
    removeFault: control.removeFault,
    clearFaults: control.clearFaults,
    now: control.now,
    advance: (milliseconds) => {
      control.advance(milliseconds);
      return tick(store, control, providers);
    },
    reclaim: (idOrName) => reclaim(store, control, providers, idOrName),
    calls: () => readCallLog(logFile),
    callsFrom: (position) => readCallLogFrom(logFile, position),
    resources,
    find: (idOrName) => resources().filter(({ id, urn }) => id === idOrName || urn.endsWith(`::${idOrName}`)),
    edit: ({ type, id, scope }, outputs) =>
      store.transaction(() => {
        const record = store.get(type, id, scope);
        if (record) store.put(drifted(record, outputs));
      }),
    remove: ({ cloud, type, id, scope }) =>
      store.transaction(() => {
        const record = store.get(type, id, scope);
        const provider = providers.find((it) => it.cloud === cloud);
        if (record && provider) removeRecord({ store, provider, now: control.now }, record);
      }),
    version: () => store.version() + control.version(),
  };
}
