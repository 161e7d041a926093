require("./report");
const { Network, VirtualMachine } = require("@isobar/core");

const network = new Network("net");
for (let i = 0; i < Number(process.env.BENCH_COUNT); i++) {
  new VirtualMachine(`machine-${i}`, { network, size: { vcpus: 2, memoryGib: 4 } });
}
