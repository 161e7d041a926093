import assert from "node:assert/strict";
import { VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { REGION, recordOnAzure } from "../fixture.test";

const WORKFLOW = "azure-native:logic:Workflow";
const ROLE = "azure-native:authorization:RoleAssignment";
const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity";
const AT = "2099-01-31T18:00:00Z";
const kept = { "web-expiry": AT };

const make = (args: Partial<VirtualMachineArgs> = {}, more = {}) =>
  recordOnAzure(
    () => new VirtualMachine("web", { size: { type: { azure: "Standard_D2ls_v5" } }, expires: "72h", ...args }),
    { kept, ...more },
  );

type Recording = Awaited<ReturnType<typeof make>>;

function callOf({ find }: Recording) {
  const definition = find(WORKFLOW, "web-expiry").inputs.definition as Record<
    string,
    Record<string, { inputs: unknown }>
  >;
  return definition.actions?.end?.inputs as { method: string; uri: string; authentication: Record<string, string> };
}

const roleOf = ({ find }: Recording) => String(find(ROLE, "web-expiry-role").inputs.roleDefinitionId).split("/").at(-1);

describe("machines that expire on Azure", () => {
  it("are stopped by a workflow with an identity of its own", async () => {
    const recording = await make();
    const id = await settled(recording.result.id);
    const { definition, identity, resourceGroupName, ...rest } = recording.find(WORKFLOW, "web-expiry").inputs;
    assert.match(String(resourceGroupName), /^isobar-group/);
    assert.deepEqual(rest, { location: REGION, state: "Enabled", tags: { project: "shop", stack: "dev" } });
    const { type, userAssignedIdentities } = identity as { type: string; userAssignedIdentities: string[] };
    assert.equal(type, "UserAssigned");
    assert.match(String(userAssignedIdentities), /\/userAssignedIdentities\/web-expiry-identity\w{8}$/);
    const { triggers } = definition as { triggers: unknown };
    assert.deepEqual(triggers, {
      expiry: {
        type: "SlidingWindow",
        recurrence: { frequency: "Hour", interval: 12_000, startTime: AT },
        conditions: [{ expression: "@less(ticks(utcNow()), ticks('2099-01-31T19:00:00.000Z'))" }],
      },
    });
    assert.deepEqual(callOf(recording), {
      method: "POST",
      uri: `https://management.azure.com${id}/deallocate?api-version=2023-09-01`,
      authentication: {
        type: "ManagedServiceIdentity",
        identity: userAssignedIdentities[0],
        audience: "https://management.azure.com/",
      },
    });
  });

  it("give that identity the right to stop this machine, and no other right", async () => {
    const recording = await make();
    const { scope, principalType, principalId } = recording.find(ROLE, "web-expiry-role").inputs;
    assert.equal(scope, await settled(recording.result.id));
    assert.equal(principalType, "ServicePrincipal");
    assert.notEqual(principalId, (await settled(recording.result.principal)).id, "not the machine's own identity");
    assert.equal(roleOf(recording), "40c5ff49-9181-41f8-ae61-143b0e78555e");
    assert.equal(recording.all(ROLE).length, 1);
    const { dependsOn } = recording.find(WORKFLOW, "web-expiry");
    assert.ok(
      dependsOn.some((urn) => urn.endsWith("::web-expiry-role")),
      "the right is there before the time",
    );
  });

  it("are deleted where an interruption deletes them, unless they are protected", async () => {
    const spot = { onInterruption: "delete" as const };
    const deleted = await make({ spot });
    assert.equal(callOf(deleted).method, "DELETE");
    assert.match(callOf(deleted).uri, /\/virtualMachines\/web\w{8}\?api-version/);
    assert.equal(roleOf(deleted), "9980e02c-c2be-4d73-94e8-173b1dc7cf3c");
    assert.equal(callOf(await make({ spot, onDelete: "protect" })).method, "POST");
    assert.equal(callOf(await make({ spot: true })).method, "POST");
  });

  it("call their own cloud", async () => {
    const recording = await make({}, { region: "usgovvirginia" });
    assert.match(callOf(recording).uri, /^https:\/\/management\.usgovcloudapi\.net\/subscriptions\//);
    assert.equal(callOf(recording).authentication.audience, "https://management.usgovcloudapi.net/");
  });

  it("can lose their end though they are protected, before which the lock goes", async () => {
    const { find } = await make({ onDelete: "protect" });
    for (const [type, name] of [
      [WORKFLOW, "web-expiry"],
      [ROLE, "web-expiry-role"],
      [IDENTITY, "web-expiry-identity"],
    ] as const) {
      assert.equal(find(type, name).protect, false, name);
    }
    const { dependsOn } = find("azure-native:authorization:ManagementLockByScope", "web-lock");
    assert.ok(dependsOn.some((urn) => urn.endsWith("::web-expiry-role")));
  });

  it("are refused further ahead than Azure plans", async () => {
    await assert.rejects(make({ expires: "18000d" }, { kept: {} }), /expires.*at most 17885 days ahead/);
  });
});
