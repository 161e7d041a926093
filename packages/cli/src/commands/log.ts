import { setTimeout as sleep } from "node:timers/promises";
import { styleText } from "node:util";
import type { Controls, LoggedCall } from "@isobar/sandbox";
import { UserError } from "../errors.js";
import { inSandbox, type StateOption } from "./controls.js";

export interface LogOptions extends StateOption {
  readonly last?: string;
  readonly refused?: boolean;
  readonly follow?: boolean;
  readonly json?: boolean;
}

const POLL_MS = 250;

/** Prints the calls of the simulated clouds' APIs, the oldest first, and with `follow` those to come until the process ends. */
export async function showLog(options: LogOptions): Promise<void> {
  const last = options.last === undefined ? Number.POSITIVE_INFINITY : Number(options.last);
  if (!(last >= 1)) throw new UserError(`--last ${options.last}: give a number of calls from 1`);
  // A reader such as `head` may end before all is written.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 1));
  await inSandbox(options, async (controls) => {
    const { calls, to } = controls.callsFrom(0);
    const wanted = chosen(calls, options);
    const shown = wanted.slice(Math.max(0, wanted.length - last));
    if (options.follow) {
      print(shown, options);
      await follow(controls, to, options);
    } else if (options.json) {
      process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    } else if (shown.length === 0) {
      process.stdout.write("No calls.\n");
    } else {
      print(shown, options);
    }
  });
}

async function follow(controls: Controls, from: number, options: LogOptions): Promise<never> {
  for (let position = from; ; await sleep(POLL_MS)) {
    const { calls, to } = controls.callsFrom(position);
    print(chosen(calls, options), options);
    position = to;
  }
}

function chosen(calls: readonly LoggedCall[], { refused }: LogOptions): readonly LoggedCall[] {
  return refused ? calls.filter(({ verdict }) => verdict !== "ok") : calls;
}

/** A line for each call, as JSON if that is wanted. */
function print(calls: readonly LoggedCall[], { json }: LogOptions): void {
  for (const call of calls) process.stdout.write(`${json ? JSON.stringify(call) : formatted(call)}\n`);
}

function formatted({ time, cloud, region, operation, token, name, milliseconds, verdict }: LoggedCall): string {
  const refused = verdict !== "ok";
  const place = [cloud, region].filter(Boolean).join("/");
  const columns = [
    time.slice(11, 23),
    coloured(refused ? "red" : "green", refused ? "no" : "ok"),
    operation.padEnd(6),
    place.padEnd(18),
    `${milliseconds} ms`.padStart(8),
    [token, name].filter(Boolean).join("  "),
  ];
  const reason = refused ? `\n${coloured("red", verdict.replace(/^/gm, "    "))}` : "";
  return `${columns.join("  ")}${reason}`;
}

function coloured(colour: "red" | "green", text: string): string {
  return process.stdout.isTTY && !process.env.NO_COLOR ? styleText(colour, text) : text;
}
