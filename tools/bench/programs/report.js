// Tells the benchmark what the program's process used.
const { writeFileSync } = require("node:fs");

process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const peakMib = process.resourceUsage().maxRSS / 1024;
  writeFileSync(process.env.BENCH_REPORT, JSON.stringify({ cpu: (user + system) / 1e6, peakMib }));
});
