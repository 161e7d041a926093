import assert from "node:assert/strict";
import { VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { PROJECT, REGION, refusal, run } from "../simulated.test.helper";
import { schedulerRegion } from "./scheduler-region";

const SIZE = { vcpus: 2, memoryGib: 4 };
const JOB = "gcp:cloudscheduler/job:Job";
const GRANT = "gcp:compute/instanceIAMMember:InstanceIAMMember";
const machine = (args: Partial<VirtualMachineArgs>) => new VirtualMachine("web", { size: SIZE, ...args });
const kept = { "web-expiry": "2031-02-28T23:59:30Z" };

describe("expiry of a VirtualMachine on GCP", () => {
  it("is a job of Cloud Scheduler that stops the machine at the next whole minute", async () => {
    const { find, result } = await run(() => machine({ expires: "72h" }), { kept });
    const { httpTarget, ...job } = find(JOB, "web-expiry-job").inputs;
    assert.deepEqual(job, {
      region: "europe-west1",
      schedule: "0 0 1 3 *",
      timeZone: "Etc/UTC",
      retryConfig: { retryCount: 5, minBackoffDuration: "30s" },
    });
    const { uri, httpMethod, oauthToken } = httpTarget as { uri: string; httpMethod: string; oauthToken: object };
    assert.equal(uri, `https://compute.googleapis.com/compute/v1/${await settled(result.id)}/stop`);
    assert.equal(httpMethod, "POST");
    assert.match((oauthToken as { serviceAccountEmail: string }).serviceAccountEmail, /^web-expiry-[0-9a-f]{7}@/);
  });

  it("has an account of its own, with rights on the machine alone, at that time alone", async () => {
    const { find } = await run(() => machine({ expires: "72h" }), { kept });
    const { member, role, zone, project, instanceName, condition } = find(GRANT, "web-expiry-grant").inputs;
    assert.match(String(member), /^serviceAccount:web-expiry-[0-9a-f]{7}@/);
    assert.deepEqual([role, zone, project], ["roles/compute.instanceAdmin.v1", `${REGION}-a`, PROJECT]);
    assert.match(String(instanceName), /^web-[0-9a-f]{7}$/);
    assert.deepEqual(condition, {
      title: "expiry 2031-03-01T00:00:00Z",
      expression:
        'request.time >= timestamp("2031-02-28T23:59:00Z") && request.time < timestamp("2031-03-01T01:00:00Z")',
    });
    const { dependsOn } = find(JOB, "web-expiry-job");
    assert.ok(dependsOn.some((urn) => urn.endsWith("::web-expiry-grant")));
  });

  it("deletes what an interruption would delete", async () => {
    const spot = { onInterruption: "delete" } as const;
    const { find, result } = await run(() => machine({ expires: "72h", spot }), { kept });
    const { uri, httpMethod } = find(JOB, "web-expiry-job").inputs.httpTarget as { uri: string; httpMethod: string };
    assert.equal(httpMethod, "DELETE");
    assert.equal(uri, `https://compute.googleapis.com/compute/v1/${await settled(result.id)}`);
    const stopped = await run(() => machine({ expires: "72h", spot: true }), { kept });
    assert.match(JSON.stringify(stopped.find(JOB, "web-expiry-job").inputs), /"POST".*\/stop"/);
  });

  it("leaves nothing on the machine itself, whose change would replace it", async () => {
    const { scheduling } = (await run(() => machine({ expires: "72h" }))).find("gcp:compute/instance:Instance", "web")
      .inputs as { scheduling: object };
    assert.deepEqual(Object.keys(scheduling).sort(), ["automaticRestart", "onHostMaintenance", "provisioningModel"]);
    assert.deepEqual((await run(() => machine({}))).all(JOB), []);
  });

  it("says what becomes of local SSDs", async () => {
    const uriOf = async (type: string) => {
      const program = () => machine({ expires: "72h", size: { type: { gcp: type } } });
      const { find } = await run(program, { region: "us-central1", outputs: ({ name }) => ({ id: `${name}-id` }) });
      return (find(JOB, "web-expiry-job").inputs.httpTarget as { uri: string }).uri;
    };
    assert.match(await uriOf("c3-standard-4-lssd"), /\/stop\?discardLocalSsd=true$/);
    assert.match(await uriOf("a3-highgpu-8g"), /\/stop\?discardLocalSsd=true$/);
    assert.match(await uriOf("n2-standard-2"), /\/stop$/);
  });

  it("is within a year, because a schedule comes again", async () => {
    assert.match(await refusal(() => machine({ expires: "365d" })), /expires.*at most 364 days/);
  });

  for (const [region, home] of [
    ["europe-west4", "europe-west1"],
    ["europe-west3", "europe-west3"],
    ["europe-north1", "europe-west1"],
    ["africa-south1", "europe-west1"],
    ["australia-southeast2", "asia-southeast1"],
    ["us-south1", "us-central1"],
  ]) {
    it(`has its job for ${region} in ${home}`, () => assert.equal(schedulerRegion(region as string), home));
  }
});
