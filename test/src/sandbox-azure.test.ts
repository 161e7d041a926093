import assert from "node:assert/strict";
import { changed, machinesProgram, mishaps } from "./lab/mishaps.js";
import { LabProject } from "./lab/project.js";

const HOUR = 3_600_000;
const MACHINE = "azure-native:compute:VirtualMachine";
const ASSIGNMENT = "azure-native:authorization:RoleAssignment";

describe("Azure: what goes wrong there, by the real engine", () => {
  let project: LabProject;
  before(async () => {
    project = await LabProject.create("web-and-data", "azure");
  });
  after(() => project.close());

  const { machines, fails, up } = mishaps(() => project, MACHINE);
  const power = (name: string) =>
    /PowerState\/(\w+)/.exec(JSON.stringify(machines(name).map(({ outputs }) => outputs.instanceView)))?.[1];

  it("a zone without capacity leaves a failed machine, which the next up starts", async () => {
    project.write(machinesProgram({ web: "" }));
    const fault = project.controls.addFault("capacity:zone=1");
    await fails(
      /Status=200 Code="ZonalAllocationFailed" Message="Allocation failed\. We do not have sufficient capacity for the requested VM size in this zone\./,
    );
    assert.deepEqual(
      machines("web").map(({ outputs }) => outputs.provisioningState),
      ["Failed"],
    );
    project.controls.removeFault(fault.id);
    assert.deepEqual(changed(await up()), ["update web"]);
    assert.deepEqual(
      machines("web").map(({ outputs }) => outputs.provisioningState),
      ["Succeeded"],
    );
  });

  it("a role whose answer is lost is in the way of the next up", async () => {
    project.write(
      machinesProgram({ web: "", job: 'expires: "2h"', spot: 'expires: "5h", spot: { onInterruption: "delete" }' }),
    );
    const { id } = project.controls.addFault(
      `lost-answer:type=${ASSIGNMENT},name=job-expiry-role,operation=create,calls=1`,
    );
    await fails(/RoleAssignment "job-expiry-role": .*connection reset by peer/);
    project.controls.removeFault(id);
    await fails(/cannot create already existing resource '\/subscriptions\/.*\/roleAssignments\//);
    const [lost] = project.controls.find("job-expiry-role");
    assert.ok(lost);
    project.controls.remove(lost);
    assert.ok(!changed(await up()).some((step) => step.endsWith(" web")));
    assert.equal(project.controls.find("job-expiry-role").length, 1);
  });

  it("a machine that expires stops, of which no refresh tells, and an up leaves it so", async () => {
    assert.deepEqual(project.controls.advance(HOUR), []);
    const happened = project.controls.advance(2 * HOUR);
    assert.ok(
      happened.some(({ id, what }) => id === machines("job")[0]?.id && what === "changed"),
      JSON.stringify(happened),
    );
    assert.equal(power("job"), "deallocated");
    assert.deepEqual(
      (await up("--refresh")).steps.filter(({ op }) => op !== "refresh"),
      [],
    );
    assert.equal(power("job"), "deallocated");
    assert.equal(power("web"), "running");
  });

  it("a spot machine that is taken back is made anew after a refresh, and is deleted at its end", async () => {
    assert.equal(project.controls.reclaim("web"), undefined);
    assert.equal(project.controls.reclaim("spot")?.length, 1);
    assert.deepEqual(machines("spot"), []);
    const again = await up("--refresh");
    assert.ok(changed(again).includes("create spot"), again.output);
    assert.equal(machines("spot").length, 1);
    project.controls.advance(3 * HOUR);
    assert.deepEqual(machines("spot"), []);
  });

  it("a group that is deleted by hand takes all that is in it", async () => {
    const [group] = project.controls.find("isobar-group");
    assert.ok(group);
    assert.ok(machines("web")[0]?.id.startsWith(`${group.id}/`));
    project.controls.remove(group);
    const left = project.controls.resources().filter(({ id }) => id.startsWith(group.id));
    assert.deepEqual(left, []);
    const { code, output } = await project.destroy("--refresh");
    assert.equal(code, 0, output);
    assert.deepEqual(project.controls.resources(), []);
  });
});
