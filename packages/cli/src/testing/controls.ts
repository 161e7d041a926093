import { type Controls, type Fault, type FoundResource, type LoggedCall, parseFault } from "@isobar/sandbox";

/** Controls of a sandbox that is in memory, to which tests can add. */
export interface FakeControls extends Controls {
  put(resource: FoundResource): void;
  log(call: LoggedCall): void;
  /** As `isobar sandbox reset` does. */
  reset(): void;
}

export function fakeControls(): FakeControls {
  let [resources, faults, calls]: [FoundResource[], Fault[], LoggedCall[]] = [[], [], []];
  let [version, ahead, number] = [0, 0, 0];
  const change = <T>(result: T): T => {
    version += 1;
    return result;
  };
  const same = (a: FoundResource) => (b: FoundResource) => a.type === b.type && a.id === b.id;
  return {
    faults: () => faults,
    addFault: (fault) => {
      number += 1;
      const added = { ...(typeof fault === "string" ? parseFault(fault) : fault), id: `f${number}` };
      faults = [...faults, added];
      return change(added);
    },
    removeFault: (id) => {
      const before = faults.length;
      faults = faults.filter((fault) => fault.id !== id);
      return change(faults.length < before);
    },
    clearFaults: () => undefined,
    now: () => new Date(Date.now() + ahead),
    advance: (milliseconds) => {
      ahead += milliseconds;
      return change(resources.map(({ type, id }) => ({ type, id, what: "changed" })));
    },
    reclaim: (id) => (id.startsWith("spot") ? [{ type: "toy:index:Box", id, what: "gone" }] : undefined),
    calls: () => calls,
    callsFrom: (position) => {
      const from = calls.length < position ? 0 : position;
      return { calls: calls.slice(from), from, to: calls.length };
    },
    resources: () => resources,
    find: (id) => resources.filter((each) => each.id === id),
    edit: () => undefined,
    remove: (gone) => {
      resources = resources.filter((each) => !same(gone)(each));
      change(undefined);
    },
    version: () => version,
    put: (resource) => {
      resources = [...resources.filter((each) => !same(resource)(each)), resource];
      change(undefined);
    },
    log: (call) => {
      calls = [...calls, call];
    },
    reset: () => {
      [resources, faults, calls] = [[], [], []];
      change(undefined);
    },
  };
}

export function fakeResource(id: string, more: Partial<FoundResource> = {}): FoundResource {
  return {
    type: "toy:index:Box",
    id,
    urn: `urn:pulumi:dev::shop::toy:index:Box::${id}`,
    cloud: "toyland",
    region: "north",
    inputs: {},
    outputs: {},
    secrets: [],
    ...more,
  };
}
