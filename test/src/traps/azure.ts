import assert from "node:assert/strict";
import { VirtualMachine } from "@isobar/core";
import type { Registered } from "@isobar/core/testing";
import { dataOn, machine, SIZE } from "./programs.js";
import { all, assertChained, assertRefusedOn, type Trap } from "./trap.js";

const MACHINE = "azure-native:compute:VirtualMachine";
const SUBNET = "azure-native:network:Subnet";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function byNetwork(subnets: readonly Registered[]): Registered[][] {
  const networks = new Set(subnets.map(({ inputs }) => inputs.virtualNetworkName));
  return [...networks].map((name) => subnets.filter(({ inputs }) => inputs.virtualNetworkName === name));
}

export const TRAPS: readonly Trap[] = [
  {
    title: "subnets of one network that change at once clash, and inline ones delete the others",
    everywhere(stack) {
      for (const subnets of byNetwork(all(stack, SUBNET))) assertChained(subnets, stack);
      for (const { inputs } of all(stack, "azure-native:network:VirtualNetwork")) {
        assert.equal(inputs.subnets, undefined);
      }
    },
  },
  {
    title: "subnets have a way out by default",
    everywhere(stack) {
      const subnets = all(stack, SUBNET).filter(({ inputs }) => inputs.subnetName !== "AzureBastionSubnet");
      for (const { inputs } of subnets) assert.equal(inputs.defaultOutboundAccess, false);
    },
  },
  {
    title: "a role assignment needs a stable name and the kind of its principal",
    everywhere(stack) {
      for (const { inputs } of all(stack, "azure-native:authorization:RoleAssignment")) {
        assert.match(String(inputs.roleAssignmentName), UUID);
        assert.equal(inputs.principalType, "ServicePrincipal");
      }
    },
    async also(cloud) {
      const names = async () =>
        all(await dataOn(cloud, "read"), "azure-native:authorization:RoleAssignment").map(
          ({ inputs }) => inputs.roleAssignmentName,
        );
      assert.equal(new Set(await names()).size, 1);
    },
  },
  {
    title: "versioning and soft delete are of the blob service, and an account has one lifecycle policy",
    everywhere(stack) {
      for (const type of ["BlobServiceProperties", "ManagementPolicy"]) {
        const found = all(stack, `azure-native:storage:${type}`);
        const accounts = found.map(({ inputs }) => inputs.accountName);
        assert.equal(new Set(accounts).size, found.length);
        const name = type === "ManagementPolicy" ? "managementPolicyName" : "blobServicesName";
        assert.ok(found.every(({ inputs }) => inputs[name] === "default"));
      }
    },
    async also(cloud) {
      const stack = await dataOn(cloud, "read");
      const [service] = all(stack, "azure-native:storage:BlobServiceProperties");
      assert.equal(service?.inputs.isVersioningEnabled, true);
      const [policy] = all(stack, "azure-native:storage:ManagementPolicy");
      // Expiry alone only hides the objects of a versioned container.
      assert.match(JSON.stringify(policy?.inputs), /"version":\{"delete":\{"daysAfterCreationGreaterThan":30/);
    },
  },
  {
    title: "public addresses are closed without a security group, and parts outlive their machine",
    everywhere(stack) {
      for (const { inputs } of all(stack, "azure-native:network:PublicIPAddress")) {
        assert.deepEqual([inputs.sku, inputs.publicIPAllocationMethod], [{ name: "Standard" }, "Static"]);
      }
      for (const { inputs } of all(stack, "azure-native:network:NetworkInterface")) {
        assert.ok(inputs.networkSecurityGroup);
      }
      for (const { inputs } of all(stack, MACHINE)) {
        const { osDisk, dataDisks = [] } = inputs.storageProfile as {
          osDisk: { deleteOption: string };
          dataDisks?: readonly { deleteOption: string }[];
        };
        assert.equal(osDisk.deleteOption, "Delete");
        assert.ok(dataDisks.every(({ deleteOption }) => deleteOption === "Detach"));
      }
    },
  },
  {
    title: "sizes of version 6 need NVMe and images of generation 2",
    async also(cloud) {
      const size = { type: { azure: "Standard_D4s_v6" } };
      const { storageProfile } = await machine(cloud, { size, image: "debian-12" });
      const { diskControllerType, imageReference } = storageProfile as {
        diskControllerType?: string;
        imageReference: { sku: string };
      };
      assert.equal(diskControllerType, "NVMe");
      assert.match(imageReference.sku, /gen2/);
    },
  },
  {
    title: "series B has no spot, Linux needs a key or a password, and no administrator is called admin",
    everywhere(stack) {
      for (const { inputs } of all(stack, MACHINE)) {
        const { linuxConfiguration } = inputs.osProfile as {
          linuxConfiguration?: { disablePasswordAuthentication: boolean; ssh: { publicKeys: readonly object[] } };
        };
        assert.ok(linuxConfiguration, JSON.stringify(inputs));
        assert.equal(linuxConfiguration.disablePasswordAuthentication, true);
        assert.ok(linuxConfiguration.ssh.publicKeys.length > 0);
      }
    },
    async also(cloud) {
      const size = { type: { azure: "Standard_B2s" } };
      await assertRefusedOn(cloud, () => new VirtualMachine("web", { size, spot: true }), /spot/);
      const { osProfile } = await machine(cloud, { ssh: { user: "admin" } });
      assert.equal((osProfile as { adminUsername: string }).adminUsername, "azureuser");
    },
  },
  {
    title: "a role on a container needs its whole path, and a name alone does not tell the account",
    everywhere(stack) {
      const scopes = all(stack, "azure-native:authorization:RoleAssignment").map(({ inputs }) => String(inputs.scope));
      for (const scope of scopes.filter((it) => it.includes("Microsoft.Storage"))) {
        assert.match(scope, /\/storageAccounts\/[^/]+\/blobServices\/default\/containers\/[^/]+$/);
      }
    },
  },
  {
    title: "custom data is base64 of at most 65,535 bytes, and can't be updated",
    everywhere(stack) {
      for (const { inputs } of all(stack, MACHINE)) {
        const { customData = "" } = inputs.osProfile as { customData?: string };
        assert.match(customData, /^[A-Za-z0-9+/]*={0,2}$/);
        assert.ok(customData.length <= 87_380 && Buffer.from(customData, "base64").length <= 65_535);
      }
    },
    also: (cloud) =>
      assertRefusedOn(
        cloud,
        () => new VirtualMachine("web", { size: SIZE, startupScript: `#!/bin/sh\n# ${"x".repeat(65_535)}` }),
        /startupScript/,
      ),
  },
  {
    title: "no role writes without reading",
    also: (cloud) => assert.rejects(dataOn(cloud, "write"), /access.*not available on Azure/),
  },
];
