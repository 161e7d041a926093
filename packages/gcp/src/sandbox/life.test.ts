import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { SimulatedGcp, ZONE } from "./simulated-cloud.test.helper";

const HOUR = 3_600_000;
const EMAIL = "robot-1@isobar-sandbox.iam.gserviceaccount.com";
const SPOT = { provisioningModel: "SPOT", preemptible: true, automaticRestart: false, onHostMaintenance: "TERMINATE" };

describe("life in simulated GCP", () => {
  let gcp: SimulatedGcp;
  before(async () => {
    gcp = await SimulatedGcp.start();
    await gcp.create("network", "net", { name: "net", autoCreateSubnetworks: true });
  });
  after(() => gcp.close());
  const machine = (name: string, more: Props) =>
    gcp.create("instance", name, {
      ...{ name, zone: ZONE, machineType: "e2-medium", networkInterfaces: [{ network: "net", accessConfigs: [{}] }] },
      bootDisk: { initializeParams: { image: "debian-cloud/debian-12", type: "pd-balanced" } },
      ...more,
    });
  const limited = (instanceTerminationAction: string) => ({
    scheduling: { maxRunDuration: { seconds: 7200 }, instanceTerminationAction },
  });
  const statusOf = (name: string) => gcp.controls.find(name)[0]?.outputs.currentStatus;

  it("stops or deletes machines whose time is over", async () => {
    const stops = await machine("stops", limited("STOP"));
    await machine("goes", limited("DELETE"));
    await machine("stays", { scheduling: SPOT });
    gcp.controls.advance(HOUR);
    assert.deepEqual([statusOf("stops"), statusOf("goes")], ["RUNNING", "RUNNING"]);
    gcp.controls.advance(2 * HOUR);
    assert.deepEqual([statusOf("stops"), statusOf("goes"), statusOf("stays")], ["TERMINATED", undefined, "RUNNING"]);
    const [nic] = (await gcp.read(stops)).outputs.networkInterfaces as { accessConfigs: Props[] }[];
    assert.equal(nic?.accessConfigs[0]?.natIp, "");
  });

  it("takes spot machines back as they ask for it, and no others", async () => {
    await machine("cheap", { scheduling: SPOT });
    await machine("cheaper", { scheduling: { ...SPOT, instanceTerminationAction: "DELETE" } });
    await machine("dear", {});
    for (const name of ["cheap", "cheaper"]) assert.equal(gcp.controls.reclaim(name)?.length, 1);
    assert.equal(gcp.controls.reclaim("dear"), undefined);
    assert.deepEqual([statusOf("cheap"), statusOf("cheaper"), statusOf("dear")], ["TERMINATED", undefined, "RUNNING"]);
  });

  it("shows a stopped machine where the program says that it is to run, and starts it again", async () => {
    const made = await machine("wanted", { scheduling: SPOT, desiredStatus: "RUNNING" });
    gcp.controls.reclaim("wanted");
    const { inputs } = await gcp.read(made);
    assert.equal(inputs.desiredStatus, "TERMINATED");
    await gcp.update({ ...made, inputs }, { desiredStatus: "RUNNING" });
    assert.equal(statusOf("wanted"), "RUNNING");
  });

  it("deletes a machine by its job, once the job's account may, and not a protected one", async () => {
    await gcp.create("account", "robot", { accountId: "robot-1" });
    const member = `serviceAccount:${EMAIL}`;
    const from = new Date(gcp.controls.now().getTime() + 2 * HOUR).toISOString();
    for (const [name, deletionProtection] of [
      ["brief", false],
      ["kept", true],
    ] as const) {
      const { id } = await machine(name, { deletionProtection });
      const condition = { title: "t", expression: `request.time >= timestamp("${from}")` };
      const role = "roles/compute.instanceAdmin.v1";
      await gcp.create("instanceGrant", `${name}-may`, { instanceName: name, zone: ZONE, role, member, condition });
      const uri = `https://compute.googleapis.com/compute/v1/${id}`;
      const httpTarget = { uri, httpMethod: "DELETE", oauthToken: { serviceAccountEmail: EMAIL } };
      await gcp.create("job", `${name}-end`, { name, region: "europe-west1", schedule: "0 4 1 1 *", httpTarget });
    }
    gcp.controls.advance(HOUR);
    assert.deepEqual([statusOf("brief"), statusOf("kept")], ["RUNNING", "RUNNING"]);
    gcp.controls.advance(2 * HOUR);
    assert.deepEqual([statusOf("brief"), statusOf("kept")], [undefined, "RUNNING"]);
    assert.deepEqual(gcp.controls.find("brief-may"), []);
  });

  it("unmakes with a parent what exists only with it", async () => {
    const inputs = { autoCreateSubnetworks: false };
    const [left, right] = [
      await gcp.create("network", "left", { name: "left", ...inputs }),
      await gcp.create("network", "right", { name: "right", ...inputs }),
    ];
    const [network, peerNetwork] = [left.outputs.selfLink, right.outputs.selfLink];
    await gcp.create("peering", "there", { name: "there", network, peerNetwork });
    const router = await gcp.create("router", "router", { name: "router", network, region: "us-east1" });
    await gcp.create("nat", "nat", {
      ...{ name: "nat", router: "router", region: "us-east1", natIpAllocateOption: "AUTO_ONLY" },
      sourceSubnetworkIpRangesToNat: "ALL_SUBNETWORKS_ALL_IP_RANGES",
    });
    await assert.rejects(gcp.delete(left), /networks\/left' is already being used by '.*routers\/router'/);
    await gcp.delete(router);
    await gcp.delete(left);
    assert.deepEqual([...gcp.controls.find("nat"), ...gcp.controls.find("there")], []);
  });
});
