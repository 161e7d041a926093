import assert from "node:assert/strict";
import { changed, machinesProgram, mishaps } from "./lab/mishaps.js";
import { LabProject } from "./lab/project.js";

const HOUR = 3_600_000;
const INSTANCE = "aws:ec2/instance:Instance";
const ROLE = "aws:iam/role:Role";

describe("AWS: what goes wrong there, by the real engine", () => {
  let project: LabProject;
  before(async () => {
    project = await LabProject.create("web-and-data", "aws");
  });
  after(() => project.close());

  const { machines, fails, up } = mishaps(() => project, INSTANCE);

  /** The state of a machine as the stack knows it. */
  async function stateOf(name: string): Promise<unknown> {
    const { output } = await project.must("stack", "export");
    const { deployment } = JSON.parse(output) as { deployment: { resources: { urn: string; outputs: object }[] } };
    const machine = deployment.resources.find(({ urn }) => urn.endsWith(`${INSTANCE}::${name}`));
    return (machine?.outputs as Record<string, unknown> | undefined)?.instanceState;
  }

  it("a zone without capacity loses nothing that is made, and the next up makes the rest", async () => {
    project.write(machinesProgram({ web: "" }));
    const fault = project.controls.addFault("capacity:zone=eu-central-1a");
    await fails(
      /creating EC2 Instance: operation error EC2: RunInstances, .*InsufficientInstanceCapacity: We currently do not have sufficient \S+ capacity in the Availability Zone you requested \(eu-central-1a\)/,
    );
    assert.deepEqual(machines("web"), []);
    assert.equal(project.controls.find("net").length, 1);
    project.controls.removeFault(fault.id);
    assert.deepEqual(changed(await up()), ["create web"]);
    assert.deepEqual((await up()).steps, []);
  });

  it("a role whose answer is lost stays behind, and the next up makes another one", async () => {
    project.write(machinesProgram({ web: "", job: 'expires: "2h"' }));
    const { id } = project.controls.addFault(`lost-answer:type=${ROLE},name=job-role,operation=create,calls=1`);
    await fails(/aws:iam\/role:Role "job-role": .*connection reset by peer/);
    await up();
    assert.equal(project.controls.find("job-role").length, 2);
    project.controls.removeFault(id);
  });

  it("a machine that is made while the provider dies is not known to the engine", async () => {
    project.write(machinesProgram({ web: "", job: 'expires: "2h"', spot: 'spot: { onInterruption: "delete" }' }));
    const { id } = project.controls.addFault(`killed:type=${INSTANCE},name=spot,operation=create,calls=1`);
    assert.notEqual((await project.up()).code, 0);
    await up();
    assert.equal(machines("spot").length, 2);
    project.controls.removeFault(id);
  });

  it("a machine that expires stops, which a refresh tells the stack and an up leaves so", async () => {
    assert.deepEqual(project.controls.advance(HOUR), []);
    const [stopped] = project.controls.advance(2 * HOUR);
    const [job] = machines("job");
    assert.deepEqual(stopped, { type: INSTANCE, id: job?.id, what: "changed" });
    assert.equal(job?.outputs.instanceState, "stopped");
    await project.must("refresh", "--yes", "--skip-preview");
    assert.equal(await stateOf("job"), "stopped");
    assert.deepEqual((await up()).steps, []);
  });

  it("a Spot machine that is taken back is made anew after a refresh", async () => {
    assert.equal(project.controls.reclaim("web"), undefined);
    assert.equal(project.controls.reclaim("spot")?.length, 2);
    assert.deepEqual(machines("spot"), []);
    const again = await up("--refresh");
    assert.ok(changed(again).includes("create spot"), again.output);
    assert.equal(machines("spot").length, 1);
  });
});
