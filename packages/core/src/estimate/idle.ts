const IDLE_MS = 5000;

/**
 * Waits until all promises are settled, or none more was for some seconds: what waits for a provider that waits for the
 * caller would never be.
 */
export function settledOrIdle(promises: readonly Promise<unknown>[], idleMs = IDLE_MS): Promise<void> {
  return new Promise((resolve) => {
    let left = promises.length;
    let before = left;
    const timer = setInterval(() => {
      if (left === before) end();
      before = left;
    }, idleMs);
    const end = () => {
      clearInterval(timer);
      resolve();
    };
    const one = () => {
      left--;
      if (left === 0) end();
    };
    for (const promise of promises) promise.then(one, one);
    if (promises.length === 0) end();
  });
}
