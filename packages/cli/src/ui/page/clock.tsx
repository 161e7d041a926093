import { useEffect, useRef, useState } from "preact/hooks";
import { act } from "./client.js";
import { Icon } from "./icons.js";
import type { Do } from "./toasts.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEPS = [
  ["1 hour", HOUR],
  ["1 day", DAY],
  ["7 days", 7 * DAY],
  ["30 days", 30 * DAY],
] as const;
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: HOUR, d: DAY };

/** The sandbox's time, which can be set forward. */
export function Clock({ ahead, perform }: { readonly ahead: number; readonly perform: Do }) {
  const [other, setOther] = useState("");
  const popover = useRef<HTMLDivElement>(null);
  const milliseconds = readTime(other);
  const advance = async (by: number, what: string) => {
    popover.current?.hidePopover();
    await perform(() => act("clock", { milliseconds: by }), `The clock was set forward by ${what}.`);
  };
  return (
    <>
      <button type="button" class="clock" popovertarget="clock">
        <Icon name="clock" />
        <Time ahead={ahead} />
        {ahead >= 60_000 && <span class="ahead">+{inWords(ahead)}</span>}
        <Icon name="chevron" />
      </button>
      <div id="clock" ref={popover} popover="auto" class="popover" role="dialog" aria-label="Set the clock forward">
        <h2>Set the clock forward</h2>
        <p>What is due until then happens at once: machines expire, schedules run, deleted things are purged.</p>
        <div class="steps">
          {STEPS.map(([what, by]) => (
            <button key={what} type="button" onClick={() => advance(by, what)}>
              {what}
            </button>
          ))}
        </div>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (milliseconds !== undefined) advance(milliseconds, other.trim()).then(() => setOther(""));
          }}
        >
          <input
            aria-label="Another time, such as 90m or 72h"
            placeholder="such as 90m or 72h"
            value={other}
            onInput={(event) => setOther(event.currentTarget.value)}
          />
          <button type="submit" disabled={milliseconds === undefined}>
            Set
          </button>
        </form>
        <p class="quiet">
          It never goes back; <code>isobar sandbox reset</code> starts anew.
        </p>
      </div>
    </>
  );
}

function Time({ ahead }: { readonly ahead: number }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const time = new Date(now + ahead).toISOString();
  return (
    <time dateTime={time} title="The sandbox's time, in UTC">
      {time.slice(0, 10)} <b>{time.slice(11, 19)}</b>
    </time>
  );
}

function readTime(text: string): number | undefined {
  const [, amount, unit = ""] = /^(\d{1,6})\s*([smhd])$/.exec(text.trim()) ?? [];
  const milliseconds = Number(amount) * (UNITS[unit] ?? 0);
  return milliseconds > 0 ? milliseconds : undefined;
}

function inWords(milliseconds: number): string {
  const parts = [
    [Math.floor(milliseconds / DAY), "d"],
    [Math.floor((milliseconds % DAY) / HOUR), "h"],
    [Math.floor((milliseconds % HOUR) / 60_000), "m"],
  ] as const;
  return parts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .slice(0, 2)
    .join(" ");
}
