// Simulated clouds in a process of their own, for tools/bench/sandbox.mjs. Arguments: state folder, and what to leave out.
const path = require("node:path");

const ROOT = path.resolve(__dirname, "../../..");
const started = performance.now();
const [stateDir, without] = process.argv.slice(2);
if (without === "log")
  require(path.join(ROOT, "packages/sandbox/dist/call-log.js")).CallLog.prototype.append = () => {};
const { startSandbox } = require(path.join(ROOT, "packages/sandbox"));
const providers = ["aws", "gcp", "azure"].map(
  (cloud) => require(path.join(ROOT, "packages", cloud, "dist/sandbox")).provider,
);
const loaded = performance.now();

startSandbox({ stateDir, providers }).then(({ env }) => {
  const ports = Object.fromEntries(env.PULUMI_DEBUG_PROVIDERS.split(",").map((it) => it.split(":")));
  process.send({
    ports: { aws: ports.aws, gcp: ports.gcp, azure: ports["azure-native"] },
    loadMs: loaded - started,
    startMs: performance.now() - loaded,
  });
});
process.on("message", () => {
  global.gc();
  const { rss, heapUsed } = process.memoryUsage();
  process.send({ rss, heapUsed });
});
process.on("disconnect", () => process.exit());
