import { type Controls, type Fault, formatFault } from "@isobar/sandbox";
import { readFault } from "../commands/faults.js";
import { UserError } from "../errors.js";
import type { FaultSwitch } from "./page/protocol.js";

interface Switch {
  /** The number of its first id, which stays when it is switched on again under another one. */
  readonly key: string;
  readonly fault: Fault;
  readonly on: boolean;
}

/** The faults of a sandbox, and those that were switched off here and can be switched on again. */
export class FaultSwitches {
  readonly #controls: Controls;
  #switches: readonly Switch[] = [];

  constructor(controls: Controls) {
    this.#controls = controls;
  }

  list(): FaultSwitch[] {
    return this.#current().map(({ key, fault, on }) => ({ key, text: formatFault(fault), on }));
  }

  /** @throws UserError for a fault that is written wrong. */
  add(fault: string): void {
    this.#controls.addFault(readFault(fault));
  }

  /** @throws UserError if there is none of that key. */
  set(key: string, on: boolean): void {
    const found = this.#find(key);
    if (found.on === on) return;
    if (!on) this.#controls.removeFault(found.fault.id);
    const { id: _, ...rest } = found.fault;
    this.#replace({ ...found, fault: on ? this.#controls.addFault(rest) : found.fault, on });
  }

  /** @throws UserError if there is none of that key. */
  remove(key: string): void {
    const { fault } = this.#find(key);
    this.#controls.removeFault(fault.id);
    this.#switches = this.#current().filter((each) => each.key !== key && each.fault.id !== fault.id);
  }

  #find(key: string): Switch {
    const found = this.#current().find((each) => each.key === key);
    if (found === undefined) throw new UserError("this fault was removed meanwhile");
    return found;
  }

  #replace(changed: Switch): void {
    this.#switches = this.#switches.map((each) => (each.key === changed.key ? changed : each));
  }

  /** What was here and is still so, and what others have switched on meanwhile. */
  #current(): readonly Switch[] {
    const faults = this.#controls.faults();
    const ids = new Set(faults.map(({ id }) => id));
    const known = this.#switches.filter(({ on, fault }) => !on || ids.has(fault.id));
    const knownIds = new Set(known.filter(({ on }) => on).map(({ fault }) => fault.id));
    const added = faults.filter(({ id }) => !knownIds.has(id)).map((fault) => ({ key: fault.id, fault, on: true }));
    this.#switches = [...known, ...added];
    return this.#switches;
  }
}
