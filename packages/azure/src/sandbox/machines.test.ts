import assert from "node:assert/strict";
import { mocksOf, type Props } from "@isobar/sandbox";
import { provider } from "./index";

const LINUX = {
  linuxConfiguration: { ssh: { publicKeys: [{ keyData: "k", path: "/p" }] } },
  adminUsername: "azureuser",
};
const RUN_COMMAND = "compute:VirtualMachineRunCommandByVirtualMachine";

function azure(region = "westeurope") {
  const { outputs, calls } = mocksOf(provider, region);
  const put = (type: string, name: string, inputs: Props) => outputs({ type: `azure-native:${type}`, name, inputs });
  put("resources:ResourceGroup", "g", { resourceGroupName: "g", location: region });
  const machine = (more: Props = {}) =>
    put("compute:VirtualMachine", "web", {
      resourceGroupName: "g",
      vmName: "web",
      location: region,
      osProfile: LINUX,
      hardwareProfile: { vmSize: "Standard_D2ls_v5" },
      ...more,
    });
  return { put, calls, machine };
}

describe("sizes and zones of the simulated Azure", () => {
  const refused = (region: string, more: Props) => () => azure(region).machine(more);

  it("are those that the region has, as far as that is known", () => {
    assert.throws(refused("westeurope", { hardwareProfile: { vmSize: "m7i.large" } }), /InvalidParameter.*m7i\.large/);
    assert.throws(refused("westus", { zones: ["1"] }), /AvailabilityZoneNotSupported.*'westus' are ''/);
    assert.throws(refused("westeurope", { zones: ["4"] }), /AvailabilityZoneNotSupported.*'1,2,3'/);
    assert.ok(azure().machine({ zones: ["3"], hardwareProfile: { vmSize: "Standard_Unheard_v99" } }).id);
  });
});

describe("a run command of the simulated Azure", () => {
  const firstBoot = (last: string) =>
    Buffer.from(`#!/bin/sh\ncat > /var/lib/isobar/startup-script <<'END'\n#!/bin/sh\n${last}\nEND\nexit $code\n`);

  function watched(customData?: Buffer): Props {
    const { put, calls, machine } = azure();
    machine({ osProfile: { ...LINUX, ...(customData && { customData: customData.toString("base64") }) } });
    const command = { resourceGroupName: "g", vmName: "web", runCommandName: "ready" };
    put(RUN_COMMAND, "ready", { ...command, source: { script: "true" } });
    const ask = calls["azure-native:compute:getVirtualMachineRunCommandByVirtualMachine"];
    assert.equal(ask?.(command).instanceView, undefined, "only to who asks for it");
    return ask?.({ ...command, expand: "instanceView" }).instanceView as Props;
  }

  it("finds machines ready at once, unless their script says that it fails", () => {
    assert.match(String(watched().output), /^isobar: ready \d+$/m);
    assert.match(String(watched(firstBoot("exit 0")).output), /^isobar: ready \d+$/m);
    for (const last of ["exit 3", "false", "  exit 12  "]) {
      const { output, executionState } = watched(firstBoot(last));
      assert.match(String(output), new RegExp(`\\+ ${last.trim()}[^]*isobar: failed \\d+`));
      assert.equal(executionState, "Running");
    }
  });

  it("has one source, and a machine", () => {
    const { put, machine } = azure();
    const inputs = { resourceGroupName: "g", vmName: "web", runCommandName: "r" };
    assert.throws(() => put(RUN_COMMAND, "r", { ...inputs, source: { script: "true" } }), /ParentResourceNotFound/);
    machine();
    const two = { script: "true", commandId: "RunShellScript" };
    assert.throws(() => put(RUN_COMMAND, "r", { ...inputs, source: two }), /Exactly one of/);
  });

  it("is the only one to tell a machine's power", () => {
    const { calls, machine } = azure();
    machine();
    const ask = calls["azure-native:compute:getVirtualMachine"];
    const place = { resourceGroupName: "g", vmName: "web" };
    assert.match(JSON.stringify(ask?.({ ...place, expand: "instanceView" })), /PowerState\/running/);
    assert.doesNotMatch(JSON.stringify(ask?.(place)), /PowerState/);
    assert.throws(() => ask?.({ ...place, vmName: "none" }), /ResourceNotFound/);
  });
});

describe("a workflow of the simulated Azure", () => {
  const make = (recurrence: Props, name = "w") =>
    azure().put("logic:Workflow", "w", {
      resourceGroupName: "g",
      workflowName: name,
      definition: { triggers: { at: { type: "SlidingWindow", recurrence } } },
    });

  it("starts at a whole second in UTC, at intervals that Azure knows", () => {
    const startTime = "2027-01-31T18:00:00Z";
    assert.equal(make({ frequency: "Hour", interval: 12_000, startTime }).state, "Enabled");
    assert.throws(() => make({ frequency: "Hour", interval: 12_001, startTime }), /InvalidTemplate/);
    assert.throws(() => make({ frequency: "Day", interval: 1, startTime }), /InvalidTemplate/);
    assert.throws(
      () => make({ frequency: "Hour", interval: 1, startTime: "2027-01-31T18:00:00+01:00" }),
      /InvalidTemplate/,
    );
    assert.throws(() => make({ frequency: "Hour", interval: 1 }, "a b"), /InvalidResourceName/);
  });
});

describe("security rules of the simulated Azure", () => {
  it("name no ports of protocols that have none", () => {
    const rule = { name: "ping", priority: 100, direction: "Inbound", access: "Allow", protocol: "Icmp" };
    const make = (more: Props) =>
      azure().put("network:NetworkSecurityGroup", "nsg", {
        resourceGroupName: "g",
        securityRules: [{ ...rule, ...more }],
      });
    assert.ok(make({ destinationPortRange: "*", sourcePortRange: "*" }).id);
    assert.throws(() => make({ destinationPortRange: "8" }), /SecurityRuleInvalidPortRange/);
    assert.throws(() => make({ destinationPortRanges: ["8"] }), /SecurityRuleInvalidPortRange/);
  });
});
