import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { GUID, Landscape, obeys, role } from "./landscape.test";

const READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
const other = (last: string) => GUID.replace(/.$/, last);

describe("role assignments of the simulated Azure", () => {
  const token = "authorization:RoleAssignment";
  obeys({
    "are called by GUIDs": {
      token,
      accepts: { roleAssignmentName: other("9") },
      refuses: { roleAssignmentName: "mine" },
      text: /InvalidRoleAssignmentId.*must be a GUID/,
    },
    "are for principals by their GUIDs": {
      token,
      accepts: { principalId: other("1") },
      refuses: [{ principalId: "ada@example.org" }, { principalId: "" }],
      text: /InvalidPrincipalId/,
    },
    "name roles by the ids of their definitions": {
      token,
      accepts: { roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${READER}` },
      refuses: [{ roleDefinitionId: READER }, { roleDefinitionId: role("Reader") }, { roleDefinitionId: "Reader" }],
      text: /InvalidRoleDefinitionId/,
    },
    "name kinds of principals that there are": {
      token,
      accepts: { principalType: "Group" },
      refuses: { principalType: "Identity" },
      text: /InvalidRequestContent.*"Identity" to type 'PrincipalType'/,
    },
    "name identities as service principals": {
      token,
      accepts: [
        ({ identity }) => ({ principalId: identity.outputs.principalId }),
        ({ identity }) => ({ principalId: identity.outputs.principalId, principalType: undefined }),
      ],
      refuses: ({ identity }) => ({ principalId: identity.outputs.principalId, principalType: "User" }),
      text: /UnmatchedPrincipalType.*has type 'ServicePrincipal'/,
    },
    "have conditions of version 2.0": {
      token,
      accepts: { condition: "(a ')' b)", conditionVersion: "2.0" },
      refuses: [{ condition: "(a)", conditionVersion: "1.0" }, { condition: "(a)" }],
      text: /InvalidConditionVersion/,
    },
    "have conditions that parse": {
      token,
      accepts: { condition: "(a) OR (b)", conditionVersion: "2.0" },
      refuses: ["(a", "a)", "'a", `(${"a".repeat(8192)})`].map((condition) => ({ condition, conditionVersion: "2.0" })),
      text: /InvalidCondition"/,
    },
    "are one per principal, role and scope": {
      token,
      accepts: (land) => land.make(token, { roleAssignmentName: other("1") }) && { principalId: other("1") },
      refuses: (land) => land.make(token, { roleAssignmentName: other("1") }) && {},
      text: /RoleAssignmentExists/,
    },
    "keep their role": {
      token,
      before: {},
      accepts: { description: "for reports" },
      refuses: { roleDefinitionId: role(READER) },
      text: /RoleAssignmentUpdateNotPermitted/,
    },
    "have the name once": {
      token,
      accepts: {},
      refuses: (land) => land.make(token) && { principalId: other("1") },
      text: /already existing resource/,
    },
  });

  it("are at most 4000", () => {
    const land = new Landscape();
    const filled = { type: `azure-native:${token}`, urn: "", inputs: {}, outputs: {} };
    for (let i = 1; i < 4000; i++) land.cloud.put({ ...filled, id: `/${i}` });
    land.make(token);
    const change = { roleAssignmentName: other("1"), principalId: other("1") };
    assert.throws(() => land.make(token, change), /RoleAssignmentLimitExceeded/);
  });
});

describe("locks of the simulated Azure", () => {
  const token = "authorization:ManagementLockByScope";
  obeys({
    "have notes of 512 characters": {
      token,
      accepts: { notes: "x".repeat(512) },
      refuses: { notes: "x".repeat(513) },
      text: /InvalidLockNotes/,
    },
    "have the name once": {
      token,
      accepts: (land) => land.make(token, {}, "first") && {},
      refuses: (land) => land.make(token) && {},
      text: /already existing resource/,
    },
  });

  it("of the level ReadOnly keep all as it is", () => {
    const land = new Landscape();
    const lock = land.make(token, { scope: land.network.id, level: "ReadOnly" });
    const text = /Status=409 Code="ScopeLocked".*cannot perform write operation/;
    const change = { tags: { a: "b" } };
    assert.throws(() => land.cloud.update(land.network, change), text);
    assert.throws(() => land.make("network:Subnet"), text);
    land.cloud.update(land.disk, change);
    land.cloud.update(lock, { level: "CanNotDelete" });
    land.cloud.update(land.network, change);
  });

  it("hold for their scope, all below it, and the group around it", () => {
    const land = new Landscape();
    const lock = land.make(token, { scope: land.network.id.toUpperCase() });
    for (const held of [land.network, land.subnet, land.group]) {
      assert.throws(() => land.cloud.delete(held), {
        message: /Status=409 Code="ScopeLocked".*following scope\(s\) are locked: '.*\/VIRTUALNETWORKS\/NET'/,
      });
    }
    land.cloud.delete(land.disk);
    land.cloud.delete(lock);
    land.cloud.delete(land.subnet);
    land.cloud.delete(land.group);
  });
});

describe("workflows of the simulated Azure", () => {
  const token = "logic:Workflow";
  const at = (recurrence: Props) => ({ definition: { triggers: { at: { type: "SlidingWindow", recurrence } } } });
  const recurring = (frequency: string, interval: unknown) => ({
    definition: { triggers: { at: { type: "Recurrence", recurrence: { frequency, interval } } } },
  });
  const after = (...names: string[]) => ({
    type: "Compose",
    runAfter: Object.fromEntries(names.map((name) => [name, ["Succeeded"]])),
  });
  const startTime = "2027-01-31T18:00:00Z";
  const triggers = (count: number, change: Props = {}) => ({
    definition: {
      triggers: Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${i}`, { type: "Request", ...change }])),
    },
  });
  const CALL = { method: "GET", uri: "https://example.com/" };
  const actions = (count: number) => ({
    definition: {
      actions: Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, { type: "Http", inputs: CALL }])),
    },
  });
  const calling = (identity: string) => ({
    definition: { actions: { stop: { type: "Http", inputs: { ...CALL, authentication: { identity } } } } },
  });
  obeys({
    "start at a whole second in UTC": {
      token,
      accepts: at({ frequency: "Hour", interval: 1, startTime }),
      refuses: ["2027-01-31T18:00:00+01:00", "2027-01-31", "soon"].map((time) =>
        at({ frequency: "Hour", interval: 1, startTime: time }),
      ),
      text: /InvalidTemplate/,
    },
    "have intervals that Azure knows": {
      token,
      accepts: [at({ frequency: "Hour", interval: 12_000, startTime }), at({ frequency: "Minute", interval: 72_000 })],
      refuses: [
        at({ frequency: "Hour", interval: 12_001, startTime }),
        at({ frequency: "Day", interval: 1 }),
        at({ frequency: "Hour", interval: 0 }),
      ],
      text: /InvalidTemplate.*recurrence/,
    },
    "recur as often as Azure knows": {
      token,
      accepts: [recurring("Week", 71), recurring("Day", 1), recurring("Hour", "@parameters('hours')")],
      refuses: [recurring("Week", 72), recurring("Fortnight", 1), recurring("Day", 0)],
      text: /InvalidTemplate.*The recurrence is not valid/,
    },
    "answer whom they are asked by": {
      token,
      accepts: { definition: { triggers: { asked: { type: "Request" } }, actions: { a: { type: "Response" } } } },
      refuses: { definition: { actions: { a: { type: "Response" } } } },
      text: /A Response action needs a Request trigger/,
    },
    "run in no circle": {
      token,
      accepts: { definition: { actions: { a: after("b"), b: after("c"), c: after() } } },
      refuses: { definition: { actions: { a: after("b"), b: after("a"), c: after() } } },
      text: /run after each other in a circle/,
    },
    "have a value for each of their parameters": {
      token,
      accepts: [
        { definition: { parameters: { x: { type: "String" } } }, parameters: { x: { value: "1" } } },
        { definition: { parameters: { x: { type: "String", defaultValue: "1" } } } },
      ],
      refuses: [
        { definition: { parameters: { x: { type: "String" } } } },
        { definition: {}, parameters: { x: { value: "1" } } },
      ],
      text: /InvalidTemplate.*workflow parameters? 'x'/,
    },
    "have at most 10 triggers": { token, accepts: triggers(10), refuses: triggers(11), text: /more than 10 triggers/ },
    "have triggers of a type": {
      token,
      accepts: triggers(1),
      refuses: [triggers(1, { type: undefined }), triggers(1, { type: "Alarm" })],
      text: /template trigger 't0' is not valid: "(Required property 'type'|The type 'Alarm' is not supported)/,
    },
    "have at most 500 actions": { token, accepts: actions(500), refuses: actions(501), text: /more than 500/ },
    "have actions of a type, after others that there are": {
      token,
      accepts: {
        definition: { actions: { a: { type: "Compose" }, b: { type: "Wait", runAfter: { a: ["Succeeded"] } } } },
      },
      refuses: [
        { definition: { actions: { a: {} } } },
        { definition: { actions: { a: { type: "Shell" } } } },
        { definition: { actions: { a: { type: "Wait", runAfter: { b: ["Succeeded"] } } } } },
        { definition: { actions: { a: { type: "Wait", runAfter: { a: ["Succeeded"] } } } } },
      ],
      text: /InvalidTemplate.*template action 'a' is not valid: "(Required property 'type'|The type|The 'runAfter')/,
    },
    "call something": {
      token,
      accepts: actions(1),
      refuses: ["method", "uri"].map((property) => ({
        definition: { actions: { a: { type: "Http", inputs: { ...CALL, [property]: undefined } } } },
      })),
      text: /Required property '(method|uri)' not found in JSON/,
    },
    "call with identities of theirs": {
      token,
      accepts: ({ identity }) => calling(identity.id.toUpperCase().replace("/SUBSCRIPTIONS", "/subscriptions")),
      refuses: (land) => calling(land.make("managedidentity:UserAssignedIdentity", {}, "stranger").id),
      text: /InvalidWorkflowManagedIdentity.*\/stranger'/,
    },
  });
});
