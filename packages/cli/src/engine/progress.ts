/** Where lines for the user go. */
export type Log = (line: string) => void;

const SECONDS_BETWEEN_LINES = 10;

/** Says what is being waited for, then every ten seconds how long it has taken. */
export async function withProgress<T>(log: Log, what: string, work: () => Promise<T>): Promise<T> {
  log(`${what} …`);
  const start = Date.now();
  const timer = setInterval(
    () => log(`${what} … ${Math.round((Date.now() - start) / 1000)} s`),
    SECONDS_BETWEEN_LINES * 1000,
  );
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

/** Shows lines on standard error, as isobar's own. */
export function toStandardError(line: string): void {
  process.stderr.write(`isobar: ${line}\n`);
}
