import assert from "node:assert/strict";
import { changed, machinesProgram, mishaps } from "./lab/mishaps.js";
import { LabProject } from "./lab/project.js";

const HOUR = 3_600_000;
const INSTANCE = "gcp:compute/instance:Instance";
const NETWORK = "gcp:compute/network:Network";

const program = (machines: Readonly<Record<string, string>>, more = "") => `
import { createRequire } from "node:module";
${machinesProgram(machines)}
const gcp = createRequire(require.resolve("@isobar/gcp"))("@pulumi/gcp");
${more}
`;
const NAMED = `new gcp.compute.Network("named", { name: "named", autoCreateSubnetworks: false });`;

interface Known {
  readonly urn: string;
  readonly id: string;
  readonly outputs: Readonly<Record<string, unknown>>;
}

describe("GCP: what goes wrong there, by the real engine", () => {
  let project: LabProject;
  before(async () => {
    project = await LabProject.create("web-and-data", "gcp");
  });
  after(() => project.close());

  const { machines, fails, up } = mishaps(
    () => project,
    INSTANCE,
    (output) => output.replace(/\s+/g, " "),
  );

  /** A machine as the stack knows it. */
  async function known(name: string): Promise<{ readonly id: string; readonly status: unknown }> {
    const { output } = await project.must("stack", "export");
    const { deployment } = JSON.parse(output) as { deployment: { resources: Known[] } };
    const machine = deployment.resources.find(({ urn }) => urn.endsWith(`${INSTANCE}::${name}`));
    return { id: machine?.id ?? "", status: machine?.outputs.currentStatus };
  }

  it("a zone without capacity loses nothing that is made, and the next up makes the rest", async () => {
    project.write(program({ web: "" }));
    const fault = project.controls.addFault("capacity:zone=europe-west4-a");
    await fails(
      /1 error occurred: \* Error waiting for instance to create: The zone 'projects\/\S+\/zones\/europe-west4-a' does not have enough resources available to fulfill the request\./,
    );
    assert.deepEqual(machines("web"), []);
    assert.equal(project.controls.find("net").filter(({ type }) => type === NETWORK).length, 1);
    project.controls.removeFault(fault.id);
    assert.deepEqual(changed(await up()), ["create web"]);
    assert.deepEqual((await up()).steps, []);
  });

  it("a network whose answer is lost has its name already, at the next up", async () => {
    project.write(program({ web: "" }, NAMED));
    const { id } = project.controls.addFault(`lost-answer:type=${NETWORK},name=named,operation=create,calls=1`);
    await fails(/gcp:compute\/?\S*Network \(?"?named.*connection reset by peer/);
    await fails(
      /Error creating Network: googleapi: Error 409: The resource '\S+\/networks\/named' already exists, alreadyEx/,
    );
    project.controls.removeFault(id);
    for (const network of project.controls.find("named")) project.controls.remove(network);
    assert.deepEqual(changed(await up()), ["create named"]);
  });

  it("a machine that is made while the provider dies is not known to the engine", async () => {
    const all = { web: "", job: 'expires: "2h"', spot: "spot: true", brief: 'spot: { onInterruption: "delete" }' };
    project.write(program(all, NAMED));
    const { id } = project.controls.addFault(`killed:type=${INSTANCE},name=spot,operation=create,calls=1`);
    assert.notEqual((await project.up()).code, 0);
    await up();
    assert.equal(machines("spot").length, 2);
    project.controls.removeFault(id);
  });

  it("a machine that expires stops, which a refresh tells the stack and an up leaves so", async () => {
    project.controls.advance(HOUR);
    assert.equal(machines("job")[0]?.outputs.currentStatus, "RUNNING");
    project.controls.advance(24 * HOUR);
    assert.equal(machines("job")[0]?.outputs.currentStatus, "TERMINATED");
    await project.must("refresh", "--yes", "--skip-preview");
    assert.equal((await known("job")).status, "TERMINATED");
    assert.deepEqual((await up()).steps, []);
  });

  it("a spot machine that is taken back stays stopped, and one that goes is made anew after a refresh", async () => {
    assert.equal(project.controls.reclaim("web"), undefined);
    assert.ok(project.controls.reclaim((await known("spot")).id));
    assert.ok(project.controls.reclaim("brief"));
    assert.deepEqual(machines("brief"), []);
    assert.ok(changed(await up("--refresh")).includes("create brief"));
    assert.equal((await known("spot")).status, "TERMINATED");
    assert.equal((await known("brief")).status, "RUNNING");
    assert.deepEqual((await up()).steps, []);
  });
});
