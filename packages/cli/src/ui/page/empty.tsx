import { Command } from "./command.js";

const LINES = [
  "M40 150C40 70 120 30 220 34s210 40 208 118-86 118-190 116S40 236 40 150Z",
  "M84 150c0-58 62-84 138-82s158 30 158 86-62 84-140 82-156-24-156-86Z",
  "M126 150c0-38 44-54 98-52s110 20 110 54-44 54-98 52-110-16-110-54Z",
  "M168 150c0-20 26-28 58-27s62 11 62 28-26 28-58 27-62-8-62-28Z",
];

/** What to do first. */
export function Empty({ option, hasCalls }: { readonly option: string; readonly hasCalls: boolean }) {
  return (
    <div class="empty">
      <svg viewBox="0 0 470 300" aria-hidden="true">
        {LINES.map((line) => (
          <path key={line} d={line} />
        ))}
      </svg>
      <h2>{hasCalls ? "The clouds are empty" : "Nothing was deployed here yet"}</h2>
      <p>
        Run a Pulumi program in this sandbox. What it makes appears here while it runs: no account, nothing real is
        touched.
      </p>
      <Command label="In the program's folder" parts={["isobar sandbox", option, "-- pulumi up"]} />
    </div>
  );
}
