/**
 * The Pulumi SDK captures a stack trace for every promise it makes, which is about half of a program's time. While
 * Isobar makes children, whose traces would only show Isobar, they are left out. `ISOBAR_STACK_TRACES=true` keeps them.
 *
 * @returns A function that brings them back.
 */
export function pauseStackTraces(): () => void {
  const limit = Error.stackTraceLimit;
  if (process.env.ISOBAR_STACK_TRACES !== "true") Error.stackTraceLimit = 0;
  return () => {
    Error.stackTraceLimit = limit;
  };
}

/** Runs without stack traces: see {@link pauseStackTraces}. */
export function withoutStackTraces<T>(make: () => T): T {
  const resume = pauseStackTraces();
  try {
    return make();
  } finally {
    resume();
  }
}

/** Runs a user's own function with the stack traces the user expects. */
export function withStackTraces<T>(run: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = Math.max(limit, 10);
  try {
    return run();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
