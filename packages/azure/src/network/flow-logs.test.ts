import assert from "node:assert/strict";
import { Network } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { REGION, recordOnAzure } from "../fixture.test";

const LOG = "azure-native:network:FlowLog";
const ACCOUNT = "azure-native:storage:StorageAccount";

const make = (name = "net", more = {}) => recordOnAzure(() => new Network(name, { flowLogs: true }), more);

describe("flow logs on Azure", () => {
  it("lie in an account of their own for 30 days", async () => {
    const { find, result } = await make();
    const account = find(ACCOUNT, "net-flow-log-account").inputs;
    assert.deepEqual(
      [account.sku, account.kind, account.allowBlobPublicAccess, account.minimumTlsVersion],
      [{ name: "Standard_LRS" }, "StorageV2", false, "TLS1_2"],
    );
    const { storageId, flowLogName, ...rest } = find(LOG, "net-flow-log").inputs;
    assert.match(String(storageId), /\/storageAccounts\/netflowlogaccount\w{7}$/);
    assert.match(String(flowLogName), /^net-\w{7}$/);
    assert.deepEqual(rest, {
      resourceGroupName: "NetworkWatcherRG",
      networkWatcherName: `NetworkWatcher_${REGION}`,
      location: REGION,
      targetResourceId: await settled(result.id),
      enabled: true,
      format: { type: "JSON", version: 2 },
      retentionPolicy: { enabled: true, days: 30 },
      tags: { project: "shop", stack: "dev" },
    });
  });

  it("have a name that no other stack of the subscription has", async () => {
    const name = async (stack: string) => (await make("net", { stack })).find(LOG, "net-flow-log").inputs.flowLogName;
    assert.notEqual(await name("dev"), await name("prod"));
    assert.equal(await name("dev"), await name("dev"));
  });

  it("wait for the network's subnets, and are made anew with the network", async () => {
    const { find, result } = await make();
    const { dependsOn, replacementTrigger, deleteBeforeReplace } = find(LOG, "net-flow-log");
    assert.ok(dependsOn.some((urn) => urn.endsWith("::net-private")));
    assert.equal(replacementTrigger, (await settled(result.id)).toLowerCase());
    assert.equal(deleteBeforeReplace, true);
  });
});
