import assert from "node:assert/strict";
import { type Model, mocksOf, type Props, type ResourceWorld } from "@isobar/sandbox";
import { provider } from "./index";
import { freeAddress, overlap, rangeOf } from "./ranges";

const REGION = "westeurope";
const place = { resourceGroupName: "g", location: REGION };

/** A simulated Azure with a resource group `g`, into which resources are put by type and logical name. */
function azure() {
  const { outputs, calls } = mocksOf(provider, REGION);
  const put = (type: string, name: string, inputs: Props) => outputs({ type: `azure-native:${type}`, name, inputs });
  put("resources:ResourceGroup", "g", { resourceGroupName: "g", location: REGION });
  return { put, calls };
}

function network() {
  const { put, calls } = azure();
  put("network:VirtualNetwork", "net", {
    ...place,
    virtualNetworkName: "net",
    addressSpace: { addressPrefixes: ["10.0.0.0/16"] },
  });
  const subnet = (name: string, addressPrefix: string) =>
    put("network:Subnet", name, { resourceGroupName: "g", virtualNetworkName: "net", addressPrefix });
  const nic = (name: string, id: unknown) =>
    put("network:NetworkInterface", name, { ...place, ipConfigurations: [{ name: "primary", subnet: { id } }] });
  return { put, calls, subnet, nic };
}

function model(token: string): Model {
  const found = provider.models.find(({ type }) => type === `azure-native:${token}`);
  assert.ok(found, token);
  return found;
}

/** A world of these resources, seen at an update of one whose outputs were `previous`. */
function world(previous: Props, resources: readonly { type: string; id: string; inputs: Props }[] = []): ResourceWorld {
  const list = (type: string) => resources.filter((r) => r.type === type).map((r) => ({ urn: "", outputs: {}, ...r }));
  return {
    config: {},
    account: provider.account,
    region: REGION,
    name: "x",
    previous,
    list,
    find: (type, id) => list(type).find((r) => r.id === id),
    deleted: () => [],
    now: () => new Date(0),
    hex: (digits) => "0".repeat(digits),
    uuid: () => "u",
    keep: (_, make) => make(),
  };
}

describe("simulated Azure", () => {
  it("gives ids and names as Azure does", () => {
    const { put } = azure();
    const group = `/subscriptions/${provider.account}/resourceGroups/g`;
    const { id, accountName, primaryEndpoints } = put("storage:StorageAccount", "data", {
      ...place,
      kind: "StorageV2",
      sku: { name: "Standard_LRS" },
    });
    assert.match(String(accountName), /^data[0-9a-f]{8}$/);
    assert.equal(id, `${group}/providers/Microsoft.Storage/storageAccounts/${accountName}`);
    assert.equal((primaryEndpoints as Props).blob, `https://${accountName}.blob.core.windows.net/`);
    const container = put("storage:BlobContainer", "photos", { resourceGroupName: "g", accountName });
    assert.equal(container.id, `${id}/blobServices/default/containers/photos`);
  });

  it("deletes before it replaces what has no random name, as the provider does", () => {
    const first = provider.models.filter(({ deleteBeforeReplace }) => deleteBeforeReplace).map(({ type }) => type);
    for (const token of ["network:Subnet", "storage:BlobContainer", "authorization:RoleAssignment"]) {
      assert.ok(first.includes(`azure-native:${token}`), token);
    }
    assert.ok(!first.includes("azure-native:network:VirtualNetwork"));
  });

  it("refuses what lies in nothing", () => {
    const { put } = azure();
    assert.throws(
      () => put("network:NatGateway", "nat", { ...place, resourceGroupName: "h" }),
      /ResourceGroupNotFound/,
    );
    assert.throws(
      () => put("storage:BlobContainer", "photos", { resourceGroupName: "g", accountName: "none" }),
      /ParentResourceNotFound/,
    );
    const nowhere = `/subscriptions/${provider.account}/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/n/subnets/s`;
    assert.throws(() => network().nic("nic", nowhere), /InvalidResourceReference/);
  });

  it("refuses a storage account's name that somebody has", () => {
    const { put } = azure();
    const account = { ...place, accountName: "taken", kind: "StorageV2", sku: { name: "Standard_LRS" } };
    put("storage:StorageAccount", "a", account);
    assert.throws(() => put("storage:StorageAccount", "b", account), /StorageAccountAlreadyTaken/);
    assert.throws(
      () => put("storage:StorageAccount", "c", { ...account, accountName: "No-Name" }),
      /'accountName' does not match expression '\^\[a-z0-9\]\+\$'/,
    );
    assert.throws(
      () => put("storage:StorageAccount", "d", { ...account, accountName: "ourwindows" }),
      /ReservedResourceName/,
    );
  });

  it("gives each machine an address of its subnet", () => {
    const { subnet, nic } = network();
    const { id } = subnet("s", "10.0.1.0/29");
    const address = (made: Props) => (made.ipConfigurations as Props[])[0]?.privateIPAddress;
    const made = ["a", "b", "c"].map((name) => address(nic(name, id)));
    assert.deepEqual(made, ["10.0.1.4", "10.0.1.5", "10.0.1.6"]);
    assert.throws(() => nic("d", id), /SubnetIsFull/);
  });

  it("refuses subnets outside the network and over each other", () => {
    const { subnet } = network();
    subnet("a", "10.0.0.0/24");
    assert.throws(() => subnet("b", "10.0.0.128/25"), /NetcfgSubnetRangesOverlap/);
    assert.throws(() => subnet("c", "10.1.0.0/24"), /NetcfgInvalidSubnet/);
  });

  it("refuses what no two networks can share", () => {
    const { put, subnet } = network();
    put("network:VirtualNetwork", "far", {
      ...place,
      virtualNetworkName: "far",
      addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
    });
    const far = (more: Props = {}) =>
      put("network:Subnet", "far", {
        resourceGroupName: "g",
        virtualNetworkName: "far",
        addressPrefix: "10.1.0.0/24",
        ...more,
      });
    const nat = put("network:NatGateway", "nat", { ...place, natGatewayName: "nat" });
    put("network:Subnet", "b", {
      resourceGroupName: "g",
      virtualNetworkName: "net",
      addressPrefix: "10.0.9.0/24",
      natGateway: { id: nat.id },
    });
    assert.throws(() => far({ natGateway: { id: nat.id } }), /NatGatewayCannotSpan/);
    const group = put("network:ApplicationSecurityGroup", "peers", { ...place });
    const [near, away] = [subnet("a", "10.0.0.0/24").id, far().id];
    const join = (name: string, id: unknown, more: Props) =>
      put("network:NetworkInterface", name, { ...place, ipConfigurations: [{ name: "p", subnet: { id }, ...more }] });
    const peers = { applicationSecurityGroups: [{ id: group.id }] };
    join("a", near, peers);
    join("b", near, peers);
    assert.throws(() => join("c", away, peers), /ApplicationSecurityGroupsNotInSameVnet/);
    const address = put("network:PublicIPAddress", "ip", {
      ...place,
      sku: { name: "Standard" },
      publicIPAllocationMethod: "Static",
    });
    join("d", near, { publicIPAddress: { id: address.id } });
    assert.throws(() => join("e", near, { publicIPAddress: { id: address.id } }), /PublicIPAddressInUse/);
  });

  it("refuses to move an interface, and to take ranges from a network that has subnets there", () => {
    const groups = [
      {
        type: "azure-native:resources:ResourceGroup",
        id: `/subscriptions/${provider.account}/resourceGroups/g`,
        inputs: {},
      },
    ];
    const [a, b] = ["a", "b"].map((name) => [{ subnet: { id: `/virtualNetworks/${name}/subnets/s` } }]);
    const nic = (ipConfigurations: unknown) =>
      model("network:NetworkInterface").refuse?.(
        { resourceGroupName: "g", ipConfigurations },
        world({ ipConfigurations: a }, groups),
      );
    assert.match(nic(b) ?? "", /SubnetsNotInSameVnet/);
    assert.doesNotMatch(nic([{ subnet: { id: "/virtualNetworks/a/subnets/t" } }]) ?? "", /SubnetsNotInSameVnet/);
    const inputs = { resourceGroupName: "g", virtualNetworkName: "net", addressPrefix: "10.0.0.0/24", subnetName: "s" };
    const subnets = [...groups, { type: "azure-native:network:Subnet", id: "/s", inputs }];
    const space = (range: string) =>
      model("network:VirtualNetwork").refuse?.(
        { resourceGroupName: "g", virtualNetworkName: "net", addressSpace: { addressPrefixes: [range] } },
        world({}, subnets),
      );
    assert.equal(space("10.0.0.0/16"), undefined);
    assert.match(space("10.1.0.0/16") ?? "", /NetcfgInvalidSubnet/);
  });

  it("keeps one role assignment per principal, role and scope", () => {
    const { put } = azure();
    const scope = "/subscriptions/s/resourceGroups/g";
    const assignment = (last: string) => ({
      scope,
      principalId: "p",
      roleDefinitionId: "r",
      roleAssignmentName: `00000000-0000-0000-0000-00000000000${last}`,
    });
    put("authorization:RoleAssignment", "a", assignment("1"));
    assert.throws(() => put("authorization:RoleAssignment", "b", assignment("2")), /RoleAssignmentExists/);
  });

  it("refuses rules of one priority, and policies without rules", () => {
    const { put } = azure();
    const rule = { name: "a", priority: 100, direction: "Inbound", access: "Allow", protocol: "*" };
    const securityRules = [rule, { ...rule, name: "b" }];
    assert.throws(
      () => put("network:NetworkSecurityGroup", "nsg", { ...place, securityRules }),
      /SecurityRuleConflict/,
    );
    const twice = [rule, { ...rule, name: "A", priority: 101 }];
    assert.throws(
      () => put("network:NetworkSecurityGroup", "nsg", { ...place, securityRules: twice }),
      /Duplicate resource name/,
    );
    const policy = model("storage:ManagementPolicy").refuse?.(
      { policy: { rules: [] }, resourceGroupName: "g" },
      world({}),
    );
    assert.match(policy ?? "", /ResourceGroupNotFound|at least one rule/);
  });

  it("refuses to change what a machine keeps for life", () => {
    const before = {
      osProfile: { customData: "YQ==", linuxConfiguration: { ssh: { publicKeys: [{}] } } },
      zones: ["1"],
    };
    const group = {
      type: "azure-native:resources:ResourceGroup",
      id: `/subscriptions/${provider.account}/resourceGroups/g`,
      inputs: {},
    };
    const refusal = (inputs: Props) =>
      model("compute:VirtualMachine").refuse?.({ resourceGroupName: "g", ...inputs }, world(before, [group]));
    assert.equal(refusal({ ...before, hardwareProfile: { vmSize: "Standard_D4ls_v5" } }), undefined);
    assert.match(refusal({ ...before, zones: ["2"] }) ?? "", /PropertyChangeNotAllowed.*zones/);
    const script = { ...before, osProfile: { ...before.osProfile, customData: "Yg==" } };
    assert.match(refusal(script) ?? "", /PropertyChangeNotAllowed.*osProfile\.customData/);
  });

  it("refuses to gain zones by an update of the account", () => {
    const group = {
      type: "azure-native:resources:ResourceGroup",
      id: `/subscriptions/${provider.account}/resourceGroups/g`,
      inputs: {},
    };
    const refusal = (name: string) =>
      model("storage:StorageAccount").refuse?.(
        { resourceGroupName: "g", accountName: "data", sku: { name } },
        world({ sku: { name: "Standard_LRS" } }, [group]),
      );
    assert.equal(refusal("Standard_GRS"), undefined);
    assert.match(refusal("Standard_ZRS") ?? "", /ConversionNotAllowed/);
  });

  it("keeps what is locked or in use", () => {
    const subnet = {
      type: "azure-native:network:Subnet",
      id: "/subscriptions/s/subnets/a",
      inputs: {},
      outputs: {},
      urn: "",
    };
    const nic = {
      type: "azure-native:network:NetworkInterface",
      id: "/nic",
      inputs: { ipConfigurations: [{ subnet: { id: subnet.id } }] },
    };
    const lock = {
      type: "azure-native:authorization:ManagementLockByScope",
      id: "/lock",
      inputs: { scope: "/subscriptions/s/subnets/A" },
    };
    const refusal = (...resources: { type: string; id: string; inputs: Props }[]) =>
      model("network:Subnet").refuseDelete?.(subnet, world({}, resources));
    assert.equal(refusal(), undefined);
    assert.match(refusal(nic) ?? "", /in use by \/nic/);
    assert.match(refusal(lock) ?? "", /ScopeLocked/);
  });

  it("answers look-ups of what is there, and fails for the rest", () => {
    const { calls } = network();
    const look = calls["azure-native:network:getVirtualNetwork"];
    assert.match(String(look?.({ resourceGroupName: "g", virtualNetworkName: "net" }).id), /\/virtualNetworks\/net$/);
    assert.throws(() => look?.({ resourceGroupName: "g", virtualNetworkName: "x" }), /ResourceNotFound/);
  });
});

describe("ranges of the simulated network", () => {
  it("know their addresses", () => {
    assert.deepEqual(rangeOf("10.0.0.0/30"), { first: 167_772_160, last: 167_772_163 });
    assert.equal(overlap(rangeOf("10.0.0.0/24"), rangeOf("10.0.1.0/24")), false);
    assert.equal(freeAddress("192.168.0.0/29", new Set(["192.168.0.4", "192.168.0.5", "192.168.0.6"])), undefined);
  });
});
