import type { Props } from "@isobar/sandbox";
import { holdsTo, REGION, SimulatedGcp, ZONE } from "./simulated-cloud.test.helper";

const STOPS = { onHostMaintenance: "TERMINATE" };
const SPOT = { ...STOPS, preemptible: true, provisioningModel: "SPOT", automaticRestart: false };
const gpu = (machineType: string, type: string, count = 1) => ({
  ...{ machineType, guestAccelerators: [{ type, count }], scheduling: STOPS },
});

describe("rules of machine types in simulated GCP", () => {
  let gcp: SimulatedGcp;
  const base = () => ({
    ...{ name: "new", zone: ZONE, machineType: "e2-medium", networkInterfaces: [{ network: "net" }] },
    bootDisk: { initializeParams: { image: "debian-cloud/debian-12", type: "pd-balanced" } },
  });
  before(async () => {
    gcp = await SimulatedGcp.start();
    await gcp.create("network", "net", { name: "net", autoCreateSubnetworks: true });
  });
  after(() => gcp.close());

  describe("about types", () => {
    holdsTo(() => gcp, "instance", base, [
      ["want zones that there are", {}, { zone: `${REGION}-z` }, /Unknown zone/],
      [
        "want types of their zone",
        { machineType: "n2-standard-4" },
        { machineType: "z3-highmem-8" },
        /'z3-highmem-8' does not exist in zone/,
      ],
      [
        "want types with GPUs where those are",
        { machineType: "a3-highgpu-8g", zone: `${REGION}-b`, scheduling: STOPS },
        { machineType: "a3-highgpu-8g", scheduling: STOPS },
        /'a3-highgpu-8g' does not exist in zone 'europe-west4-a'/,
      ],
      [
        "want even numbers of virtual CPUs",
        { machineType: "n2-custom-6-8192" },
        { machineType: "n2-custom-7-8192" },
        /must be even and at most 128/,
      ],
      [
        "share cores with chosen memory in series E2 alone",
        { machineType: "e2-custom-medium-2048" },
        { machineType: "n2-custom-medium-2048" },
        /does not exist in zone/,
      ],
      [
        "want memory in steps",
        { machineType: "custom-2-2304" },
        { machineType: "custom-2-2305" },
        /multiple of 256 MB/,
      ],
      [
        "want memory in relation to virtual CPUs",
        { machineType: "n1-custom-2-13312" },
        { machineType: "n1-custom-2-13568" },
        /between 1844 MiB to 13312 MiB/,
      ],
    ]);
  });

  describe("about processors", () => {
    const platform = (machineType: string, minCpuPlatform: string) => ({ machineType, minCpuPlatform });
    holdsTo(() => gcp, "instance", base, [
      [
        "want one of their series",
        platform("n2-standard-4", "Intel Ice Lake"),
        platform("n2-standard-4", "AMD Milan"),
        /\[n2-standard-4, AMD Milan\] features are not compatible/,
      ],
      [
        "want one that there is",
        platform("custom-2-2304", "Intel Skylake"),
        platform("custom-2-2304", "Intel Pentium"),
        /CPU platform type with name 'Intel Pentium' does not exist in zone/,
      ],
    ]);
  });

  describe("about GPUs", () => {
    holdsTo(() => gcp, "instance", base, [
      [
        "want workstations' GPUs that there are",
        gpu("n1-standard-4", "nvidia-tesla-t4-vws"),
        gpu("n1-standard-4", "nvidia-tesla-t5-vws"),
        /404/,
      ],
      [
        "want GPUs of their zone",
        gpu("n1-standard-4", "nvidia-tesla-p100"),
        { ...gpu("n1-standard-4", "nvidia-tesla-p4") },
        /404.*acceleratorTypes\/nvidia-tesla-p4/,
      ],
      [
        "want numbers of GPUs that there are",
        gpu("n1-standard-4", "nvidia-tesla-t4", 2),
        gpu("n1-standard-4", "nvidia-tesla-t4", 3),
        /must be one of \[1, 2, 4\]/,
      ],
      [
        "want few virtual CPUs for one GPU",
        gpu("n1-standard-16", "nvidia-tesla-p100"),
        gpu("n1-standard-32", "nvidia-tesla-p100"),
        /\[n1-standard-32, nvidia-tesla-p100:1\] features are not compatible/,
      ],
      [
        "want families that take GPUs",
        gpu("g2-standard-4", "nvidia-l4"),
        gpu("n2-standard-4", "nvidia-tesla-t4"),
        /\[n2-standard-4, nvidia-tesla-t4\] features are not compatible/,
      ],
      [
        "want GPUs of one kind",
        gpu("n1-standard-4", "nvidia-tesla-t4"),
        {
          ...gpu("n1-standard-4", "nvidia-tesla-t4"),
          guestAccelerators: ["nvidia-tesla-t4", "nvidia-tesla-p100"].map((type) => ({ type, count: 1 })),
        },
        /too large: maximum size 1 element/,
      ],
      [
        "stop for maintenance",
        gpu("n1-standard-4", "nvidia-tesla-t4"),
        { ...gpu("n1-standard-4", "nvidia-tesla-t4"), scheduling: { onHostMaintenance: "MIGRATE" } },
        /do not support live migration/,
      ],
    ]);
  });

  describe("about features", () => {
    const n2 = (more: Props) => ({ machineType: "n2-standard-32", ...more });
    const safe = (machineType: string, confidentialInstanceType: string, onHostMaintenance = "TERMINATE") => ({
      ...{ machineType, confidentialInstanceConfig: { confidentialInstanceType }, scheduling: { onHostMaintenance } },
    });
    const nested = { advancedMachineFeatures: { enableNestedVirtualization: true } };
    const fast = { networkPerformanceConfig: { totalEgressBandwidthTier: "TIER_1" } };
    const card = (nicType: string) => ({ networkInterfaces: [{ network: "net", nicType }] });
    const local = (count: number) => ({ scratchDisks: Array.from({ length: count }, () => ({ interface: "NVME" })) });
    holdsTo(() => gcp, "instance", base, [
      ["are confidential in some series", safe("n2d-standard-2", "SEV"), safe("n2-standard-2", "SEV"), /\[.*, SEV\]/],
      ["have TDX in others", safe("c3-standard-4", "TDX"), safe("n2d-standard-2", "TDX"), /\[n2d-standard-2, TDX\]/],
      [
        "move with SEV alone",
        safe("n2d-standard-2", "SEV", "MIGRATE"),
        safe("n2d-standard-2", "SEV_SNP", "MIGRATE"),
        /SEV_SNP do not support live migration/,
      ],
      ["hold machines in some series", n2(nested), nested, /\[e2-medium, nested-virtualization\]/],
      ["are fast if they are large", n2(fast), { machineType: "n2-standard-16", ...fast }, /\[.*, TIER_1\]/],
      [
        "are fast with gVNIC",
        n2({ ...fast, ...card("GVNIC") }),
        n2({ ...fast, ...card("VIRTIO_NET") }),
        /\[n2-standard-32, TIER_1\]/,
      ],
      ["have local disks in certain numbers", n2(local(2)), n2(local(3)), /must be one of \[1, 2, 4, 8, 16, 24\]/],
    ]);
  });

  describe("about scheduling", () => {
    const limited = (seconds: number, more: Props = { instanceTerminationAction: "STOP" }) => ({
      scheduling: { maxRunDuration: { seconds }, ...more },
    });
    const scheduling = (given: Props) => ({ scheduling: given });
    holdsTo(() => gcp, "instance", base, [
      [
        "wants spot machines without restart",
        scheduling(SPOT),
        scheduling({ ...SPOT, automaticRestart: true }),
        /false when AutomaticRestart is true/,
      ],
      [
        "wants spot machines that stop",
        scheduling(SPOT),
        scheduling({ ...SPOT, onHostMaintenance: "MIGRATE" }),
        /OnHostMaintenance isn't TERMINATE/,
      ],
      [
        "wants spot machines to be preemptible",
        scheduling(SPOT),
        scheduling({ ...SPOT, preemptible: false }),
        /preemptible/,
      ],
      [
        "wants known ways to stop",
        scheduling({ ...SPOT, instanceTerminationAction: "STOP" }),
        scheduling({ ...SPOT, instanceTerminationAction: "HALT" }),
        /Must be one of STOP, DELETE/,
      ],
      [
        "wants a termination action with an end alone",
        scheduling({ ...SPOT, instanceTerminationAction: "DELETE" }),
        scheduling({ instanceTerminationAction: "DELETE" }),
        /standard provisioning model/,
      ],
      ["wants a termination action with an end", limited(60), limited(60, {}), /must be specified with a limited/],
      [
        "wants one end",
        limited(60),
        limited(60, { instanceTerminationAction: "STOP", terminationTime: "2999-01-01T00:00:00Z" }),
        /can't be set with maxRunDuration/,
      ],
      [
        "wants an end in the future",
        scheduling({ instanceTerminationAction: "STOP", terminationTime: "2999-01-01T00:00:00Z" }),
        scheduling({ instanceTerminationAction: "STOP", terminationTime: "2020-01-01T00:00:00Z" }),
        /must be in the future/,
      ],
      ["wants run times of 30 seconds at least", limited(30), limited(29), /Must be between 30 and 10368000/],
      [
        "moves series E2",
        scheduling({ onHostMaintenance: "MIGRATE" }),
        scheduling(STOPS),
        /series E2 can only live migrate/,
      ],
    ]);
  });
});
