import type { Controls } from "@isobar/sandbox";
import { UserError } from "../errors.js";
import type { Live } from "./live.js";
import type { Actions, Happened } from "./page/protocol.js";

/** A year: more is a slip. */
const LONGEST_MS = 366 * 86_400_000;

type Action = keyof Actions;
type Act = (live: Live, controls: Controls, request: Request) => readonly Happened[];

/**
 * Does what a page asks for.
 *
 * @returns What happened by it without a call; undefined if there is no such action.
 * @throws UserError if it can't be done.
 */
export function act(
  path: string,
  live: Live,
  controls: Controls,
  body: Readonly<Record<string, unknown>>,
): readonly Happened[] | undefined {
  return isAction(path) ? ACTS[path](live, controls, new Request(body)) : undefined;
}

const ACTS: Readonly<Record<Action, Act>> = {
  "faults/add": ({ switches }, _, request) => {
    switches.add(request.text("fault"));
    return [];
  },
  "faults/switch": ({ switches }, _, request) => {
    switches.set(request.text("key"), request.flag("on"));
    return [];
  },
  "faults/remove": ({ switches }, _, request) => {
    switches.remove(request.text("key"));
    return [];
  },
  clock: (_, controls, request) => {
    const milliseconds = request.number("milliseconds");
    if (!(milliseconds > 0 && milliseconds <= LONGEST_MS)) {
      throw new UserError("the clock is set forward by at most a year at once");
    }
    return controls.advance(milliseconds);
  },
  reclaim: (live, controls, request) => {
    const { id } = live.find(request.text("key"));
    const happened = controls.reclaim(id);
    if (happened === undefined) throw new UserError("its capacity can't be taken back: it is no spot machine");
    return happened;
  },
  delete: (live, controls, request) => {
    const resource = live.find(request.text("key"));
    controls.remove(resource);
    return [{ type: resource.type, id: resource.id, what: "gone" }];
  },
};

function isAction(path: string): path is Action {
  return Object.hasOwn(ACTS, path);
}

/** The members of a request, which come from outside. */
class Request {
  readonly #body: Readonly<Record<string, unknown>>;

  constructor(body: Readonly<Record<string, unknown>>) {
    this.#body = body;
  }

  text(name: string): string {
    return this.#member(name, (value): value is string => typeof value === "string");
  }

  number(name: string): number {
    return this.#member(name, (value): value is number => typeof value === "number" && Number.isFinite(value));
  }

  flag(name: string): boolean {
    return this.#member(name, (value): value is boolean => typeof value === "boolean");
  }

  #member<T>(name: string, is: (value: unknown) => value is T): T {
    const value = this.#body[name];
    if (!is(value)) throw new UserError(`the request has no proper "${name}"`);
    return value;
  }
}
