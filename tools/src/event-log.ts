import * as fs from "node:fs";
import * as path from "node:path";

/** What one `pulumi` command did, by the engine's own account. */
export interface Happened {
  /** Operations on resources of the simulated clouds, such as `{ create: 12 }`; "same" left out. */
  readonly changes: Readonly<Record<string, number>>;
  /** The resources behind `changes`. */
  readonly steps: readonly Step[];
  /** Texts of the diagnostics, without colours. */
  readonly diagnostics: readonly { readonly severity: string; readonly message: string }[];
}

export interface Step {
  readonly op: string;
  readonly type: string;
  readonly name: string;
}

interface EngineEvent {
  readonly resourcePreEvent?: {
    readonly metadata: { readonly op: string; readonly type: string; readonly urn: string };
  };
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string; readonly ephemeral?: boolean };
}

/** Commands that have events. */
const COMMANDS = ["up", "preview", "destroy", "refresh"];

/** The engine's events of one command. */
export class EventLog {
  /** What makes the engine know {@link args}. */
  static readonly ENV = { PULUMI_DEBUG_COMMANDS: "true" };

  private readonly file: string;
  /** More arguments of the command. */
  readonly args: readonly string[];

  constructor(folder: string, command: string | undefined) {
    this.file = path.join(folder, `events-${process.hrtime.bigint()}.json`);
    this.args = COMMANDS.includes(command ?? "") ? ["--event-log", this.file] : [];
  }

  /** Sums up what was written, and removes it. */
  read(): Happened {
    if (!fs.existsSync(this.file)) return summarize([]);
    const lines = fs.readFileSync(this.file, "utf8").split("\n").filter(Boolean);
    fs.rmSync(this.file);
    return summarize(lines.map((line) => JSON.parse(line) as EngineEvent));
  }
}

function summarize(events: readonly EngineEvent[]): Happened {
  const steps = events.flatMap(({ resourcePreEvent }) => {
    if (!resourcePreEvent) return [];
    const { op, type, urn } = resourcePreEvent.metadata;
    return op === "same" || isOwn(type) ? [] : [{ op, type, name: urn.split("::").at(-1) ?? "" }];
  });
  const changes: Record<string, number> = {};
  for (const { op } of steps) changes[op] = (changes[op] ?? 0) + 1;
  const diagnostics = events.flatMap(({ diagnosticEvent }) =>
    diagnosticEvent && !diagnosticEvent.ephemeral && diagnosticEvent.severity !== "debug"
      ? [{ severity: diagnosticEvent.severity, message: diagnosticEvent.message.replace(/<\{%.*?%\}>/g, "").trim() }]
      : [],
  );
  return { changes, steps, diagnostics };
}

/** Resources that live in the stack's state alone. */
function isOwn(type: string): boolean {
  return type.startsWith("isobar:") || type.startsWith("pulumi:");
}
