import assert from "node:assert/strict";
import { type Having, listed, mocksOf, type Props, type StoredResource, type World } from "@isobar/sandbox";
import { provider } from "./index";

const ZONE = "europe-west4-a";
const PLACE = `projects/isobar-sandbox/zones/${ZONE}`;
const TYPES = {
  network: "gcp:compute/network:Network",
  subnetwork: "gcp:compute/subnetwork:Subnetwork",
  instance: "gcp:compute/instance:Instance",
  disk: "gcp:compute/disk:Disk",
  link: "gcp:compute/attachedDisk:AttachedDisk",
  policy: "gcp:compute/resourcePolicy:ResourcePolicy",
  policyLink: "gcp:compute/diskResourcePolicyAttachment:DiskResourcePolicyAttachment",
};

function cloud() {
  const { outputs } = mocksOf(provider, "europe-west4");
  const make = (kind: keyof typeof TYPES, name: string, inputs: Props) =>
    outputs({ type: TYPES[kind], name, inputs: { ...inputs } });
  const network = make("network", "net", { autoCreateSubnetworks: false }).selfLink;
  const range = { ipCidrRange: "10.0.0.0/24", region: "europe-west4" };
  const { selfLink: subnetwork } = make("subnetwork", "sub", { network, ...range });
  const machine = (name: string, more: Props = {}) =>
    make("instance", name, {
      name,
      zone: ZONE,
      machineType: "n1-standard-8",
      bootDisk: { initializeParams: { image: "debian-cloud/debian-12", type: more.diskType ?? "pd-balanced" } },
      networkInterfaces: [{ subnetwork }],
      ...Object.fromEntries(Object.entries(more).filter(([key]) => key !== "diskType")),
    });
  const disk = (name: string, more: Props = {}) =>
    make("disk", name, { name, zone: ZONE, type: "pd-balanced", size: 10, ...more });
  return { make, machine, disk };
}

describe("machines with GPUs in simulated GCP", () => {
  const gpu = (type: string) => ({
    guestAccelerators: [{ type, count: 1 }],
    scheduling: { onHostMaintenance: "TERMINATE", automaticRestart: true },
  });

  it("are N1's that stop for maintenance, in zones that have the GPU", () => {
    const { machine } = cloud();
    assert.ok(machine("a", gpu("nvidia-tesla-p100")).id);
    const moving = { guestAccelerators: [{ type: "nvidia-tesla-p100", count: 1 }] };
    assert.throws(() => machine("b", moving), /guest accelerators do not support live migration/);
    assert.throws(
      () => machine("c", { ...gpu("nvidia-tesla-p100"), zone: "europe-west4-b" }),
      /404.*nvidia-tesla-p100/,
    );
    assert.throws(() => machine("d", gpu("nvidia-tesla-p1000")), /404.*nvidia-tesla-p1000/);
    assert.throws(() => machine("e", { ...gpu("nvidia-tesla-t4"), machineType: "n2-standard-8" }), /not compatible/);
    assert.throws(() => machine("f", { machineType: "g2-standard-4" }), /live migration/);
  });
});

describe("scheduling in simulated GCP", () => {
  const spot = { provisioningModel: "SPOT", preemptible: true };
  for (const [scheduling, words] of [
    [{ ...spot, onHostMaintenance: "TERMINATE" }, /AutomaticRestart is true/],
    [{ ...spot, automaticRestart: false, onHostMaintenance: "MIGRATE" }, /OnHostMaintenance isn't TERMINATE/],
    [{ provisioningModel: "STANDARD", instanceTerminationAction: "STOP" }, /standard provisioning model/],
  ] as const) {
    it(`refuses ${JSON.stringify(scheduling)}`, () => {
      assert.throws(() => cloud().machine("a", { scheduling }), words);
    });
  }

  it("stops what may be taken back, if nothing is said of maintenance", () => {
    const given = { ...spot, automaticRestart: false };
    assert.equal((cloud().machine("a", { scheduling: given }).scheduling as Props).onHostMaintenance, "TERMINATE");
    const legacy = cloud().machine("b", { scheduling: { preemptible: true, automaticRestart: false } });
    assert.equal((legacy.scheduling as Props).onHostMaintenance, "TERMINATE");
  });

  it("never stops series E2, unless it is spot", () => {
    const { machine } = cloud();
    const stop = { onHostMaintenance: "TERMINATE" };
    assert.throws(() => machine("a", { machineType: "e2-medium", scheduling: stop }), /only live migrate/);
    assert.ok(machine("b", { machineType: "e2-medium", scheduling: { ...spot, ...stop, automaticRestart: false } }).id);
  });
});

describe("disks in simulated GCP", () => {
  it("have ids and paths of the real form", () => {
    const { disk, machine, make } = cloud();
    assert.equal(disk("data").id, `${PLACE}/disks/data`);
    const link = make("link", "link", { disk: disk("data").selfLink, instance: machine("web").id, deviceName: "d" });
    assert.equal(link.id, `${PLACE}/instances/web/data`);
    assert.deepEqual([link.disk, link.instance], [`${PLACE}/disks/data`, `${PLACE}/instances/web`]);
  });

  it("are refused in zones and of types and sizes that are not there", () => {
    const { disk } = cloud();
    assert.throws(() => disk("a", { zone: "europe-west4-z" }), /europe-west4-z.*Unknown zone/);
    assert.throws(() => disk("b", { type: "pd-fast" }), /404.*pd-fast/);
    assert.throws(() => disk("c", { size: 9 }), /sizeGb/);
    assert.ok(disk("d", { size: 4, type: "hyperdisk-balanced" }).id);
  });

  it("are attached to one machine, of the same zone, that takes them", () => {
    const { disk, machine, make } = cloud();
    const attach = (name: string, of: Props, to: Props, deviceName: string) =>
      make("link", name, { disk: of.id, instance: to.id, deviceName });
    const [one, two] = [machine("one"), machine("two")];
    attach("a", disk("a"), one, "a");
    assert.throws(
      () => attach("again", { id: `${PLACE}/disks/a` }, two, "a"),
      /already being used by .*instances\/one/,
    );
    assert.throws(() => attach("b", disk("b"), one, "a"), /device name is already in use/);
    assert.throws(() => attach("c", disk("c", { zone: "europe-west4-b" }), one, "c"), /404.*europe-west4-a\/disks\/c/);
    assert.throws(() => attach("d", disk("d", { type: "hyperdisk-balanced" }), one, "d"), /not compatible/);
    assert.throws(() => attach("e", disk("e"), { id: `${PLACE}/instances/none` }, "e"), /404.*instances\/none/);
  });

  it("hold a machine to types that take them", () => {
    const { disk, machine, make } = cloud();
    make("link", "link", { disk: disk("data").id, instance: machine("web").id, deviceName: "d" });
    const larger = { machineType: "c4-standard-2", diskType: "hyperdisk-balanced" };
    assert.throws(() => machine("web", larger), /pd-balanced.*not compatible for changing/);
  });
});

describe("snapshot schedules in simulated GCP", () => {
  const policy = (schedule: Props, maxRetentionDays = 7) => ({
    name: "daily",
    region: "europe-west4",
    snapshotSchedulePolicy: { schedule, retentionPolicy: { maxRetentionDays } },
  });
  const daily = { dailySchedule: { daysInCycle: 1, startTime: "00:00" } };

  it("are given to disks of their region, one to each", () => {
    const { disk, make } = cloud();
    const { id } = make("policy", "daily", policy(daily));
    assert.equal(id, "projects/isobar-sandbox/regions/europe-west4/resourcePolicies/daily");
    const give = (name: string, more: Props = {}) =>
      make("policyLink", name, { name: "daily", disk: "data", zone: ZONE, ...more });
    assert.throws(() => give("a"), /404.*disks\/data/);
    disk("data");
    assert.equal(give("a").id, `isobar-sandbox/${ZONE}/data/daily`);
    assert.throws(() => give("b", { name: "weekly" }), /404.*resourcePolicies\/weekly/);
    make("policy", "weekly", { ...policy(daily), name: "weekly" });
    assert.throws(() => give("b", { name: "weekly" }), /has a snapshot schedule already/);
  });

  for (const [schedule, words] of [
    [{}, /exactly one|one of/],
    [{ dailySchedule: { daysInCycle: 2, startTime: "00:00" } }, /must be 1/],
    [{ hourlySchedule: { hoursInCycle: 24, startTime: "00:00" } }, /between 1 and 23/],
    [{ dailySchedule: { daysInCycle: 1, startTime: "00:30" } }, /HH:00/],
  ] as const) {
    it(`are refused like ${JSON.stringify(schedule)}`, () => {
      assert.throws(() => cloud().make("policy", "p", policy(schedule)), words);
    });
  }
});

describe("deletion of disks' companions in simulated GCP", () => {
  const stored = (type: string, id: string, outputs: Props): StoredResource => {
    return { type, id, urn: id, inputs: outputs, outputs };
  };
  const refuse = (resource: StoredResource, others: StoredResource[]) => {
    const world = {
      list: (type: string, having?: Having) => listed(others, type, having),
      find: (type: string, id: string) => others.find((other) => other.type === type && other.id === id),
    } as unknown as World;
    return provider.models.find(({ type }) => type === resource.type)?.refuseDelete?.(resource, world);
  };

  it("is refused in the wrong order", () => {
    const web = stored(TYPES.instance, `${PLACE}/instances/web`, {});
    const link = stored(TYPES.link, `${web.id}/data`, { instance: web.id, disk: `${PLACE}/disks/data` });
    assert.match(refuse(link, []) ?? "", /404.*instances\/web/);
    assert.equal(refuse(link, [web]), undefined);
    const path = "projects/isobar-sandbox/regions/europe-west4/resourcePolicies/daily";
    const user = { name: "daily", disk: "data", zone: ZONE, project: "isobar-sandbox" };
    const policy = stored(TYPES.policy, path, {});
    assert.match(refuse(policy, [stored(TYPES.policyLink, "x", user)]) ?? "", /already being used by .*disks\/data/);
    assert.equal(refuse(policy, []), undefined);
  });
});
