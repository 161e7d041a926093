import assert from "node:assert/strict";
import { type DataDisk, Network, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { natives, refusal, run, statements, waitsFor } from "../testing";

const VOLUME = "aws:ebs/volume:Volume";
const ATTACHMENT = "aws:ec2/volumeAttachment:VolumeAttachment";
const POLICY = "aws:dlm/lifecyclePolicy:LifecyclePolicy";
const size = { vcpus: 2, memoryGib: 4 };

type Disks = Readonly<Record<string, DataDisk>>;

function machine(dataDisks: Disks, args: Partial<VirtualMachineArgs> = {}, options: Parameters<typeof run>[1] = {}) {
  return run(() => {
    const network = new Network("net", { outbound: "none" });
    return new VirtualMachine("web", { network, size, dataDisks, ...args });
  }, options);
}

async function volumeOf(disk: DataDisk) {
  const { tags: _, ...rest } = (await machine({ data: disk })).find(VOLUME, "web-data-disk-data").inputs;
  return rest;
}

async function namesOf(dataDisks: Disks, kept: Readonly<Record<string, string>> = {}) {
  const recording = await machine(dataDisks, {}, { kept });
  return Object.fromEntries(
    recording.all(ATTACHMENT).map(({ name, inputs }) => [name.split("-").at(-1), inputs.deviceName]),
  );
}

describe("aws: data disks", () => {
  it("are encrypted, tagged volumes in the machine's zone, and nothing but the disk itself is retained", async () => {
    const zone = "eu-central-1b";
    const disks = { data: { sizeGib: 100 }, log: { sizeGib: 20, onDelete: "delete" as const } };
    const recording = await machine(disks, {}, { kept: { "web-zone": zone } });
    const { inputs, protect, retainOnDelete } = recording.find(VOLUME, "web-data-disk-data");
    assert.deepEqual(inputs, {
      availabilityZone: zone,
      size: 100,
      type: "gp3",
      iops: 3000,
      throughput: 125,
      encrypted: true,
      tags: { Name: "web-data-disk-data", project: "shop", stack: "dev" },
    });
    assert.deepEqual([protect, retainOnDelete], [true, true]);
    const log = recording.find(VOLUME, "web-data-disk-log");
    assert.deepEqual([log.protect, log.retainOnDelete], [false, false]);
    const others = recording.all(ATTACHMENT);
    assert.equal(others.length, 2);
    assert.ok(others.every((attachment) => !attachment.protect && !attachment.retainOnDelete));
  });

  it("have a type and a speed for each class, which are always given", async () => {
    const zone = "eu-central-1a";
    const common = { availabilityZone: zone, encrypted: true };
    const hdd = await volumeOf({ sizeGib: 200, class: "hdd" });
    assert.deepEqual(hdd, { ...common, size: 200, type: "st1" });
    const smallHdd = await volumeOf({ sizeGib: 124, class: "hdd" });
    assert.deepEqual(smallHdd, { ...common, size: 124, type: "gp3", iops: 3000, throughput: 125 });
    const ssd = await volumeOf({ sizeGib: 10, class: "ssd" });
    assert.deepEqual(ssd, { ...common, size: 10, type: "gp3", iops: 5000, throughput: 250 });
  });

  it("are attached by a resource of their own, whose predecessor goes first", async () => {
    const recording = await machine({ data: { sizeGib: 100 } });
    const { inputs, deleteBeforeReplace } = recording.find(ATTACHMENT, "web-data-disk-attachment-data");
    assert.deepEqual(inputs, {
      deviceName: "/dev/xvdbx",
      instanceId: await settled(recording.result.id),
      volumeId: inputs.volumeId,
      stopInstanceBeforeDetaching: true,
    });
    assert.match(String(inputs.volumeId), /^vol-0[0-9a-f]{16}$/);
    assert.equal(deleteBeforeReplace, true);
    assert.ok(!("ebsBlockDevices" in recording.find("aws:ec2/instance:Instance", "web").inputs));
  });

  it("leave a machine that can't be stopped when it is terminated", async () => {
    const recording = await machine({ data: { sizeGib: 100 } }, { spot: { onInterruption: "delete" } });
    const { skipDestroy, stopInstanceBeforeDetaching } = recording.find(
      ATTACHMENT,
      "web-data-disk-attachment-data",
    ).inputs;
    assert.deepEqual([skipDestroy, stopInstanceBeforeDetaching], [true, undefined]);
  });

  it("are found by their serial", async () => {
    const recording = await machine({ data: { sizeGib: 100, mountPath: "/data" } });
    const { volumeId } = recording.find(ATTACHMENT, "web-data-disk-attachment-data").inputs;
    const path = `/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${String(volumeId).replace("-", "")}`;
    const script = String(recording.find("aws:ec2/instance:Instance", "web").inputs.userData);
    assert.ok(script.includes(`isobar_mount '${path}' '/data'`), script);
  });

  it("are not mounted where they have no serial", async () => {
    const v100 = { vcpus: 8, memoryGib: 30, gpu: { model: "V100-16GB" } };
    const program = (disk: DataDisk) => () => new VirtualMachine("web", { size: v100, dataDisks: { data: disk } });
    const mounted = await refusal(program({ sizeGib: 100, mountPath: "/data" }));
    assert.match(mounted, /dataDisks\.data\.mountPath: on p3\.2xlarge.*Allowed: .*Nitro/);
    assert.equal((await run(program({ sizeGib: 100 }))).all(ATTACHMENT).length, 1);
  });
});

describe("aws: device names of data disks", () => {
  const disk = { sizeGib: 10 };

  it("stay whatever other disks come and go", async () => {
    const both = await namesOf({ data: disk, log: disk });
    assert.deepEqual(both, { data: "/dev/xvdbx", log: "/dev/xvdcg" });
    assert.deepEqual(await namesOf({ log: disk }), { log: both.log });
    assert.deepEqual(await namesOf({ a: disk, log: disk, data: disk }), { ...both, a: "/dev/xvdbr" });
    assert.deepEqual(await namesOf({ data: disk }, { "web-device-data": "/dev/xvdcz" }), { data: "/dev/xvdcz" });
  });

  it("are given to a disk once, also where two would get the same", async () => {
    const [db, work] = [await namesOf({ db: disk }), await namesOf({ work: disk })];
    assert.equal(db.db, work.work);
    const together = await namesOf({ db: disk, work: disk });
    assert.notEqual(together.db, together.work);
    for (const [old, added] of [
      ["db", "work"],
      ["work", "db"],
    ] as const) {
      const names = await namesOf({ db: disk, work: disk }, { [`web-device-${old}`]: String(db.db) });
      assert.equal(names[old], db.db);
      assert.notEqual(names[added], db.db);
    }
  });

  it("are refused where a new disk can't know of an old one's", async () => {
    const dataDisks = { a: disk, b: disk };
    const kept = { "web-device-b": "/dev/xvdbr" };
    const message = await refusal(() => new VirtualMachine("web", { size, dataDisks }), { kept });
    assert.match(message, /dataDisks\.a: takes the same device as dataDisks\.b/);
  });
});

describe("aws: snapshots of data disks", () => {
  const snapshots = { everyHours: 12, keep: 14 };

  it("are taken by one policy for each disk, which its own tag names", async () => {
    const recording = await machine({ data: { sizeGib: 100, snapshots }, log: { sizeGib: 10 } });
    assert.deepEqual(
      natives(recording).filter((native) => / web-snapshot/.test(native)),
      ["LifecyclePolicy web-snapshot-policy-data", "Role web-snapshot-role", "RolePolicy web-snapshot-role-policy"],
    );
    const { executionRoleArn, ...inputs } = recording.find(POLICY, "web-snapshot-policy-data").inputs;
    const targetTags = { "isobar-snapshots": "shop/dev/web/data" };
    assert.match(String(executionRoleArn), /:role\/web-snapshot-role-/);
    assert.deepEqual(inputs, {
      description: "Snapshots of a data disk",
      state: "ENABLED",
      policyDetails: {
        resourceTypes: ["VOLUME"],
        targetTags,
        schedules: [
          {
            name: "Every 12 hours",
            createRule: { interval: 12, intervalUnit: "HOURS", times: "03:00" },
            retainRule: { count: 14 },
            copyTags: true,
          },
        ],
      },
      tags: { Name: "web-snapshot-policy-data", project: "shop", stack: "dev" },
    });
    const tagsOf = (key: string) => recording.find(VOLUME, `web-data-disk-${key}`).inputs.tags as object;
    assert.deepEqual({ ...tagsOf("data"), ...targetTags }, tagsOf("data"));
    assert.ok(!("isobar-snapshots" in tagsOf("log")));
    assert.ok(waitsFor(recording, POLICY, "web-snapshot-policy-data").includes("web-snapshot-role-policy"));
  });

  it("have a role for these volumes and this account", async () => {
    const recording = await machine({ data: { sizeGib: 100, snapshots }, log: { sizeGib: 10 } });
    const volumes = recording.all(ATTACHMENT).filter(({ name }) => name.endsWith("-data"));
    const arn = `arn:aws:ec2:eu-central-1:123456789012:volume/${volumes[0]?.inputs.volumeId}`;
    const all = "arn:aws:ec2:eu-central-1::snapshot/*";
    const { policy } = recording.find("aws:iam/rolePolicy:RolePolicy", "web-snapshot-role-policy").inputs;
    assert.deepEqual(statements(policy), [
      { Effect: "Allow", Action: ["ec2:DescribeVolumes", "ec2:DescribeSnapshots"], Resource: "*" },
      { Effect: "Allow", Action: "ec2:CreateSnapshot", Resource: [arn, all] },
      { Effect: "Allow", Action: ["ec2:CreateTags", "ec2:DeleteSnapshot"], Resource: all },
    ]);
    const { assumeRolePolicy } = recording.find("aws:iam/role:Role", "web-snapshot-role").inputs;
    const [trust] = statements(assumeRolePolicy);
    assert.deepEqual(trust?.Principal, { Service: "dlm.amazonaws.com" });
    assert.deepEqual(trust?.Condition, { StringEquals: { "aws:SourceAccount": "123456789012" } });
  });

  it("need a tag more than other disks, which is refused where there are too many", async () => {
    const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`tag-${i}`, "x"]));
    const program = (count: number, disk: Partial<DataDisk>) => () =>
      new VirtualMachine("web", { size, tags: tags(count), dataDisks: { data: { sizeGib: 100, ...disk } } });
    const snapshots = { everyHours: 24, keep: 7 };
    assert.match(await refusal(program(47, { snapshots })), /dataDisks\.data\.snapshots.*51 tags.*at most 50/);
    await run(program(46, { snapshots }));
    await run(program(47, {}));
  });

  it("come at the intervals that AWS knows", async () => {
    const dataDisks = { data: { sizeGib: 10, snapshots: { everyHours: 5, keep: 1 } } };
    const message = await refusal(() => new VirtualMachine("web", { size, dataDisks }));
    assert.match(message, /dataDisks\.data\.snapshots\.everyHours.*Allowed: 1, 2, 3, 4, 6, 8, 12, 24/);
  });
});
