import assert from "node:assert/strict";
import { Bucket } from "../bucket/bucket";
import { Network } from "../network/network";
import { settled } from "../testing/record";
import { assertChildren, assertRefused, type ContractSetup, childrenOf, recordOn } from "../testing/setup";
import type { EgressRule, IngressRule, Protocol, VirtualMachineArgs } from "./args";
import { VirtualMachine } from "./virtual-machine";

const SIZE = { vcpus: 2, memoryGib: 4 };
const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl user";

/** The contract of {@link VirtualMachine}. */
export function virtualMachineContract(setup: ContractSetup): void {
  const { backend, describe } = setup;
  describe(`contract of VirtualMachine on ${backend.title}`, () => {
    outputs(setup);
    choices(setup);
    networks(setup);
    peers(setup);
    egress(setup);
    waiting(setup);
    access(setup);
    script(setup);
    declared(setup);
    undeclared(setup);
  });
}

const machine = (args: Partial<VirtualMachineArgs> = {}) => new VirtualMachine("web", { size: SIZE, ...args });

function outputs(setup: ContractSetup): void {
  setup.it("makes a machine from nothing but a size", async () => {
    const recording = await recordOn(setup, () => machine());
    assertChildren(recording, "VirtualMachine", "web");
    const { id, zone, machineType, imageId, privateIp, publicIp, sshUser, connectCommand } = recording.result;
    for (const text of [id, zone, machineType, imageId, connectCommand]) assert.ok((await settled(text)).length > 0);
    assert.match(await settled(privateIp), /^\d+\.\d+\.\d+\.\d+$/);
    assert.equal(await settled(publicIp), undefined);
    assert.equal(await settled(sshUser), "isobar");
  });
  for (const publicIp of ["ephemeral", "static"] as const) {
    setup.it(`has a public address: ${publicIp}`, async () => {
      const { result } = await recordOn(setup, () => machine({ publicIp }));
      assert.match((await settled(result.publicIp)) ?? "", /^\d+\.\d+\.\d+\.\d+$/);
    });
  }
  setup.it("tells how to connect by SSH where it is open", async () => {
    const ssh = { keys: [KEY], user: "ada", from: ["203.0.113.0/24"] };
    const { result } = await recordOn(setup, () => machine({ publicIp: "static", ssh }));
    assert.match(await settled(result.connectCommand), /^ssh ada@\d+\.\d+\.\d+\.\d+$/);
  });
}

function choices(setup: ContractSetup): void {
  setup.it("keeps type, image and zone until the wish or the choice changes", async () => {
    const trigger = async (args: Partial<VirtualMachineArgs>, part: string) => {
      const recording = await recordOn(setup, () => machine(args));
      const stash = recording.find("pulumi:index:Stash", `web-${part}`);
      assert.deepEqual(stash.ignoreChanges, ["input"]);
      return stash.replacementTrigger;
    };
    for (const part of ["size", "image", "zone"]) {
      assert.equal(await trigger({}, part), await trigger({ publicIp: "static" }, part));
      assert.notEqual(await trigger({}, part), await trigger({ choice: "2" }, part));
    }
    assert.notEqual(await trigger({}, "size"), await trigger({ size: { vcpus: 4, memoryGib: 8 } }, "size"));
    assert.notEqual(await trigger({}, "image"), await trigger({ image: "debian-12" }, "image"));
  });
}

function networks(setup: ContractSetup): void {
  const nat = (recording: Awaited<ReturnType<typeof recordOn>>) =>
    recording.registered.filter((r) => /nat(gateway)?$/i.test(r.type.split(":").at(-1) ?? ""));
  setup.it("shares one default network, without a paid gateway while no private machine needs it", async () => {
    const recording = await recordOn(setup, () => [
      machine({ publicIp: "static" }),
      new VirtualMachine("other", { size: SIZE, publicIp: "ephemeral" }),
    ]);
    assert.equal(recording.all("isobar:index:Network").length, 1);
    assert.deepEqual(nat(recording), []);
  });
  setup.it("makes the default network's gateway once when private machines need it", async () => {
    const recording = await recordOn(setup, () => [
      machine({ publicIp: "static" }),
      new VirtualMachine("b", { size: SIZE }),
      new VirtualMachine("c", { size: SIZE }),
    ]);
    assert.equal(nat(recording).length, 1);
  });
  setup.it("joins the network that it is given", async () => {
    const recording = await recordOn(setup, () => machine({ network: new Network("net") }));
    assert.deepEqual(
      recording.all("isobar:index:Network").map((r) => r.name),
      ["net"],
    );
  });
}

function peers(setup: ContractSetup): void {
  setup.it("lets in ranges, networks and other machines", async () => {
    const recording = await recordOn(setup, () => {
      const network = new Network("net");
      const front = new VirtualMachine("front", { size: SIZE, network, publicIp: "static" });
      const from = ["203.0.113.0/24", network, front] as const;
      return machine({ network, ingress: { web: { ports: [80, "8000-8010"], from: [...from] } } });
    });
    const inputs = JSON.stringify(childrenOf(recording, "VirtualMachine", "web").map((c) => c.inputs));
    assert.match(inputs, /203\.0\.113\.0\/24/);
    assert.match(inputs, /10\.0\.0\.0\/16/);
    assert.match(inputs, /8010/);
  });
  setup.it("refuses machines of another network", async () => {
    const program = () => {
      const other = new VirtualMachine("other", { size: SIZE, network: new Network("net") });
      return machine({ ingress: { web: { ports: 80, from: other } } });
    };
    await assert.rejects(recordOn(setup, program), /ingress\.web\.from.*another network.*NetworkPeering/);
  });
  setup.it("opens port 22 to nobody unless asked", async () => {
    const recording = await recordOn(setup, () => machine({ publicIp: "static", ssh: { keys: [KEY] } }));
    const world = childrenOf(recording, "VirtualMachine", "web").filter((child) => {
      const text = JSON.stringify(child.inputs);
      return /"22"|:22\b/.test(text) && /0\.0\.0\.0\/0|"Internet"/.test(text);
    });
    assert.deepEqual(world, []);
  });
}

function egress(setup: ContractSetup): void {
  if (!setup.backend.drivers.virtualMachine().features.egress) return;
  setup.it("connects to ranges, networks and other machines", async () => {
    const recording = await recordOn(setup, () => {
      const network = new Network("net");
      const db = new VirtualMachine("db", { size: SIZE, network });
      return machine({ network, egress: { out: { ports: 5432, to: ["203.0.113.0/24", network, db] } } });
    });
    const inputs = JSON.stringify(childrenOf(recording, "VirtualMachine", "web").map((c) => c.inputs));
    for (const part of [/203\.0\.113\.0\/24/, /10\.0\.0\.0\/16/, /5432/]) assert.match(inputs, part);
  });
}

function waiting(setup: ContractSetup): void {
  if (!setup.backend.drivers.virtualMachine().features.ready) return;
  setup.it("starts a watch at the first boot, and is ready when it says so", async () => {
    const recording = await recordOn(setup, () => machine({ ready: { http: ":8080/health" } }));
    assert.ok((await settled(recording.result.id)).length > 0);
    const script = String(recording.find("pulumi:index:Stash", "web-script").inputs.input);
    assert.match(script, /\/dev\/tcp\/127\.0\.0\.1\/8080/);
  });
  setup.it("is asked only where that is wished", async () => {
    const script = (await recordOn(setup, () => machine({ startupScript: "true" }))).registered.find(
      (r) => r.name === "web-script",
    );
    assert.doesNotMatch(String(script?.inputs.input), /\/dev\/tcp/);
  });
}

function access(setup: ContractSetup): void {
  setup.it("is given access before it boots", async () => {
    const recording = await recordOn(setup, () => machine({ access: [{ to: new Bucket("data"), access: "read" }] }));
    assertChildren(recording, "Grant", "data-web-read");
    const grants = childrenOf(recording, "Grant", "data-web-read").map((child) => child.name);
    const waiting = childrenOf(recording, "VirtualMachine", "web").flatMap((child) => child.dependsOn);
    assert.ok(
      grants.some((name) => waiting.some((urn) => urn.endsWith(`::${name}`))),
      "the machine does not wait for its access",
    );
  });
}

function script(setup: ContractSetup): void {
  const SCRIPT = "#!/bin/sh\necho ready\n";
  const kept = async (args: Partial<VirtualMachineArgs>) =>
    (await recordOn(setup, () => machine({ startupScript: SCRIPT, ...args }))).registered.find(
      (r) => r.name === "web-script",
    );
  setup.it("runs a startup script once, and keeps the one that ran", async () => {
    const stash = await kept({});
    assert.match(String(stash?.inputs.input), /echo ready/);
    assert.deepEqual(stash?.ignoreChanges, ["input"]);
    assert.equal(await kept({ rerunScriptOnChange: true }), undefined);
  });
  setup.it("refuses a script that is too long, before anything is made", () => {
    const { firstBootBytes } = setup.backend.drivers.virtualMachine().features;
    const startupScript = `#!/bin/sh\n# ${"x".repeat(firstBootBytes)}\n`;
    return assertRefused(setup, () => machine({ startupScript }), /startupScript.*bytes/);
  });
}

function declared(setup: ContractSetup): void {
  const { features } = setup.backend.drivers.virtualMachine();
  const { bootDiskGib, dataDisks, spot, maintenance } = features;
  const possible: Partial<VirtualMachineArgs>[] = [
    ...(["hdd", "balanced", "ssd"] as const).map((kind) => ({ bootDisk: { sizeGib: 64, class: kind } })),
    { bootDisk: { sizeGib: bootDiskGib.max } },
    { size: { vcpus: 2, memoryGib: 4, burstable: true } },
    { size: { vcpus: 2, memoryGib: 4, arch: "arm64" } },
    { image: "debian-12" },
    { onDelete: "protect" },
    ...maintenance.map((wish) => ({ maintenance: wish })),
    ...(features.ready ? [{ ready: { tcp: 80 } }, { ready: { http: ":8080/health", timeout: "5m" } }] : []),
    ...(features.expires ? [{ expires: "72h" }, { expires: "2h", spot: { onInterruption: "delete" as const } }] : []),
    ...(features.egress ? [{ egress: {} }, { egress: EGRESS }] : []),
    ...features.protocols.map((protocol) => ({ ingress: { rule: ruleOf(protocol) } })),
    ...(features.gpu ? [{ size: { vcpus: 4, memoryGib: 16, gpu: { model: "T4" } } }] : []),
    ...(spot ? [{ spot: true }, ...spot.onInterruption.map((onInterruption) => ({ spot: { onInterruption } }))] : []),
    ...(spot !== false && spot.maxPrice ? [{ spot: { maxPricePerHour: 0.5 } }] : []),
    ...(dataDisks ? [{ dataDisks: { data: { sizeGib: dataDisks.sizeGib.min, mountPath: "/data" } } }] : []),
    ...(dataDisks !== false && dataDisks.snapshots
      ? [{ dataDisks: { data: { sizeGib: 100, snapshots: SNAPSHOTS } } }]
      : []),
  ];
  for (const args of possible) {
    setup.it(`builds what it declares: ${JSON.stringify(args)}`, async () => {
      assertChildren(await recordOn(setup, () => machine(args)), "VirtualMachine", "web");
    });
  }
  if (dataDisks) disks(setup);
}

const EGRESS: Record<string, EgressRule> = {
  web: { ports: [80, 443], to: "internet" },
  dns: { ports: 53, protocol: "udp", to: "10.0.0.2/32" },
};
const ruleOf = (protocol: Protocol): IngressRule => ({
  protocol,
  ...(protocol === "tcp" || protocol === "udp" ? { ports: 53 } : {}),
  from: "10.0.0.0/8",
});
const SNAPSHOTS = { everyHours: 24, keep: 7 };

function disks(setup: ContractSetup): void {
  const program = (args: Partial<VirtualMachineArgs> = {}) =>
    machine({
      dataDisks: { data: { sizeGib: 100, mountPath: "/data" }, log: { sizeGib: 50, onDelete: "delete" } },
      ...args,
    });
  const disksOf = (recording: Awaited<ReturnType<typeof recordOn>>, key: string) =>
    childrenOf(recording, "VirtualMachine", "web").filter(
      (child) => /disk|volume/i.test(child.type) && child.name.endsWith(key),
    );
  setup.it("retains a data disk, but nothing that ties it to the machine", async () => {
    const recording = await recordOn(setup, () => program());
    const kept = childrenOf(recording, "VirtualMachine", "web").filter((child) => child.retainOnDelete);
    assert.equal(kept.length, 1);
    assert.ok(disksOf(recording, "data").some((disk) => disk.name === kept[0]?.name && disk.protect));
    assert.ok(disksOf(recording, "log").length > 0);
  });
  setup.it("mounts data disks by their serial, and formats only blank ones", async () => {
    const { result, registered } = await recordOn(setup, () => program());
    assert.ok(result.id);
    const script = String(registered.find((r) => r.name === "web-script")?.inputs.input);
    assert.match(script, /isobar_mount '\/dev\/disk\/[^']+' '\/data'/);
    assert.match(script, /\[ \$\? -eq 2 \] && mkfs/);
    assert.doesNotMatch(script, /\/dev\/(sd|xvd|nvme\d)/);
  });
  setup.it("stays in the zone of its data disks when it is chosen anew", async () => {
    const trigger = async (choice: string) =>
      (await recordOn(setup, () => program({ choice }))).find("pulumi:index:Stash", "web-zone").replacementTrigger;
    assert.equal(await trigger("1"), await trigger("2"));
  });
  setup.it("remembers the place of its data", async () => {
    const { inputs } = (await recordOn(setup, () => program())).find("pulumi:index:Stash", "web-home");
    assert.equal((inputs.input as { cloud: string }).cloud, setup.backend.name);
  });
}

function undeclared(setup: ContractSetup): void {
  const { features } = setup.backend.drivers.virtualMachine();
  const { dataDisks, spot } = features;
  const missing: [boolean, Partial<VirtualMachineArgs>, RegExp][] = [
    [Boolean(dataDisks), { dataDisks: { data: { sizeGib: 100 } } }, /dataDisks/],
    [
      dataDisks !== false && dataDisks.snapshots,
      { dataDisks: { data: { sizeGib: 100, snapshots: SNAPSHOTS } } },
      /dataDisks/,
    ],
    [features.gpu, { size: { ...SIZE, gpu: { model: "T4" } } }, /size\.gpu/],
    [Boolean(spot), { spot: true }, /spot/],
    [spot !== false && spot.maxPrice, { spot: { maxPricePerHour: 1 } }, /spot/],
    [features.ready, { ready: { tcp: 80 } }, /ready/],
    [Boolean(features.expires), { expires: "72h" }, /expires/],
    [features.egress, { egress: {} }, /egress/],
    [features.maintenance.includes("restart"), { maintenance: "restart" }, /maintenance/],
    [features.maintenance.includes("migrate"), { maintenance: "migrate" }, /maintenance/],
  ];
  const impossible: [Partial<VirtualMachineArgs>, RegExp][] = [
    ...missing.filter(([has]) => !has).map(([, args, words]): [Partial<VirtualMachineArgs>, RegExp] => [args, words]),
    [{ size: { vcpus: 2 } as VirtualMachineArgs["size"] }, /size\.memoryGib.*required/],
    [{ size: { vcpus: 1000, memoryGib: 1 } }, /size/],
    [{ size: { type: { elsewhere: "x" } } }, /size\.type\.[a-z]+.*required/],
    [{ size: { ...SIZE, gpu: { model: "T5" } } }, /size.*T4/],
    [{ image: "ubunto-24.04" }, /image.*Did you mean "ubuntu-24.04"/],
    [{ ingress: { web: { ports: 99_999, from: "internet" } } }, /ingress\.web\.ports.*65535/],
    [{ ingress: { web: { from: "internet" } } }, /ingress\.web\.ports.*required/],
    [{ ingress: { web: { protocol: "icmp", ports: 8, from: "internet" } } }, /ingress\.web\.ports.*no ports/],
    [{ ready: {} }, /ready.*either http or tcp/],
    [{ ready: { http: "health" } }, /ready\.http.*path/],
    [{ expires: "tomorrow" }, /expires.*72h/],
    [{ egress: { web: { ports: 80, to: "everybody" } } }, /egress\.web\.to.*everybody/],
    [{ ingress: { web: { ports: 80, from: "everybody" } } }, /ingress\.web\.from.*everybody/],
    [{ ssh: { user: "root" } }, /ssh\.user/],
    [{ ssh: { keys: ["not a key"] } }, /ssh\.keys/],
    [{ dataDisks: { data: { sizeGib: 10, mountPath: "/etc" } } }, /dataDisks/],
    [{ publicIP: true } as Partial<VirtualMachineArgs>, /publicIP.*Did you mean "publicIp"/],
  ];
  for (const [args, words] of impossible) {
    setup.it(`refuses ${JSON.stringify(args)}`, () => assertRefused(setup, () => machine(args), words));
  }
}
