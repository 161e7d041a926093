import assert from "node:assert/strict";
import { Network, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { REGION, recordOnAzure, refusalOnAzure, replacementsOnAzure } from "../fixture.test";
import { createUser, discardedKey } from "./users";

const MACHINE = "azure-native:compute:VirtualMachine";
const RULES = "azure-native:network:NetworkSecurityGroup";
const NIC = "azure-native:network:NetworkInterface";
const TAGS = { project: "shop", stack: "dev" };
const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl ada";

const machine = (args: Partial<VirtualMachineArgs> = {}) =>
  new VirtualMachine("web", { size: { type: { azure: "Standard_D2ls_v5" } }, ...args });
const make = (args: Partial<VirtualMachineArgs> = {}, more = {}) => recordOnAzure(() => machine(args), more);

async function inputsOf(args: Partial<VirtualMachineArgs> = {}, more = {}) {
  return (await make(args, more)).find(MACHINE, "web").inputs as Record<string, Record<string, unknown>>;
}

describe("VirtualMachine on Azure", () => {
  it("makes a machine that nobody can sign in to by default", async () => {
    const kept = { "web-boot": { diskType: "Premium_LRS", adminKey: KEY } };
    const { resourceGroupName, networkProfile, identity, ...rest } = await inputsOf({}, { kept });
    assert.match(String(resourceGroupName), /^isobar-group\w{8}$/);
    assert.deepEqual(rest, {
      location: REGION,
      hardwareProfile: { vmSize: "Standard_D2ls_v5" },
      storageProfile: {
        imageReference: { publisher: "Canonical", offer: "ubuntu-24_04-lts", sku: "server", version: "latest" },
        osDisk: {
          createOption: "FromImage",
          deleteOption: "Delete",
          diskSizeGB: 30,
          managedDisk: { storageAccountType: "Premium_LRS" },
        },
        dataDisks: [],
      },
      osProfile: {
        computerName: "web",
        adminUsername: "azureuser",
        linuxConfiguration: {
          disablePasswordAuthentication: true,
          ssh: {
            publicKeys: [{ path: "/home/azureuser/.ssh/authorized_keys", keyData: KEY }],
          },
        },
      },
      diagnosticsProfile: { bootDiagnostics: { enabled: true } },
      zones: ["1"],
      tags: TAGS,
    });
    const [nic, ...others] = (networkProfile?.networkInterfaces ?? []) as Record<string, unknown>[];
    assert.deepEqual([nic?.primary, nic?.deleteOption, others], [true, "Detach", []]);
    assert.match(String(nic?.id), /\/networkInterfaces\/web-nic\w{8}$/);
    assert.equal(identity?.type, "UserAssigned");
    assert.match(String(identity?.userAssignedIdentities), /\/userAssignedIdentities\/web-identity\w{8}$/);
  });

  it("replaces the machine for what Azure never updates, and for nothing else", async () => {
    const { deleteBeforeReplace, replaceOnChanges } = (await make()).find(MACHINE, "web");
    assert.equal(deleteBeforeReplace, true);
    assert.deepEqual(replaceOnChanges, [
      "osProfile.adminUsername",
      "osProfile.computerName",
      "osProfile.customData",
      "osProfile.linuxConfiguration.disablePasswordAuthentication",
      "osProfile.linuxConfiguration.ssh",
      "storageProfile.imageReference",
      "storageProfile.osDisk.managedDisk.storageAccountType",
      "zones",
      "billingProfile",
      "evictionPolicy",
      "priority",
    ]);
  });

  it("hands the first boot's script over as base64", async () => {
    const { osProfile } = await inputsOf({ startupScript: "#!/bin/sh\necho ready\n" });
    assert.match(Buffer.from(String(osProfile?.customData), "base64").toString(), /^#!\/bin\/sh\n[\s\S]*echo ready/);
  });

  it("makes users by that script, because Azure never changes keys", async () => {
    const { osProfile } = await inputsOf({ ssh: { keys: [KEY], user: "ada" } });
    const script = Buffer.from(String(osProfile?.customData), "base64").toString();
    assert.match(script, /useradd .*'ada'/);
    assert.ok(script.includes(KEY));
    assert.equal(osProfile?.adminUsername, "azureuser");
  });

  it("keeps the boot disk's type and the administrator's key", async () => {
    const recording = await make({ bootDisk: { sizeGib: 64, class: "ssd" } });
    const stash = recording.find("pulumi:index:Stash", "web-boot");
    assert.deepEqual(stash.ignoreChanges, ["input"]);
    assert.equal(
      stash.replacementTrigger,
      JSON.stringify([
        ["at", "azure/westeurope"],
        ["class", "ssd"],
      ]),
    );
    const boot = stash.inputs.input as { diskType: string; adminKey: string };
    assert.equal(boot.diskType, "Premium_LRS");
    assert.match(boot.adminKey, /^ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[\w+/]{43}=* discarded$/);
  });

  it("gives sizes without premium storage a standard SSD, and NVMe where nothing else works", async () => {
    const profile = async (type: string, args = {}) =>
      (await inputsOf({ size: { type: { azure: type } }, ...args })).storageProfile;
    const disk = (profile: unknown) => (profile as { osDisk: { managedDisk: unknown } }).osDisk.managedDisk;
    assert.deepEqual(disk(await profile("Standard_D2_v5")), { storageAccountType: "StandardSSD_LRS" });
    assert.deepEqual(disk(await profile("Standard_D2ls_v5", { bootDisk: { sizeGib: 30, class: "hdd" } })), {
      storageAccountType: "Standard_LRS",
    });
    assert.equal((await profile("Standard_D2ls_v6"))?.diskControllerType, "NVMe");
    assert.equal((await profile("Standard_D2ls_v5"))?.diskControllerType, undefined);
  });

  it("takes native images by URN or id and refuses anything else", async () => {
    const reference = async (azure: string) =>
      (await inputsOf({ image: { native: { azure } } })).storageProfile?.imageReference;
    const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/images/mine";
    assert.deepEqual(await reference("a:b:c:1.0.0"), { publisher: "a", offer: "b", sku: "c", version: "1.0.0" });
    assert.deepEqual(await reference(id), { id });
    const shared = "/communityGalleries/g/images/i/versions/latest";
    assert.deepEqual(await reference(shared), { communityGalleryImageId: shared });
    const program = () => machine({ image: { native: { azure: "ubuntu" } } });
    assert.match(await refusalOnAzure(program), /image\.native\.azure.*publisher:offer:sku:version/);
  });

  it("refuses the network inside as on every cloud, below what is let in", async () => {
    const recording = await recordOnAzure(() => {
      const network = new Network("net");
      const size = { type: { azure: "Standard_D2ls_v5" } };
      const front = new VirtualMachine("front", { size, network, publicIp: "static" });
      const ingress: VirtualMachineArgs["ingress"] = {
        web: { ports: [80, "8000-8010"], from: ["internet", front] },
        dns: { ports: 53, protocol: "udp", from: network },
      };
      return machine({ network, ingress });
    });
    const rules = recording.find(RULES, "web-nsg").inputs.securityRules as Record<string, unknown>[];
    const sources = rules.map(
      (r) => r.sourceAddressPrefix ?? (r.sourceApplicationSecurityGroups as { id: string }[])[0]?.id,
    );
    assert.deepEqual(
      rules.map(({ name, priority, access, protocol }) => [name, priority, access, protocol]),
      [
        ["web-internet", 100, "Allow", "Tcp"],
        ["web-front", 101, "Allow", "Tcp"],
        ["dns-10-0-0-0-16", 102, "Allow", "Udp"],
        ["allow-load-balancer", 4095, "Allow", "*"],
        ["deny-network", 4096, "Deny", "*"],
      ],
    );
    assert.deepEqual([sources[0], sources[2]], ["0.0.0.0/0", "10.0.0.0/16"]);
    assert.deepEqual(sources.slice(3), ["AzureLoadBalancer", "VirtualNetwork"]);
    assert.match(String(sources[1]), /\/applicationSecurityGroups\/front-asg\w{8}$/);
    assert.deepEqual(rules[0]?.destinationPortRanges, ["80", "8000-8010"]);
    assert.equal(rules[4]?.destinationPortRange, "*");
  });

  it("names no two rules alike", async () => {
    const recording = await recordOnAzure(() => {
      const network = new Network("network");
      const other = (name: string) =>
        new VirtualMachine(name, { size: { type: { azure: "Standard_D2ls_v5" } }, network });
      return machine({
        network,
        ingress: {
          a: { ports: 1, from: other("b-c") },
          "a-b": { ports: 2, from: other("c") },
          x: { ports: 3, from: [other("Front"), other("front")] },
          deny: { ports: 4, from: network },
        },
      });
    });
    const rules = recording.find(RULES, "web-nsg").inputs.securityRules as { name: string }[];
    const names = rules.map(({ name }) => name.toLowerCase());
    assert.equal(new Set(names).size, 7, names.join());
    assert.ok(names.includes("a-b-c"));
  });

  it("moves to another network with its connection, and not to another subnet of its own", async () => {
    const recording = await recordOnAzure(() => {
      const network = new Network("net");
      return { network, made: machine({ network }) };
    });
    const nic = recording.find(NIC, "web-nic");
    const id = await settled(recording.result.network.id);
    assert.equal(nic.replacementTrigger, id.toLowerCase(), "another spelling of the id is no other network");
    assert.deepEqual([nic.deleteBeforeReplace, nic.replaceOnChanges], [true, []]);
    const requests = await replacementsOnAzure(() => machine());
    const [urn = "", ...more] = requests.get("web")?.getReplaceWithList() ?? [];
    assert.match(urn, /::web-nic$/);
    assert.deepEqual(more, []);
  });

  it("refuses images of generation 2 on sizes that can't start them", async () => {
    const size = { type: { azure: "Standard_A2_v2" } };
    assert.match(await refusalOnAzure(() => machine({ size })), /size\.type\.azure.*generation 1/);
    const image = { native: { azure: "Canonical:ubuntu-24_04-lts:server-gen1:latest" } };
    assert.deepEqual((await inputsOf({ size, image })).storageProfile?.imageReference, {
      publisher: "Canonical",
      offer: "ubuntu-24_04-lts",
      sku: "server-gen1",
      version: "latest",
    });
  });

  it("gives no host a name of digits alone", async () => {
    const recording = await recordOnAzure(
      () => new VirtualMachine("123", { size: { type: { azure: "Standard_D2ls_v5" } } }),
    );
    const { osProfile } = recording.find(MACHINE, "123").inputs as { osProfile: { computerName: string } };
    assert.equal(osProfile.computerName, "x-123");
  });

  it("refuses users that the images have, and no others", async () => {
    const ssh = (user: string) => ({ ssh: { keys: [KEY], user } });
    assert.match(await refusalOnAzure(() => machine(ssh("staff"))), /ssh\.user/);
    assert.match(await refusalOnAzure(() => machine(ssh("www-data"))), /ssh\.user/);
    assert.ok((await inputsOf(ssh("john"))).osProfile?.customData, "Azure refuses it for the administrator only");
  });

  it("connects a private machine without, an open one with a public address of its own", async () => {
    const configuration = async (publicIp: VirtualMachineArgs["publicIp"] & {}) => {
      const { ipConfigurations, networkSecurityGroup } = (await make({ publicIp })).find(NIC, "web-nic").inputs;
      assert.match((networkSecurityGroup as { id: string }).id, /\/networkSecurityGroups\/web-nsg\w{8}$/);
      return (ipConfigurations as Record<string, { id: string }>[])[0];
    };
    const inside = await configuration(false);
    assert.match(inside?.subnet?.id ?? "", /\/subnets\/isobar-default-private$/);
    assert.equal(inside?.publicIPAddress, undefined);
    const outside = await configuration("ephemeral");
    assert.match(outside?.subnet?.id ?? "", /\/subnets\/isobar-default-public$/);
    assert.match(outside?.publicIPAddress?.id ?? "", /\/publicIPAddresses\/web-ip\w{8}$/);
  });

  it("waits for its way out before it boots", async () => {
    const { dependsOn } = (await make()).find(MACHINE, "web");
    assert.ok(dependsOn.some((urn) => urn.endsWith("::isobar-default-private")));
  });

  it("locks a protected machine, by a lock that can be taken away again", async () => {
    const recording = await make({ onDelete: "protect" });
    const lock = recording.find("azure-native:authorization:ManagementLockByScope", "web-lock");
    assert.equal(lock.inputs.level, "CanNotDelete");
    assert.equal(lock.inputs.scope, await settled(recording.result.id));
    assert.equal(lock.protect, false);
    assert.equal(recording.find(MACHINE, "web").protect, true);
    assert.deepEqual((await make()).all("azure-native:authorization:ManagementLockByScope"), []);
  });

  it("tells a way in that costs nothing where SSH is closed", async () => {
    const { result } = await make();
    const id = await settled(result.id);
    const command = `az vm run-command invoke --ids ${id} --command-id RunShellScript --scripts 'uptime'`;
    assert.equal(await settled(result.connectCommand), command);
  });

  it("is known by its identity and its subscription", async () => {
    const { account, kind, id } = await settled((await make()).result.principal);
    assert.match(account, /^[0-9a-f-]{36}$/);
    assert.equal(kind, "machine");
    assert.match(id, /^[0-9a-f-]{36}$/);
  });

  it("has no zone where the region has none", async () => {
    assert.equal((await inputsOf({}, { region: "westus" })).zones, undefined);
  });
});

describe("users of an Azure machine", () => {
  it("get their keys and nobody else's", () => {
    const script = createUser("ada", [`${KEY}\n`]);
    assert.ok(script.includes(`<<'ISOBAR_KEYS'\n${KEY}\nISOBAR_KEYS\n`));
    assert.match(script, /\/home\/ada\/\.ssh\/authorized_keys/);
  });

  it("find an administrator whose key differs every time", () => {
    assert.notEqual(discardedKey(), discardedKey());
  });
});
