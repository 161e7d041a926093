import assert from "node:assert/strict";
import type { Props } from "@isobar/sandbox";
import { provider } from "./index";
import { Landscape } from "./landscape.test";

describe("simulated Azure", () => {
  it("gives ids and outputs as Azure does", () => {
    const { account, network, subnet, ...land } = new Landscape();
    const group = `/subscriptions/${provider.account}/resourceGroups/g`;
    assert.equal(account.id, `${group}/providers/Microsoft.Storage/storageAccounts/account`);
    assert.equal((account.outputs.primaryEndpoints as Props).blob, "https://account.blob.core.windows.net/");
    assert.equal(subnet.id, `${network.id}/subnets/s`);
    const { cloud } = land;
    const container = cloud.create("storage:BlobContainer", {
      resourceGroupName: "g",
      accountName: "account",
      containerName: "photos",
    });
    assert.equal(container.id, `${account.id}/blobServices/default/containers/photos`);
  });

  it("has hooks and times for types that it has", () => {
    for (const { type, seconds } of provider.models) {
      assert.ok(seconds?.create, type);
    }
  });

  it("deletes before it replaces what has no random name, as the provider does", () => {
    const first = provider.models.filter(({ deleteBeforeReplace }) => deleteBeforeReplace).map(({ type }) => type);
    for (const token of ["network:Subnet", "storage:BlobContainer", "authorization:RoleAssignment"]) {
      assert.ok(first.includes(`azure-native:${token}`), token);
    }
    assert.ok(!first.includes("azure-native:network:VirtualNetwork"));
  });

  it("changes one network at a time, and one account", () => {
    const land = new Landscape();
    const keys = (token: string, inputs: Props) => {
      const model = provider.models.find(({ type }) => type === `azure-native:${token}`);
      return model?.exclusive?.(inputs, land.cloud.world(inputs))?.keys;
    };
    const net = land.network.id.toLowerCase();
    assert.deepEqual(keys("network:Subnet", land.valid("network:Subnet")), [net]);
    assert.deepEqual(keys("network:VirtualNetwork", land.network.inputs), [net]);
    assert.deepEqual(keys("network:VirtualNetworkPeering", land.valid("network:VirtualNetworkPeering")), [
      net,
      land.far().id.toLowerCase(),
    ]);
    assert.deepEqual(keys("storage:ManagementPolicy", land.valid("storage:ManagementPolicy")), [
      land.account.id.toLowerCase(),
    ]);
    assert.equal(keys("compute:Disk", land.disk.inputs), undefined);
  });

  it("answers look-ups of what is there, and fails for the rest", () => {
    const { cloud } = new Landscape();
    const look = (virtualNetworkName: string) =>
      cloud.call("network:getVirtualNetwork", { resourceGroupName: "g", virtualNetworkName });
    assert.match(String(look("net").id), /\/virtualNetworks\/net$/);
    assert.throws(() => look("x"), /ResourceNotFound/);
  });
});
