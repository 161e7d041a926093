import assert from "node:assert/strict";
import { Network, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { REGION, recordOnAzure, refusalOnAzure } from "../fixture.test";

const HOST = "azure-native:network:BastionHost";
const SUBNET = "azure-native:network:Subnet";
const RULES = "azure-native:network:NetworkSecurityGroup";
const SIZE = { type: { azure: "Standard_D2ls_v5" } };
const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl ada";
const HUB = "/subscriptions/s/resourceGroups/hub/providers/Microsoft.Network/bastionHosts/host";

const on = (bastion: unknown, more = {}) => ({ config: { "isobar:azure": { bastion } }, ...more });
const ssh = { keys: [KEY], user: "ada" };
const machine = (args: Partial<VirtualMachineArgs> = {}) => new VirtualMachine("web", { size: SIZE, ssh, ...args });

/** The rules that let in port 22. */
function shells({ find }: Awaited<ReturnType<typeof recordOnAzure>>) {
  const rules = find(RULES, "web-nsg").inputs.securityRules as Record<string, unknown>[];
  return rules.filter(({ destinationPortRanges }) => String(destinationPortRanges) === "22");
}

describe("a Bastion host on Azure", () => {
  it("is made only where the config asks for it, with the first private machine", async () => {
    assert.deepEqual((await recordOnAzure(() => machine())).all(HOST), []);
    assert.deepEqual((await recordOnAzure(() => new Network("net"), on(true))).all(HOST), []);
    assert.deepEqual((await recordOnAzure(() => machine({ publicIp: "static" }), on(true))).all(HOST), []);
    const both = await recordOnAzure(() => [machine(), new VirtualMachine("b", { size: SIZE })], on(true));
    assert.equal(both.all(HOST).length, 1);
  });

  it("takes the native client, and has a subnet of its own in the network's free quarter", async () => {
    const { find } = await recordOnAzure(() => machine(), on(true));
    const { inputs: host } = find(HOST, "isobar-default-bastion");
    const { resourceGroupName, ipConfigurations, location, sku, enableTunneling, tags } = host;
    assert.match(String(resourceGroupName), /^isobar-group/);
    assert.deepEqual([location, sku, enableTunneling], [REGION, { name: "Standard" }, true]);
    assert.deepEqual(tags, { project: "shop", stack: "dev" });
    const [{ subnet, publicIPAddress } = {}] = ipConfigurations as Record<string, { id: string }>[];
    assert.match(subnet?.id ?? "", /\/subnets\/AzureBastionSubnet$/);
    assert.match(publicIPAddress?.id ?? "", /\/publicIPAddresses\/isobar-default-bastion-ip\w{8}$/);
    const { inputs, dependsOn } = find(SUBNET, "isobar-default-bastion-subnet");
    assert.deepEqual([inputs.subnetName, inputs.addressPrefix], ["AzureBastionSubnet", "10.0.0.0/26"]);
    assert.ok(
      dependsOn.some((urn) => urn.endsWith("::isobar-default-private")),
      "one subnet after the other",
    );
  });

  it("is let in by its range, and told as the way in", async () => {
    const recording = await recordOnAzure(() => machine(), on(true));
    assert.deepEqual(
      shells(recording).map(({ name, access, sourceAddressPrefix }) => [name, access, sourceAddressPrefix]),
      [["shell-bastion", "Allow", "10.0.0.0/26"]],
    );
    const command = await settled(recording.result.connectCommand);
    const id = await settled(recording.result.id);
    assert.match(
      command,
      /^az network bastion ssh --subscription [0-9a-f-]{36} --resource-group isobar-group\w{8} --name isobar-default-bastion\w{8} /,
    );
    assert.ok(
      command.endsWith(` --target-resource-id ${id} --auth-type ssh-key --username ada --ssh-key ~/.ssh/id_ed25519`),
    );
  });

  it("is no way in without a key", async () => {
    const { result } = await recordOnAzure(() => new VirtualMachine("web", { size: SIZE }), on(true));
    assert.match(await settled(result.connectCommand), /^az vm run-command invoke/);
  });

  it("needs a network with room for it", async () => {
    await recordOnAzure(() => machine({ network: new Network("net", { cidr: "10.0.0.0/24" }) }), on(true));
    const small = () => new Network("net", { cidr: "10.0.0.0/25" });
    assert.match(await refusalOnAzure(small, on(true)), /cidr: is too small for the Bastion host.*\/24/);
    await recordOnAzure(small);
  });

  it("may be one that exists, whose range Azure tells", async () => {
    const subnet =
      "/subscriptions/s/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub/subnets/AzureBastionSubnet";
    const calls = {
      "azure-native:network:getBastionHost": () => ({ ipConfigurations: [{ subnet: { id: subnet } }] }),
      "azure-native:network:getSubnet": () => ({ addressPrefix: "10.9.0.0/26" }),
    };
    const recording = await recordOnAzure(() => machine(), on(HUB, { calls }));
    assert.deepEqual(recording.all(HOST), []);
    assert.deepEqual(
      recording.calls.map(({ args }) => args),
      [
        { resourceGroupName: "hub", bastionHostName: "host" },
        { resourceGroupName: "hub", virtualNetworkName: "hub", subnetName: "AzureBastionSubnet" },
      ],
    );
    assert.equal(shells(recording)[0]?.sourceAddressPrefix, "10.9.0.0/26");
    const command = await settled(recording.result.connectCommand);
    assert.match(command, /^az network bastion ssh --subscription s --resource-group hub --name host /);
    assert.deepEqual(shells(await recordOnAzure(() => machine({ publicIp: "static" }), on(HUB, { calls }))), []);
  });

  it("is refused by anything but its id", async () => {
    assert.match(await refusalOnAzure(() => machine(), on("host")), /isobar:azure\.bastion.*bastionHosts/s);
  });
});
