import assert from "node:assert/strict";
import { Bucket, Grant, type GrantArgs, type PrincipalRef, VirtualMachine } from "@isobar/core";
import { recordOnAzure, refusalOnAzure } from "../fixture.test";
import { assignmentName, uuidV5 } from "./assignment-name";

const TYPE = "azure-native:authorization:RoleAssignment";
const PRINCIPAL = "7c1f8b3a-0d52-4e6b-9a57-2c8e5f4d1b60";
const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
const somebody = (kind: PrincipalRef["kind"]): PrincipalRef => ({ cloud: "azure", account: "a", kind, id: PRINCIPAL });

async function assignment(args: Partial<GrantArgs> = {}) {
  const program = () =>
    new Grant("reads", { resource: new Bucket("data"), to: somebody("machine"), access: "read", ...args });
  const recording = await recordOnAzure(program);
  return recording.find(TYPE, "reads").inputs;
}

describe("Grant on Azure", () => {
  it("assigns a data role on the container, under a stable GUID", async () => {
    const inputs = await assignment();
    const scope = String(inputs.scope);
    assert.match(scope, /\/storageAccounts\/[a-z0-9]+\/blobServices\/default\/containers\/data$/);
    const [, , subscription] = scope.split("/");
    const role = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    assert.deepEqual(inputs, {
      scope,
      principalId: PRINCIPAL,
      principalType: "ServicePrincipal",
      roleAssignmentName: assignmentName(scope, PRINCIPAL, role),
      roleDefinitionId: `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions/${role}`,
    });
  });

  it("lets write by the contributor's role", async () => {
    const { roleDefinitionId } = await assignment({ access: "read-write" });
    assert.match(String(roleDefinitionId), /ba92f5b4-2d11-453d-a403-e96b0029c9fe$/);
  });

  it("tells users from service principals", async () => {
    assert.equal((await assignment({ to: somebody("user") })).principalType, "User");
    assert.equal((await assignment({ to: somebody("group") })).principalType, "Group");
  });

  it("limits reading and listing to a prefix", async () => {
    const { condition, conditionVersion } = await assignment({ prefix: "logs/" });
    assert.equal(conditionVersion, "2.0");
    assert.equal(
      condition,
      `((!(ActionMatches{'${BLOBS}/read'} AND NOT SubOperationMatches{'Blob.List'})) OR (@Resource[${BLOBS}:path] StringStartsWith 'logs/'))` +
        ` AND ((!(ActionMatches{'${BLOBS}/read'} AND SubOperationMatches{'Blob.List'})) OR (@Request[${BLOBS}:prefix] StringStartsWith 'logs/'))`,
    );
  });

  it("limits writing and deleting too", async () => {
    const { condition } = await assignment({ access: "read-write", prefix: "logs/" });
    for (const action of ["write", "add/action", "delete"]) {
      assert.ok(String(condition).includes(`!(ActionMatches{'${BLOBS}/${action}'})`), action);
    }
  });

  it("keeps the assignment's name when only the prefix changes", async () => {
    const name = (scope: string) => assignmentName(scope, PRINCIPAL, "r");
    assert.equal(name("/subscriptions/A/x"), name("/subscriptions/a/X"));
    assert.notEqual(name("/subscriptions/a/x"), name("/subscriptions/a/y"));
  });

  it("refuses prefixes that a condition can't hold", async () => {
    const program = () =>
      new Grant("reads", { resource: new Bucket("data"), to: somebody("machine"), access: "read", prefix: "o'" });
    assert.match(await refusalOnAzure(program), /prefix.*without '/);
  });

  it("refuses the same access twice, which Azure keeps only once", async () => {
    const message = await refusalOnAzure(() => {
      const [data, web] = [new Bucket("data"), new VirtualMachine("web", { size: { vcpus: 2, memoryGib: 4 } })];
      return [data.grant(web, "read", { prefix: "a/" }), data.grant(web, "read", { prefix: "b/" })];
    });
    assert.match(message, /only once.*data-web-read-a-.*prefix that covers both/s);
  });
});

describe("the GUID of a role assignment", () => {
  it("is the version 5 UUID of RFC 9562, appendix A.4", () => {
    const dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
    assert.equal(uuidV5(dns, "www.example.com"), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
  });
});
