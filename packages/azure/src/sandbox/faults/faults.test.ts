import assert from "node:assert/strict";
import { type Call, CLOUD_FAULTS, type CloudFault, type Operation, type Props } from "@isobar/sandbox";
import { provider } from "../index";
import { FAULTS } from ".";

const MACHINE = "azure-native:compute:VirtualMachine";

function callOf(token: string, inputs: Props = {}, operation: Operation = "create"): Call {
  const all = { resourceGroupName: "g", location: "westeurope", vmName: "web", ...inputs };
  const { zone, machine } = provider.placeOf?.(token, all, undefined as never) ?? {};
  return {
    cloud: "azure",
    region: "westeurope",
    zone,
    machine,
    operation,
    token,
    name: "web",
    id: undefined,
    inputs: all,
  };
}

/** The first text that a call can meet, as the sandbox picks it. */
function met(kind: CloudFault, call: Call) {
  const like = (pattern: string) => new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(call.token);
  return FAULTS.find(
    (text) =>
      text.kind === kind &&
      (text.operations ?? ["create", "update"]).includes(call.operation) &&
      text.tokens.some(like) &&
      (text.applies?.(call) ?? true),
  );
}

const words = (kind: CloudFault, call: Call) => met(kind, call)?.text(call) ?? "";
const machine = (vmSize: string, more: Props = {}) => callOf(MACHINE, { hardwareProfile: { vmSize }, ...more });
const ZONAL = { zones: ["2"] };
const SPOT = { priority: "Spot" };
const SMALL = "Standard_D2ls_v5";
const GPU = "Standard_NC4as_T4_v3";

describe("faults of the simulated Azure", () => {
  it("are worded as Azure does, with a source", () => {
    const inputs = { networkInterfaceName: "n", virtualNetworkName: "v", virtualNetworkPeeringName: "p" };
    for (const { code, source, text, tokens, operations } of FAULTS) {
      for (const token of tokens) {
        const type = token.endsWith("*") ? "azure-native:network:NetworkInterface" : token;
        const shown = text(callOf(type, inputs, operations?.[0]));
        assert.match(shown, new RegExp(`^Status=\\d{3} Code="${code}" Message="[^]+"( Details=\\[[^]+\\])?$`), code);
        assert.doesNotMatch(shown, /\[object|NaN/, code);
      }
      assert.match(source, /^[\w.-]+\/[\w.-]+#\d+|^[A-Z][\w ,.-]+$/, code);
    }
  });

  it("can hit every type that is simulated", () => {
    const everywhere: CloudFault[] = ["throttled", "denied", "internal-error", "region-outage"];
    for (const { type } of provider.models) {
      for (const kind of everywhere) {
        for (const operation of ["create", "update", "delete"] as const) {
          assert.ok(met(kind, callOf(type, {}, operation)), `${kind} ${operation} ${type}`);
        }
      }
    }
    for (const { token } of provider.functions) {
      for (const kind of [...everywhere, "not-found-yet"] as CloudFault[]) {
        assert.ok(met(kind, callOf(token, {}, "call")), `${kind} ${token}`);
      }
    }
    for (const kind of Object.keys(CLOUD_FAULTS) as CloudFault[]) {
      assert.ok(met(kind, machine(SMALL, ZONAL)), kind);
    }
  });

  it("of capacity are those of the machine's place, size and price", () => {
    const cases: readonly [Call, RegExp][] = [
      [machine(SMALL, ZONAL), /^Status=200 Code="ZonalAllocationFailed" .*in this zone/],
      [machine(SMALL), /Code="AllocationFailed" .*in this region/],
      [machine(GPU, ZONAL), /OverconstrainedZonalAllocationRequest.*\n {2}- Availability Zone\n/],
      [machine(GPU), /Status=409 Code="SkuNotAvailable".*Standard_NC4as_T4_v3' is currently not available/],
      [machine(SMALL, SPOT), /Status=409 Code="SkuNotAvailable"/],
      [machine(SMALL, { availabilitySet: { id: "/s" } }), /OverconstrainedAllocationRequest.*\n {2}- VM Size\n/],
      [machine(SMALL, { ...SPOT, ...ZONAL }), /OverconstrainedZonalAllocationRequest/],
    ];
    for (const [call, text] of cases) assert.match(words("capacity", call), text);
    assert.equal(met("capacity", callOf("azure-native:network:VirtualNetwork")), undefined);
  });

  it("of quota name the family, and the limit of a new subscription", () => {
    const cases: readonly [Call, RegExp][] = [
      [
        machine(SMALL),
        /exceeding approved standardDLSv5Family Cores quota.*Current Limit: 10, Current Usage: 9, Additional Required: 2, \(Minimum\) New Limit Required: 11/,
      ],
      [
        machine(GPU),
        /exceeding approved Standard NCASv3_T4 Family Cores quota.*Current Limit: 0, Current Usage: 0, Additional Required: 4, \(Minimum\) New Limit Required: 4/,
      ],
      [machine(SMALL, SPOT), /exceeding approved LowPriorityCores quota.*Current Limit: 3,/],
      [machine("Standard_Unheard_v99"), /exceeding approved Total Regional Cores quota/],
      [callOf("azure-native:network:PublicIPAddress"), /PublicIPCountLimitReached.*more than 20 public IP addresses/],
      [callOf("azure-native:network:VirtualNetwork"), /more than 1000 virtual networks/],
      [callOf("azure-native:storage:StorageAccount"), /contains 250 storage accounts/],
      [callOf("azure-native:resources:ResourceGroup"), /quota of '980'/],
      [callOf("azure-native:compute:Disk"), /quota of '800' resources of type 'Microsoft\.Compute\/disks'/],
    ];
    for (const [call, text] of cases) assert.match(words("quota", call), text);
  });

  it("of conflicts are those of the type and what is done", () => {
    const reference = { ipConfigurations: [{ subnet: { id: "/s" } }] };
    const cases: readonly [Call, RegExp][] = [
      [machine(SMALL), /Code="OperationPreempted"/],
      [{ ...machine(SMALL), operation: "update" }, /Code="ConflictingConcurrentWriteNotAllowed"/],
      [callOf("azure-native:compute:Disk", {}, "delete"), /Status=409 Code="Conflict" .*concurrent request/],
      [callOf("azure-native:network:Subnet"), /Code="AnotherOperationInProgress"/],
      [callOf("azure-native:network:VirtualNetwork"), /Details=\[{"code":"CanceledAndSupersededDueToAnotherOperation"/],
      [callOf("azure-native:network:NetworkInterface", reference), /Code="RetryableError".*resource \/s used by/],
      [callOf("azure-native:storage:BlobContainer"), /Code="StorageAccountOperationInProgress"/],
      [callOf("azure-native:authorization:RoleAssignment"), /Code="RoleAssignmentExists"/],
    ];
    for (const [call, text] of cases) assert.match(words("conflict", call), text);
  });

  it("of rights name the action and what it is on", () => {
    const nic = callOf("azure-native:network:NetworkInterface", { networkInterfaceName: "n" });
    assert.match(
      words("denied", nic),
      /AuthorizationFailed.*perform action 'Microsoft\.Network\/networkInterfaces\/write' over scope '\/subscriptions\/.*\/networkInterfaces\/n'/,
    );
    assert.match(
      words("denied", { ...nic, operation: "delete", id: "/x" }),
      /networkInterfaces\/delete' over scope '\/x'/,
    );
    assert.match(words("denied", callOf("azure-native:network:getSubnet", {}, "call")), /subnets\/read'/);
    const identity = { identity: { userAssignedIdentities: ["/id"] } };
    assert.match(
      words("denied", machine(SMALL, identity)),
      /LinkedAuthorizationFailed.*assign\/action' on the linked scope\(s\) '\/id'/,
    );
  });

  it("leave behind only what Azure had taken on", () => {
    for (const fault of FAULTS.filter((it) => it.leaves)) assert.match(fault.text(machine(SMALL)), /^Status=200 /);
    assert.deepEqual(met("capacity", machine(SMALL, ZONAL))?.leaves, { provisioningState: "Failed" });
    assert.equal(met("capacity", machine(GPU))?.leaves, undefined);
  });

  it("can be limited to a zone and a size", () => {
    assert.deepEqual(provider.placeOf?.(MACHINE, machine(SMALL, ZONAL).inputs, undefined as never), {
      zone: "2",
      machine: SMALL,
    });
    assert.deepEqual(provider.placeOf?.(MACHINE, { zones: ["1", "2"] }, undefined as never), {});
  });
});
