import assert from "node:assert/strict";
import { VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { PROJECT, REGION, refusal, run } from "../simulated.test.helper";

const SIZE = { vcpus: 2, memoryGib: 4 };
const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl ada";
const INSTANCE = "gcp:compute/instance:Instance";
const ACCOUNT = "gcp:serviceaccount/account:Account";

const machine = (args: Partial<VirtualMachineArgs> = {}) => new VirtualMachine("web", { size: SIZE, ...args });

async function instance(args: Partial<VirtualMachineArgs> = {}) {
  return (await run(() => machine(args))).find(INSTANCE, "web");
}

describe("VirtualMachine on GCP", () => {
  it("is an instance with a service account of its own and nothing else open", async () => {
    const { inputs, deleteBeforeReplace } = await instance({ bootDisk: { sizeGib: 20, class: "ssd" } });
    const { bootDisk, networkInterfaces, serviceAccount, ...rest } = inputs;
    const labels = { project: "shop", stack: "dev" };
    assert.deepEqual(rest, {
      machineType: "e2-standard-2",
      zone: `${REGION}-a`,
      allowStoppingForUpdate: true,
      metadata: { "enable-oslogin": "FALSE", "block-project-ssh-keys": "TRUE" },
      labels,
      scheduling: { provisioningModel: "STANDARD", onHostMaintenance: "MIGRATE", automaticRestart: true },
      shieldedInstanceConfig: { enableSecureBoot: true, enableVtpm: true, enableIntegrityMonitoring: true },
      deletionProtection: false,
    });
    const { autoDelete, initializeParams } = bootDisk as { autoDelete: boolean; initializeParams: { image: string } };
    const { image, ...disk } = initializeParams;
    assert.equal(autoDelete, true);
    assert.deepEqual(disk, { size: 20, type: "pd-ssd", labels });
    assert.match(image, /\/projects\/ubuntu-os-cloud\/global\/images\/ubuntu-2404-lts-amd64-v\d+$/);
    const [nic, ...others] = networkInterfaces as { subnetwork: string }[];
    assert.deepEqual([Object.keys(nic ?? {}), others], [["subnetwork"], []]);
    const { email, scopes } = serviceAccount as { email: string; scopes: string[] };
    assert.match(email, new RegExp(`^web-sa-[0-9a-f]{7}@${PROJECT}\\.iam\\.gserviceaccount\\.com$`));
    assert.deepEqual(scopes, ["cloud-platform"]);
    assert.equal(deleteBeforeReplace, true);
  });

  it("protects the instance itself when asked", async () => {
    assert.equal((await instance({ onDelete: "protect" })).inputs.deletionProtection, true);
  });

  it("knows itself by the address of its service account", async () => {
    const { result } = await run(() => machine());
    const { account, kind, id } = await settled(result.principal);
    assert.deepEqual([account, kind], [PROJECT, "machine"]);
    assert.match(id, /^web-sa-/);
    assert.match(await settled(result.id), new RegExp(`^projects/${PROJECT}/zones/${REGION}-a/instances/web-`));
  });

  it("gives its service account a legal id however long its name is", async () => {
    const ids = async (name: string, stack: string) => {
      const program = () => new VirtualMachine(name, { size: SIZE });
      const { find, result } = await run(program, { stack });
      const [given] = (await settled(result.principal)).id.split("@");
      return { given: given ?? "", explicit: find(ACCOUNT, `${name}-sa`).inputs.accountId };
    };
    const short = await ids("w", "dev");
    assert.equal(short.explicit, undefined, "a random one: a recreated account must not look like the old one");
    assert.match(short.given, /^w-sa-[0-9a-f]{7}$/);
    const long = await ids("front-end-of-the-shop", "dev");
    assert.equal(long.explicit, long.given);
    assert.match(long.given, /^[a-z][-a-z0-9]{4,28}[a-z0-9]$/);
    assert.notEqual(long.given, (await ids("front-end-of-the-shop", "prod")).given);
  });

  it("describes its service account in no more bytes than IAM takes, and in whole characters", async () => {
    const name = "\u{1F600}".repeat(30);
    const { displayName } = (await run(() => new VirtualMachine(name, { size: SIZE }))).find(
      ACCOUNT,
      `${name}-sa`,
    ).inputs;
    assert.equal(displayName, "\u{1F600}".repeat(25));
  });

  it("has a static address of the machine's network tier", async () => {
    const { find, result } = await run(() => machine({ publicIp: "static" }));
    const address = find("gcp:compute/address:Address", "web-address").inputs;
    const [nic] = find(INSTANCE, "web").inputs.networkInterfaces as { accessConfigs: object[] }[];
    const natIp = await settled(result.publicIp);
    assert.deepEqual(nic?.accessConfigs, [{ natIp, networkTier: address.networkTier }]);
  });

  it("puts keys and script into metadata, which changes in place", async () => {
    const { inputs } = await instance({
      ssh: { keys: [KEY, ` ${KEY}\n`], user: "ada" },
      startupScript: "echo hello",
    });
    const metadata = inputs.metadata as Record<string, string>;
    assert.equal(metadata["ssh-keys"], `ada:${KEY}\nada:${KEY}`);
    assert.match(metadata["startup-script"] ?? "", /first-boot \] && exit 0\n.*echo hello/s);
    assert.ok(!("metadataStartupScript" in inputs), "it would replace the machine");
  });

  it("is replaced by another script only when asked, also when both come together", async () => {
    const trigger = async (script: string | undefined, rerunScriptOnChange: boolean, ran?: string) => {
      const args = { rerunScriptOnChange, ...(script === undefined ? {} : { startupScript: script }) };
      const kept = ran === undefined ? {} : { kept: { "web-script": ran } };
      return (await run(() => machine(args), kept)).find(INSTANCE, "web").replacementTrigger;
    };
    const one = await trigger("echo 1", true);
    assert.match(String(one), /^[0-9a-f]{64}$/);
    assert.notEqual(await trigger("echo 2", true), one);
    assert.notEqual(await trigger(undefined, true), one);
    assert.equal(await trigger("echo 1", false), one, "the engine then sees that nothing changed but the wish");
    const ran = "#!/bin/sh\n";
    assert.equal(await trigger("echo 2", false, ran), await trigger("echo 3", false, ran));
    const none = await trigger(undefined, false);
    assert.equal(await trigger("echo 1", false, ""), none, "a first script waits for the next replacement");
  });

  it("boots securely only where the image is known to be signed", async () => {
    const native = await instance({ image: { native: { gcp: "projects/mine/global/images/golden" } } });
    assert.ok(!("shieldedInstanceConfig" in native.inputs));
    const arm = await instance({ size: { ...SIZE, arch: "arm64" } });
    assert.ok(!("shieldedInstanceConfig" in arm.inputs));
  });

  it("keeps the newest image of a native family, which the provider could not tell from another one", async () => {
    const imageOf = async (native: string) => {
      const { inputs } = await instance({ image: { native: { gcp: native } } });
      return (inputs.bootDisk as { initializeParams: { image: string } }).initializeParams.image;
    };
    for (const family of [
      "projects/mine-1/global/images/family/golden",
      "https://x/v1/projects/mine-1/family/golden",
    ]) {
      assert.match(await imageOf(family), /\/projects\/mine-1\/global\/images\/golden-v\d+$/);
    }
    assert.match(await imageOf("family/golden"), new RegExp(`/projects/${PROJECT}/global/images/golden-v\\d+$`));
    assert.equal(await imageOf("projects/mine-1/global/images/golden"), "projects/mine-1/global/images/golden");
    assert.equal(await imageOf("debian-cloud/debian-12"), "debian-cloud/debian-12");
  });

  it("has the network interface of bare metal there, and no Shielded VM", async () => {
    const nicType = ({ networkInterfaces }: Readonly<Record<string, unknown>>) =>
      (networkInterfaces as { nicType?: string }[])[0]?.nicType;
    const region = "us-central1";
    const size = { type: { gcp: "c3-standard-192-metal" } };
    const metal = (await run(() => machine({ size, publicIp: "ephemeral" }), { region })).find(INSTANCE, "web").inputs;
    assert.equal(nicType(metal), "IDPF");
    assert.ok(!("shieldedInstanceConfig" in metal));
    assert.equal(nicType((await instance()).inputs), undefined);
  });

  for (const user of ["root", "lxd", "staff"]) {
    it(`refuses ${user} as the SSH user`, async () => {
      assert.match(await refusal(() => machine({ ssh: { user } })), /ssh\.user/);
    });
  }
});

describe("zone of a VirtualMachine on GCP", () => {
  const types = (offered: Record<string, string[]>) => ({
    calls: {
      "gcp:compute/getMachineTypes:getMachineTypes": ({ zone }: Record<string, unknown>) => ({
        machineTypes: (offered[String(zone)] ?? []).map((name) => ({ name })),
      }),
    },
  });

  it("is the first of the network's that offers the type", async () => {
    const { result, calls } = await run(() => machine(), types({ [`${REGION}-b`]: ["e2-standard-2"] }));
    assert.equal(await settled(result.zone), `${REGION}-b`);
    const asked = calls.filter(({ token }) => token.includes("getMachineTypes")).map(({ args }) => args.filter);
    assert.deepEqual([...new Set(asked)], ['name = "e2-standard-2"']);
  });

  it("is refused where no zone offers the type", async () => {
    const message = await refusal(() => machine(), types({}));
    assert.match(message, /VirtualMachine "web": size.*no zone.*e2-standard-2.*europe-west4-a, europe-west4-b/);
  });

  it("is one that has the series of a custom type, which GCP does not list", async () => {
    const size = { type: { gcp: "n2-custom-4-8192" } };
    const { result } = await run(
      () => machine({ size }),
      types({ [`${REGION}-a`]: ["n2d-standard-2"], [`${REGION}-b`]: ["n2-standard-2"] }),
    );
    assert.equal(await settled(result.zone), `${REGION}-b`);
  });
});
