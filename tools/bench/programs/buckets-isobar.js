require("./report");
const { Bucket } = require("@isobar/core");

for (let i = 0; i < Number(process.env.BENCH_COUNT); i++) {
  new Bucket(`data-${i}`, { onDelete: "delete" });
}
