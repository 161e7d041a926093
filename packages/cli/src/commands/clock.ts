import { UserError } from "../errors.js";
import { inSandbox, type StateOption } from "./controls.js";

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Prints the sandbox's time, after it was set forward if a time is given. */
export function clock(time: string | undefined, options: StateOption): Promise<void> {
  const [, amount, unit] = /^(\d{1,6})([smhd])$/.exec(time ?? "0s") ?? [];
  if (amount === undefined) throw new UserError(`"${time}" is no time: give one such as 90s, 10m, 72h or 30d`);
  const milliseconds = Number(amount) * SECONDS[unit as keyof typeof SECONDS] * 1000;
  return inSandbox(options, (controls) => {
    const happened = time === undefined ? [] : controls.advance(milliseconds);
    process.stdout.write(`${controls.now().toISOString()}\n`);
    for (const { type, id, what } of happened) process.stdout.write(`${what}: ${type} ${id}\n`);
  });
}
