import assert from "node:assert/strict";
import type { Permission, Props } from "@isobar/sandbox";
import { provider } from "./index";

const INSTANCE = "gcp:compute/instance:Instance";
const HOST = "https://www.googleapis.com/compute/v1/projects/host";

/** What a resource or call needs; nothing else is there in its run. */
function needs(token: string, inputs: Props = {}): readonly Permission[] {
  const found = [...provider.models, ...provider.functions].find((it) => ("type" in it ? it.type : it.token) === token);
  const { permissions } = found ?? {};
  assert.ok(permissions, token);
  return typeof permissions === "function" ? permissions(inputs, { inputsOf: () => [] }) : permissions;
}

/** The actions in a project; without one, in the target's. */
function actionsIn(all: readonly Permission[], project?: string): string[] {
  const resources = project === undefined ? undefined : `projects/${project}`;
  return all.filter((it) => it.resources?.[0] === resources).flatMap(({ actions }) => actions);
}

function machine(inputs: Props): string[] {
  return actionsIn(needs(INSTANCE, { networkInterfaces: [{ subnetwork: "*" }], ...inputs }));
}

describe("permissions on simulated GCP", () => {
  it("are told of all that is simulated, in the words of IAM", () => {
    for (const it of [...provider.models, ...provider.functions]) {
      const all = needs("type" in it ? it.type : it.token, { project: "*", name: "*", image: "*" });
      for (const action of all.flatMap(({ actions }) => actions))
        assert.match(action, /^[a-z]+\.[a-zA-Z]+\.[a-zA-Z]+$/);
    }
  });

  it("let a machine be made, resized and deleted, and nothing of what it has not", () => {
    const bare = machine({ bootDisk: { initializeParams: { image: "projects/debian-cloud/global/images/x" } } });
    for (const verb of ["create", "delete", "setMachineType", "start", "stop"]) {
      assert.ok(bare.includes(`compute.instances.${verb}`), verb);
    }
    assert.ok(bare.includes("compute.subnetworks.use"));
    assert.ok(bare.includes("compute.disks.create"));
    const rest = ["compute.addresses.use", "compute.subnetworks.useExternalIp", "iam.serviceAccounts.actAs"];
    for (const action of [...rest, "compute.images.useReadOnly", "compute.instances.setTags"]) {
      assert.ok(!bare.includes(action), action);
    }
  });

  it("let an internal address be taken of its subnetwork's project", () => {
    const address = "gcp:compute/address:Address";
    const all = needs(address, { addressType: "INTERNAL", subnetwork: `${HOST}/regions/europe-west4/subnetworks/sub` });
    assert.ok(actionsIn(all).includes("compute.addresses.createInternal"));
    assert.deepEqual(actionsIn(all, "host"), ["compute.subnetworks.use"]);
    assert.ok(!actionsIn(needs(address)).includes("compute.addresses.createInternal"));
  });

  it("go by the machine's inputs", () => {
    const given = machine({
      bootDisk: { initializeParams: { image: "family/mine" } },
      networkInterfaces: [{ subnetwork: "*", accessConfigs: [{ natIp: "*" }] }],
      serviceAccount: { email: "*" },
      tags: ["web"],
    });
    const rest = ["compute.addresses.use", "compute.subnetworks.useExternalIp", "iam.serviceAccounts.actAs"];
    for (const action of [...rest, "compute.images.useReadOnly", "compute.instances.setTags"]) {
      assert.ok(given.includes(action), action);
    }
  });

  it("take what is not known yet to be given", () => {
    const unknown = machine({ networkInterfaces: "*", bootDisk: "*" });
    for (const action of ["compute.subnetworks.useExternalIp", "compute.addresses.use", "compute.disks.use"]) {
      assert.ok(unknown.includes(action), action);
    }
    assert.ok(machine({ networkInterfaces: [{ accessConfigs: [{}] }] }).includes("compute.subnetworks.useExternalIp"));
  });

  it("name the project of a shared network", () => {
    const nic = { subnetwork: `${HOST}/regions/r/subnetworks/s`, accessConfigs: [{}] };
    const all = needs(INSTANCE, { networkInterfaces: [nic] });
    assert.deepEqual(actionsIn(all, "host").sort(), [
      "compute.subnetworks.get",
      "compute.subnetworks.use",
      "compute.subnetworks.useExternalIp",
    ]);
    assert.ok(!actionsIn(all).includes("compute.subnetworks.use"));
    const rule = needs("gcp:compute/firewall:Firewall", { project: "host", network: `${HOST}/global/networks/n` });
    assert.deepEqual(actionsIn(rule), []);
    assert.ok(actionsIn(rule, "host").includes("compute.networks.updatePolicy"));
    const router = needs("gcp:compute/router:Router", { network: "default" });
    assert.ok(actionsIn(router).includes("compute.networks.updatePolicy"), "a mere name is no project");
  });

  it("reach a bucket's objects only if the bucket may go with them", () => {
    const BUCKET = "gcp:storage/bucket:Bucket";
    const objects = (inputs: Props) =>
      actionsIn(needs(BUCKET, inputs)).filter((it) => it.startsWith("storage.objects"));
    assert.deepEqual(objects({ forceDestroy: false }), []);
    assert.deepEqual(objects({ forceDestroy: true }), ["storage.objects.delete", "storage.objects.list"]);
  });

  it("tell which role a grant gives away", () => {
    const [grant, ...more] = needs("gcp:storage/bucketIAMMember:BucketIAMMember", {
      role: "roles/storage.objectViewer",
    });
    assert.deepEqual(more, []);
    assert.deepEqual(grant, {
      actions: ["storage.buckets.getIamPolicy", "storage.buckets.setIamPolicy"],
      grants: ["roles/storage.objectViewer"],
    });
  });

  it("need nothing for public images, and reading for one's own", () => {
    const GET = "gcp:compute/getImage:getImage";
    assert.deepEqual(needs(GET, { family: "debian-12", project: "debian-cloud" }), []);
    assert.deepEqual(actionsIn(needs(GET, { family: "mine" })), ["compute.images.getFromFamily"]);
    assert.deepEqual(actionsIn(needs(GET, { name: "mine", project: "shared" }), "shared"), ["compute.images.get"]);
  });
});
