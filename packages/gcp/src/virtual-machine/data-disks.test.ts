import assert from "node:assert/strict";
import { VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { PROJECT, REGION, refusal, run } from "../simulated.test.helper";

const SIZE = { vcpus: 2, memoryGib: 4 };
const DISK = "gcp:compute/disk:Disk";
const LINK = "gcp:compute/attachedDisk:AttachedDisk";
const POLICY = "gcp:compute/resourcePolicy:ResourcePolicy";
const POLICY_LINK = "gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment";
const labels = { project: "shop", stack: "dev" };

type Disks = NonNullable<VirtualMachineArgs["dataDisks"]>;
const machine = (dataDisks: Disks, args: Partial<VirtualMachineArgs> = {}) =>
  new VirtualMachine("web", { size: SIZE, dataDisks, ...args });

describe("data disks of a VirtualMachine on GCP", () => {
  it("are disks of their own in the machine's zone, attached by their name", async () => {
    const { find, result } = await run(() => machine({ db: { sizeGib: 100, mountPath: "/db" } }));
    const disk = find(DISK, "web-data-disk-db");
    assert.deepEqual(disk.inputs, { zone: `${REGION}-a`, type: "pd-balanced", size: 100, labels });
    assert.deepEqual([disk.protect, disk.retainOnDelete], [true, true]);
    const link = find(LINK, "web-disk-attachment-db");
    const { disk: attached, instance, ...rest } = link.inputs;
    assert.deepEqual(rest, { deviceName: "db" });
    assert.match(String(attached), new RegExp(`^projects/${PROJECT}/zones/${REGION}-a/disks/web-data-disk-db-`));
    assert.equal(instance, await settled(result.id));
    assert.deepEqual([link.protect, link.retainOnDelete, link.deleteBeforeReplace], [false, false, true]);
    const web = find("gcp:compute/instance:Instance", "web");
    assert.deepEqual([web.ignoreChanges, web.inputs.attachedDisks], [["attachedDisks"], undefined]);
    const script = String((web.inputs.metadata as Record<string, string>)["startup-script"]);
    assert.match(script, /isobar_mount '\/dev\/disk\/by-id\/google-db' '\/db'/);
  });

  it("are named after their keys, whatever others there are", async () => {
    const links = async (keys: string[]) => {
      const disks = Object.fromEntries(keys.map((key) => [key, { sizeGib: 10 }]));
      const { inputs } = (await run(() => machine(disks))).find(LINK, "web-disk-attachment-b");
      return inputs.deviceName;
    };
    assert.equal(await links(["a", "b", "c"]), await links(["c", "b"]));
  });

  it("can be taken from a machine that is protected", async () => {
    const disks: Disks = { a: { sizeGib: 10, onDelete: "delete", snapshots: { everyHours: 24, keep: 1 } } };
    const { all } = await run(() => machine(disks, { onDelete: "protect" }));
    for (const type of [LINK, POLICY, POLICY_LINK]) assert.equal(all(type)[0]?.protect, false, type);
    assert.equal(all(DISK)[0]?.protect, true);
  });

  it("leave a machine that has none free to be attached to by others", async () => {
    const { find } = await run(() => machine({}));
    assert.deepEqual(find("gcp:compute/instance:Instance", "web").ignoreChanges, []);
  });

  it("have legal names however long that of the machine is", async () => {
    const name = `machine-${"x".repeat(60)}`;
    const disks = { a: { sizeGib: 10, snapshots: { everyHours: 24, keep: 1 } } };
    const { all } = await run(() => new VirtualMachine(name, { size: SIZE, dataDisks: disks }));
    for (const type of [DISK, POLICY])
      assert.match(String(all(type)[0]?.inputs.name), /^[a-z][-a-z0-9]{1,61}[a-z0-9]$/);
  });

  for (const [type, hdd, balanced, ssd] of [
    ["n2-standard-2", "pd-standard", "pd-balanced", "pd-ssd"],
    ["c4-standard-2", "hyperdisk-balanced", "hyperdisk-balanced", "hyperdisk-balanced"],
    ["g2-standard-4", "pd-balanced", "pd-balanced", "pd-ssd"],
  ] as const) {
    it(`are of types that ${type} takes`, async () => {
      const classes = ["hdd", "balanced", "ssd"] as const;
      const disks = Object.fromEntries(classes.map((kind) => [kind, { sizeGib: 10, class: kind }]));
      const { find } = await run(() => machine(disks, { size: { type: { gcp: type } } }));
      const found = classes.map((kind) => find(DISK, `web-data-disk-${kind}`).inputs.type);
      assert.deepEqual(found, [hdd, balanced, ssd]);
    });
  }

  it("refuse more than a machine with shared cores takes, and names that GCP uses itself", async () => {
    const some = Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`d${i}`, { sizeGib: 10 }]));
    const small = { size: { type: { gcp: "e2-small" } } };
    assert.match(await refusal(() => machine(some, small)), /dataDisks.*e2-small takes fewer.*at most 15/);
    assert.match(
      await refusal(() => machine({ "persistent-disk-0": { sizeGib: 10 } })),
      /dataDisks\.persistent-disk-0/,
    );
  });
});

describe("type of a data disk on GCP", () => {
  const disks = { db: { sizeGib: 10 } };
  const kept = { "web-disk-db": { type: "pd-balanced", class: "balanced", series: "n2" } };
  const sized = (type: string) => () => machine(disks, { size: { type: { gcp: type } } });

  it("stays when the machine's type changes", async () => {
    const { find } = await run(sized("c3-standard-4"), {
      kept: { "web-disk-db": { type: "pd-ssd", class: "balanced", series: "n2" } },
    });
    assert.equal(find(DISK, "web-data-disk-db").inputs.type, "pd-ssd");
    const trigger = async (type: string) =>
      (await run(sized(type))).find("pulumi:index:Stash", "web-disk-db").replacementTrigger;
    assert.equal(await trigger("c4-standard-2"), await trigger("n2-standard-2"));
  });

  it("refuses a machine that does not take it, before it is stopped", async () => {
    const message = await refusal(sized("c4-standard-2"), { kept });
    assert.match(message, /size.*dataDisks\.db.*c4-standard-2 with a disk of type pd-balanced.*series n2/s);
  });

  it("refuses another class, which would be another disk", async () => {
    const program = () => machine({ db: { sizeGib: 10, class: "hdd", onDelete: "delete" } });
    const message = await refusal(program, { kept });
    assert.match(message, /dataDisks\.db\.class.*empty.*Given: hdd.*Allowed: balanced/);
  });

  it("is never held against the machine that it was chosen for, whatever a newer catalogue says", async () => {
    const chosen = { "web-disk-db": { type: "pd-extreme", class: "balanced", series: "n2" } };
    const { find } = await run(sized("n2-standard-4"), {
      kept: chosen,
      outputs: ({ type, name }) => ({ id: `${type} ${name}` }),
    });
    assert.equal(find(DISK, "web-data-disk-db").inputs.type, "pd-extreme");
  });
});

describe("snapshots of a data disk on GCP", () => {
  const policyOf = async (everyHours: number, keep: number) => {
    const { find } = await run(() => machine({ db: { sizeGib: 10, snapshots: { everyHours, keep } } }));
    return find(POLICY, "web-snapshot-schedule-db").inputs.snapshotSchedulePolicy;
  };
  const policy = (schedule: object, maxRetentionDays: number) => ({
    schedule,
    retentionPolicy: { maxRetentionDays, onSourceDiskDelete: "APPLY_RETENTION_POLICY" },
    snapshotProperties: { labels, storageLocations: REGION },
  });

  it("follow a schedule of the disk's own", async () => {
    const { find } = await run(() => machine({ db: { sizeGib: 10, snapshots: { everyHours: 24, keep: 7 } } }));
    const { name } = find(POLICY_LINK, "web-schedule-attachment-db").inputs;
    assert.match(String(name), /^web-snapshot-schedule-db-[0-9a-f]{7}$/);
    assert.equal(find(POLICY, "web-snapshot-schedule-db").inputs.region, REGION);
  });

  it("are kept for at least as many days as it takes to have so many", async () => {
    const weekly = { weeklySchedule: { dayOfWeeks: [{ day: "SUNDAY", startTime: "00:00" }] } };
    assert.deepEqual(await policyOf(24, 7), policy({ dailySchedule: { daysInCycle: 1, startTime: "00:00" } }, 7));
    assert.deepEqual(await policyOf(168, 4), policy(weekly, 28));
    assert.deepEqual(await policyOf(6, 5), policy({ hourlySchedule: { hoursInCycle: 6, startTime: "00:00" } }, 2));
  });

  it("are refused at intervals that GCP has not", async () => {
    for (const everyHours of [5, 48]) {
      const disks = { db: { sizeGib: 10, snapshots: { everyHours, keep: 1 } } };
      assert.match(await refusal(() => machine(disks)), /dataDisks\.db\.snapshots\.everyHours.*168/);
    }
  });
});
