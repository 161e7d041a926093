import assert from "node:assert/strict";
import type { Permission, Props } from "@isobar/sandbox";
import { provider } from "./index";

const NETWORK = "Microsoft.Network";
const COMPUTE = "Microsoft.Compute";

/** What a resource or call needs in a run with these workflows. */
function needs(token: string, inputs: Props = {}, workflows: readonly Props[] = []): readonly Permission[] {
  const full = `azure-native:${token}`;
  const found = [...provider.models, ...provider.functions].find((it) => ("type" in it ? it.type : it.token) === full);
  const { permissions } = found ?? {};
  assert.ok(permissions, full);
  return typeof permissions === "function" ? permissions(inputs, { inputsOf: () => workflows }) : permissions;
}

function actions(token: string, inputs: Props = {}): string[] {
  return needs(token, inputs).flatMap((it) => it.actions);
}

/** The actions on other resources than those of these types. */
function links(token: string, inputs: Props): string[] {
  return actions(token, inputs).filter((action) => action.endsWith("/action"));
}

describe("permissions on simulated Azure", () => {
  it("are told of all that is simulated, in the words of role definitions", () => {
    for (const it of [...provider.models, ...provider.functions]) {
      const token = ("type" in it ? it.type : it.token).replace("azure-native:", "");
      // It tells of the credentials themselves and asks nobody.
      assert.equal(actions(token).length > 0, token !== "authorization:getClientConfig", token);
      for (const action of actions(token)) {
        assert.match(action, /^Microsoft\.[A-Za-z]+(\/[A-Za-z]+)+\/(read|write|delete|action)$/);
      }
    }
  });

  it("let a resource be read, written, deleted and waited for", () => {
    assert.deepEqual(actions("network:VirtualNetwork"), [
      `${NETWORK}/virtualNetworks/delete`,
      `${NETWORK}/virtualNetworks/read`,
      `${NETWORK}/virtualNetworks/write`,
      `${NETWORK}/locations/operationResults/read`,
      `${NETWORK}/locations/operations/read`,
    ]);
    assert.deepEqual(actions("network:getVirtualNetwork"), [`${NETWORK}/virtualNetworks/read`]);
  });

  it("name no action that Azure has not", () => {
    const found = actions("storage:BlobServiceProperties");
    assert.ok(found.includes("Microsoft.Storage/storageAccounts/blobServices/write"));
    assert.ok(!found.includes("Microsoft.Storage/storageAccounts/blobServices/delete"));
  });

  it("join an interface to what it names, and to nothing else", () => {
    const subnet = `${NETWORK}/virtualNetworks/subnets/join/action`;
    const bare = { ipConfigurations: [{ subnet: { id: "*" }, applicationSecurityGroups: [] }] };
    assert.deepEqual(links("network:NetworkInterface", bare), [subnet]);
    const full = {
      networkSecurityGroup: { id: "*" },
      ipConfigurations: [
        { subnet: { id: "*" } },
        { applicationSecurityGroups: [{ id: "*" }], publicIPAddress: { id: "*" } },
      ],
    };
    const all = [
      `${NETWORK}/applicationSecurityGroups/joinIpConfiguration/action`,
      `${NETWORK}/publicIPAddresses/join/action`,
      subnet,
      `${NETWORK}/networkSecurityGroups/join/action`,
    ];
    assert.deepEqual(links("network:NetworkInterface", full), all);
    assert.deepEqual(links("network:NetworkInterface", { ipConfigurations: "*" }), all.slice(0, 3));
  });

  it("give a subnet its gateway, and a gateway its address", () => {
    assert.deepEqual(links("network:Subnet", { addressPrefix: "10.0.0.0/24" }), []);
    assert.deepEqual(links("network:Subnet", { natGateway: { id: "*" } }), [`${NETWORK}/natGateways/join/action`]);
    const storage = links("network:Subnet", { serviceEndpoints: [{ service: "Microsoft.Storage" }] });
    assert.deepEqual(storage, [`${NETWORK}/virtualNetworks/subnets/joinViaServiceEndpoint/action`]);
    const gateway = links("network:NatGateway", { publicIpAddresses: [{ id: "*" }] });
    assert.deepEqual(gateway, [`${NETWORK}/publicIPAddresses/join/action`]);
  });

  it("give a machine its disks, its identity and its interface", () => {
    const machine = actions("compute:VirtualMachine", {
      identity: { userAssignedIdentities: ["*"] },
      networkProfile: { networkInterfaces: [{ id: "*" }] },
      storageProfile: { imageReference: { publisher: "Debian" }, osDisk: { createOption: "FromImage" }, dataDisks: [] },
    });
    for (const action of [
      "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
      `${NETWORK}/networkInterfaces/join/action`,
      `${COMPUTE}/disks/write`,
    ]) {
      assert.ok(machine.includes(action), action);
    }
    assert.ok(!machine.includes(`${COMPUTE}/images/read`), "the marketplace's images need nothing");
  });

  it("tell which roles are given away, also while they are not known yet", () => {
    const grants = (inputs: Props, workflows: readonly Props[] = []) =>
      needs("authorization:RoleAssignment", inputs, workflows)[0]?.grants;
    const reader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
    const roles = "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions";
    assert.deepEqual(grants({ roleDefinitionId: `${roles}/${reader}`, principalType: "*" }), [reader]);
    const bucket = { roleDefinitionId: "*", principalType: "*" };
    assert.deepEqual(grants(bucket, [{}]), [reader, "ba92f5b4-2d11-453d-a403-e96b0029c9fe"]);
    const other = { roleDefinitionId: "*", principalType: "ServicePrincipal" };
    assert.ok(grants(other, [{}])?.includes("40c5ff49-9181-41f8-ae61-143b0e78555e"), "to end a machine");
    assert.deepEqual(grants(other), ["*"], "a role of the user's own");
  });
});
