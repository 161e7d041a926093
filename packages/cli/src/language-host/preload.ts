import * as util from "node:util";

// Loaded into programs before anything else. Node's coloured `util.inspect`, by which Pulumi's SDK prints an exception,
// runs in circles for seconds and then fails if a line of the stack ends in `node_modules/FILE` or
// `node_modules/@SCOPE/FILE`, as the SDK's own lines do by their source maps (nodejs/node#64011, fixed in newer releases).
const ENDLESS = /node_modules[\\/](@[^\\/\n]*[\\/])?[^\\/\n]*$/m;

const safe = new Proxy(util.inspect, {
  apply(inspect, self, [value, options, ...others]: [unknown, util.InspectOptions | undefined, ...unknown[]]) {
    const isEndless = options?.colors === true && value instanceof Error && ENDLESS.test(value.stack ?? "");
    return Reflect.apply(inspect, self, [value, isEndless ? { ...options, colors: false } : options, ...others]);
  },
});

(require("node:util") as { inspect: typeof util.inspect }).inspect = safe;

// A program whose language host was killed would wait for answers that nobody gives.
const POLL_MILLISECONDS = 1000;
const host = process.ppid;
setInterval(() => {
  if (process.ppid !== host) process.exit(1);
}, POLL_MILLISECONDS).unref();
