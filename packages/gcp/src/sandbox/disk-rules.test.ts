import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { holdsTo, type Made, REGION, SimulatedGcp, ZONE } from "./simulated-cloud.test.helper";

const NIGHT = { schedule: "0 20 * * *" };

describe("rules of disks in simulated GCP", () => {
  let gcp: SimulatedGcp;
  const there: Record<string, Made> = {};
  const image = { initializeParams: { image: "debian-cloud/debian-12", type: "pd-balanced" } };
  const disk = async (name: string, more: Props = {}) => {
    there[name] = await gcp.create("disk", name, { name, zone: ZONE, type: "pd-balanced", size: 10, ...more });
    return there[name];
  };
  const machine = async (name: string, more: Props = {}) => {
    const networkInterfaces = [{ network: "net" }];
    const inputs = { name, zone: ZONE, machineType: "n1-standard-1", bootDisk: image, networkInterfaces, ...more };
    there[name] = await gcp.create("instance", name, inputs);
  };
  before(async () => {
    gcp = await SimulatedGcp.start();
    await gcp.create("network", "net", { name: "net", autoCreateSubnetworks: true });
    for (const name of ["web", "db", "cache"]) await machine(name);
    await machine("tiny", { machineType: "e2-micro" });
    await machine("modern", { machineType: "c4-standard-2", ...hyperdisk });
    for (const name of ["data", "logs"]) await disk(name);
    await disk("away", { zone: `${REGION}-b` });
    await disk("fast", { type: "hyperdisk-balanced" });
  });
  after(() => gcp.close());
  const hyperdisk = { bootDisk: { initializeParams: { image: "debian-cloud/debian-12", type: "hyperdisk-balanced" } } };
  const attach = (name: string, to: string, more: Props = {}) =>
    gcp.create("link", `${name}-${to}`, { disk: there[name]?.id, instance: there[to]?.id, ...more });

  describe("themselves", () => {
    holdsTo(
      () => gcp,
      "disk",
      () => ({ name: "new", zone: ZONE, type: "pd-balanced", size: 10 }),
      [
        ["want free names", {}, { name: "data" }, /Error creating Disk: .*409.*disks\/data' already exists/],
        ["want zones that there are", {}, { zone: `${REGION}-x` }, /Unknown zone/],
        ["are for processors that there are", { architecture: "ARM64" }, { architecture: "RISCV" }, /X86_64, ARM64/],
        [
          "have access modes as Hyperdisks",
          { type: "hyperdisk-balanced", accessMode: "READ_WRITE_SINGLE" },
          { accessMode: "READ_WRITE_MANY" },
          /accessMode.*can't be set for disks of type pd-balanced/,
        ],
        [
          "have operations by their size",
          { type: "hyperdisk-balanced", provisionedIops: 5000 },
          { type: "hyperdisk-balanced", provisionedIops: 5001 },
          /'5001'. Must be at most 500 for each GB/,
        ],
        ["want types that there are", { type: "pd-ssd" }, { type: "pd-slow" }, /404.*diskTypes\/pd-slow/],
        [
          "have 10 GB",
          {},
          { size: 9 },
          /'resource.sizeGb': '9'. Disk size is wrong: pd-balanced disks have between 10/,
        ],
        [
          "have the sizes of their type",
          { type: "hyperdisk-throughput", size: 2048 },
          { type: "hyperdisk-throughput", size: 2047 },
          /hyperdisk-throughput disks have between 2048 and 32768 GB/,
        ],
        ["have 64 TB at most", { size: 65_536 }, { size: 65_537 }, /Disk size is wrong/],
        [
          "have operations a second where they can be chosen",
          { type: "hyperdisk-balanced", provisionedIops: 3000 },
          { provisionedIops: 3000 },
          /can't be set for disks of type pd-balanced/,
        ],
        [
          "have operations a second within limits",
          { type: "pd-extreme", size: 500, provisionedIops: 2500 },
          { type: "pd-extreme", size: 500, provisionedIops: 2499 },
          /Must be between 2500 and 120000/,
        ],
        [
          "have throughput within limits",
          { type: "hyperdisk-balanced", provisionedThroughput: 140 },
          { type: "hyperdisk-balanced", provisionedThroughput: 139 },
          /Must be between 140 and 2400/,
        ],
        [
          "hold their image",
          { type: "hyperdisk-balanced", image: "debian-cloud/debian-12", size: 10 },
          { type: "hyperdisk-balanced", image: "debian-cloud/debian-12", size: 4 },
          /smaller than the image size/,
        ],
        [
          "have one source",
          { snapshot: "s" },
          { snapshot: "s", image: "debian-cloud/debian-12" },
          /more than one source/,
        ],
        ["have blocks of a size", { physicalBlockSizeBytes: 16_384 }, { physicalBlockSizeBytes: 512 }, /4096 or 16384/],
        ["have sources that there are", { sourceDisk: "data" }, { sourceDisk: "gone" }, /404.*disks\/gone/],
        [
          "have sources of their zone",
          { sourceDisk: "data" },
          { sourceDisk: `projects/isobar-sandbox/zones/${REGION}-b/disks/away` },
          /same zone as its source disk/,
        ],
        ["have labels in their form", { labels: { a: "b" } }, { labels: { "1a": "b" } }, /Label key '1a' violates/],
      ],
    );

    it("grow in place, and are replaced to shrink", async () => {
      const made = await disk("growing", { size: 20 });
      assert.equal(((await gcp.update(made, { size: 30 })) as Props).size, 30);
      assert.deepEqual(await gcp.update(made, { size: 10 }), ["size"]);
    });

    it("are not destroyed where their program prevents it", async () => {
      const kept = await disk("kept", { deletionPolicy: "PREVENT" });
      await assert.rejects(gcp.delete(kept), /cannot destroy ComputeDisk without setting deletion_policy="DELETE"/);
    });
  });

  describe("at machines", () => {
    it("are there, and of the machine's zone", async () => {
      const link = await attach("data", "web", { deviceName: "data" });
      await gcp.delete(link);
      await assert.rejects(attach("away", "web"), /404.*zones\/europe-west4-a\/disks\/away/);
      await assert.rejects(gcp.create("link", "x", { disk: "gone", instance: there.web?.id }), /404.*disks\/gone/);
      const nowhere = { disk: there.data?.id, instance: "gone", zone: ZONE };
      await assert.rejects(gcp.create("link", "x", nowhere), /404.*instances\/gone/);
    });

    it("are of types that the machine takes", async () => {
      await gcp.delete(await attach("fast", "modern"));
      await assert.rejects(attach("data", "modern"), /\[pd-balanced\] features are not compatible for attaching disk/);
    });

    it("are of further types that a larger machine takes", async () => {
      const faster = await disk("faster", { type: "hyperdisk-extreme", size: 64 });
      await machine("small", { machineType: "n2-standard-64" });
      await machine("large", { machineType: "n2-standard-80" });
      await assert.rejects(attach("faster", "small"), /\[hyperdisk-extreme\] features are not compatible/);
      for (const made of [await attach("faster", "large"), faster]) await gcp.delete(made);
    });

    it("are at machines that name them too", async () => {
      const own = (mode: string) => ({ attachedDisks: [{ source: "data", mode }] });
      await machine("reader", own("READ_ONLY"));
      await machine("other", own("READ_ONLY"));
      await assert.rejects(machine("third", own("READ_WRITE")), /disks\/data' is already being used/);
      await assert.rejects(
        attach("data", "db"),
        /disks\/data' is already being used by '.*instances\/(?:reader|other)'/,
      );
      for (const name of ["reader", "other"]) await gcp.delete(there[name] as Made);
    });

    it("are at many that write, where they are made for it", async () => {
      await disk("many", { type: "hyperdisk-balanced", accessMode: "READ_WRITE_MANY" });
      await machine("second", { machineType: "c4-standard-2", ...hyperdisk });
      for (const link of [await attach("many", "modern"), await attach("many", "second")]) await gcp.delete(link);
    });

    it("are at one alone, unless all of them only read", async () => {
      const first = await attach("data", "web", { mode: "READ_ONLY" });
      const second = await attach("data", "db", { mode: "READ_ONLY" });
      await assert.rejects(attach("data", "cache"), /disks\/data' is already being used by/);
      await gcp.delete(first);
      await gcp.delete(second);
    });

    it("have names of devices in their form, and each but once", async () => {
      await assert.rejects(attach("data", "web", { deviceName: "a/b" }), /1 to 63 letters/);
      const first = await attach("data", "web", { deviceName: "d" });
      await assert.rejects(attach("logs", "web", { deviceName: "d" }), /device name is already in use/);
      await gcp.delete(await attach("logs", "web", { deviceName: "e" }));
      await gcp.delete(first);
    });

    it("are 15 at most beside the boot disk of a machine of shared cores", async () => {
      const links: Made[] = [];
      for (let n = 0; n < 16; n++) {
        await disk(`many-${n}`);
        if (n < 15) links.push(await attach(`many-${n}`, "tiny"));
      }
      await assert.rejects(attach("many-15", "tiny"), /Exceeded limit 'maximum_persistent_disks' .* Limit: 16\.0/);
      links.push(await attach("many-15", "web"));
      for (const link of links) await gcp.delete(link);
    });

    it("go with their links, and leave before their machine", async () => {
      await disk("brief");
      const link = await attach("brief", "web");
      await gcp.delete(there.brief as Made);
      assert.deepEqual(gcp.controls.find(link.id), []);
      const left = await attach("logs", "cache");
      await gcp.delete(there.cache as Made);
      await assert.rejects(gcp.delete(left), /404.*instances\/cache/);
    });
  });

  describe("with schedules of snapshots", () => {
    const daily = { dailySchedule: { daysInCycle: 1, startTime: "04:00" } };
    const policy = (schedule: Props, more: Props = {}) => ({ snapshotSchedulePolicy: { schedule, ...more } });
    const kept = (maxRetentionDays: number) => policy(daily, { retentionPolicy: { maxRetentionDays } });
    const snapshots = (snapshotProperties: Props) => policy(daily, { snapshotProperties });
    const hourly = (hoursInCycle: number) => policy({ hourlySchedule: { hoursInCycle, startTime: "00:00" } });
    const base = () => ({ name: "new", region: REGION, ...policy(daily) });
    const other = (kind: Props) => ({ snapshotSchedulePolicy: undefined, ...kind });
    const instances = (given: Props) => other({ instanceSchedulePolicy: { timeZone: "Europe/Berlin", ...given } });
    const placement = (groupPlacementPolicy: Props) => other({ groupPlacementPolicy });
    holdsTo(() => gcp, "policy", base, [
      ["want names of RFC 1035", {}, { name: "New" }, /match of regex/],
      ["want regions that there are", {}, { region: "mars-1" }, /Unknown region/],
      ["want one schedule", {}, policy({ ...daily, ...hourly(2).snapshotSchedulePolicy.schedule }), /only one of/],
      ["want to be of a kind", {}, { snapshotSchedulePolicy: undefined }, /one kind of policy must be given/],
      [
        "want times of machines as cron",
        instances({ vmStopSchedule: { schedule: "0 20 * * 1-5" } }),
        instances({ vmStopSchedule: { schedule: "0 27 * * *" } }),
        /vmStopSchedule.schedule.*'0 27 \* \* \*'. Must be a valid cron expression/,
      ],
      [
        "want time zones that there are",
        instances({ vmStartSchedule: { schedule: "0 7 * * *" } }),
        instances({ vmStartSchedule: { schedule: "0 7 * * *" }, timeZone: "Mars/Olympus" }),
        /No such time zone/,
      ],
      [
        "want eight domains at most",
        placement({ availabilityDomainCount: 8 }),
        placement({ availabilityDomainCount: 9 }),
        /between 1 and 8/,
      ],
      [
        "want machines near to each other or apart",
        placement({ collocation: "COLLOCATED", vmCount: 2 }),
        placement({ collocation: "COLLOCATED", availabilityDomainCount: 2 }),
        /can't be set with collocation/,
      ],
      ["want whole hours", {}, policy({ dailySchedule: { daysInCycle: 1, startTime: "04:30" } }), /format HH:00/],
      ["want cycles of hours", hourly(23), hourly(24), /between 1 and 23/],
      ["want cycles of one day", {}, policy({ dailySchedule: { daysInCycle: 2, startTime: "04:00" } }), /must be 1/],
      ["want days to keep snapshots", kept(1), kept(0), /between 1 and 65535/],
      [
        "want locations that there are",
        snapshots({ storageLocations: "eu" }),
        snapshots({ storageLocations: "europe" }),
        /no location/,
      ],
      [
        "want labels in their form",
        snapshots({ labels: { a: "b" } }),
        snapshots({ labels: { A: "b" } }),
        /Label key 'A'/,
      ],
    ]);

    it("are in a consistency group beside it", async () => {
      const group = { name: "group", region: REGION, diskConsistencyGroupPolicy: { enabled: true } };
      const policies = [
        await gcp.create("policy", "group", group),
        await gcp.create("policy", "nightly", { ...base(), name: "nightly" }),
        await gcp.create("policy", "office", { ...base(), name: "office", ...instances({ vmStopSchedule: NIGHT }) }),
      ];
      const join = (name: string) => gcp.create("policyLink", name, { name, disk: "data", zone: ZONE });
      const links = [await join("group"), await join("nightly")];
      await assert.rejects(join("office"), /office' can't be attached to a disk/);
      for (const made of [...links, ...policies]) await gcp.delete(made);
    });
    it("have one, of their region, that stays as long as they use it", async () => {
      const first = await gcp.create("policy", "first", { ...base(), name: "first" });
      const second = await gcp.create("policy", "second", { ...base(), name: "second" });
      await gcp.create("policy", "abroad", { ...base(), name: "abroad", region: "us-east1" });
      const schedule = (name: string, of = "data") => gcp.create("policyLink", name, { name, disk: of, zone: ZONE });
      const link = await schedule("first");
      await assert.rejects(schedule("second"), /has a snapshot schedule already/);
      await assert.rejects(schedule("abroad", "logs"), /404.*europe-west4\/resourcePolicies\/abroad/);
      await assert.rejects(schedule("first", "gone"), /404.*disks\/gone/);
      await assert.rejects(gcp.delete(first), /resourcePolicies\/first' is already being used by '.*disks\/data'/);
      await gcp.delete(link);
      for (const free of [first, second]) await gcp.delete(free);
    });
  });
});
