import assert from "node:assert/strict";
import { GUID, Landscape, obeys } from "./landscape.test";

const nic = (change: object) => ({ ipConfigurations: [{ name: "p", ...change }] });
const far = (id: string) => id.replace(/[^/]+$/, "none");

describe("references in the simulated Azure", () => {
  obeys({
    "are whole ids": {
      token: "network:NetworkInterface",
      accepts: ({ subnet }) => nic({ subnet: { id: subnet.id } }),
      refuses: [nic({ subnet: { id: "s" } }), nic({ subnet: { id: "subnets/s" } })],
      text: /LinkedInvalidPropertyId.*Property id '.*' at path 'properties\.ipConfigurations\.subnet\.id'/,
    },
    "are whatever the case of their letters": {
      token: "network:NetworkInterface",
      accepts: ({ subnet }) => nic({ subnet: { id: subnet.id.toUpperCase() } }),
      refuses: ({ subnet }) => nic({ subnet: { id: `${subnet.id.toUpperCase()}S` } }),
      text: /InvalidResourceReference/,
    },
    "are of the type that is meant": {
      token: "network:NetworkInterface",
      accepts: ({ subnet, securityGroup }) => ({
        ...nic({ subnet: { id: subnet.id } }),
        networkSecurityGroup: { id: securityGroup.id },
      }),
      refuses: [
        ({ network }) => nic({ subnet: { id: network.id } }),
        ({ subnet, peers }) => ({ ...nic({ subnet: { id: subnet.id } }), networkSecurityGroup: { id: peers.id } }),
      ],
      text: /InvalidJsonReferenceWrongType/,
    },
    "of a network are to what is there": {
      token: "network:NatGateway",
      accepts: ({ address }) => ({ publicIpAddresses: [{ id: address.id }] }),
      refuses: ({ address }) => ({ publicIpAddresses: [{ id: far(address.id) }] }),
      text: /InvalidResourceReference.*\/publicIPAddresses\/none referenced by resource .*\/natGateways\/another/,
    },
    "of a subnet are to what is there": {
      token: "network:Subnet",
      accepts: ({ securityGroup }) => ({ networkSecurityGroup: { id: securityGroup.id } }),
      refuses: [
        ({ securityGroup }) => ({ networkSecurityGroup: { id: far(securityGroup.id) } }),
        ({ network }) => ({ natGateway: { id: network.id.replace(/virtualNetworks.*/, "natGateways/none") } }),
      ],
      text: /InvalidResourceReference/,
    },
    "of a machine are to what is there": {
      token: "compute:VirtualMachine",
      accepts: ({ identity }) => ({ identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] } }),
      refuses: [
        ({ identity }) => ({ identity: { type: "UserAssigned", userAssignedIdentities: [far(identity.id)] } }),
        ({ subnet }) => ({
          networkProfile: {
            networkInterfaces: [{ id: subnet.id.replace(/virtualNetworks.*/, "networkInterfaces/none") }],
          },
        }),
        ({ disk }) => ({ storageProfile: { dataDisks: [{ lun: 0, managedDisk: { id: far(disk.id) } }] } }),
      ],
      text: /Status=404 Code="NotFound" Message="Resource .*none not found/,
    },
    "of a peering are to a network that is there": {
      token: "network:VirtualNetworkPeering",
      accepts: {},
      refuses: ({ network }) => ({ remoteVirtualNetwork: { id: far(network.id) } }),
      text: /InvalidResourceReference/,
    },
    "of a flow log are to what is there": {
      token: "network:FlowLog",
      accepts: ({ subnet }) => ({ targetResourceId: subnet.id }),
      refuses: [
        ({ network }) => ({ targetResourceId: far(network.id) }),
        ({ account }) => ({ storageId: far(account.id) }),
      ],
      text: /InvalidResourceReference/,
    },
    "of a workflow are to an identity that is there": {
      token: "logic:Workflow",
      accepts: {},
      refuses: ({ identity }) => ({ identity: { userAssignedIdentities: [far(identity.id)] } }),
      text: /InvalidResourceReference/,
    },
    "of an account's rules are to subnets that are there, in any region": {
      token: "storage:StorageAccount",
      accepts: [{}, { location: "westus2" }].map((change) => ({ cloud, subnet }: Landscape) => {
        cloud.update(subnet, { serviceEndpoints: [{ service: "Microsoft.Storage" }] });
        return { ...change, networkRuleSet: { virtualNetworkRules: [{ virtualNetworkResourceId: subnet.id }] } };
      }),
      refuses: ({ subnet }) => ({
        networkRuleSet: { virtualNetworkRules: [{ virtualNetworkResourceId: far(subnet.id) }] },
      }),
      text: /InvalidResourceReference/,
    },
    "stay in the region": {
      token: "network:NetworkInterface",
      accepts: ({ subnet }) => ({ location: "westeurope", ...nic({ subnet: { id: subnet.id } }) }),
      refuses: ({ subnet }) => ({ location: "northeurope", ...nic({ subnet: { id: subnet.id } }) }),
      text: /InvalidResourceReference.*in the same region/,
    },
    "of a peering lead anywhere": {
      token: "network:VirtualNetworkPeering",
      accepts: (land) => ({
        remoteVirtualNetwork: {
          id: land.make("network:VirtualNetwork", { location: "westus2", virtualNetworkName: "away" }).id,
        },
      }),
      refuses: ({ subnet }) => ({ remoteVirtualNetwork: { id: subnet.id } }),
      text: /InvalidJsonReferenceWrongType/,
    },
    "lie in a group that is there": {
      token: "network:ApplicationSecurityGroup",
      accepts: { resourceGroupName: "G" },
      refuses: { resourceGroupName: "none" },
      text: /ResourceGroupNotFound.*Resource group 'none' could not be found/,
    },
    "of subnets lie in a network that is there": {
      token: "network:Subnet",
      accepts: {},
      refuses: { virtualNetworkName: "none" },
      text: /ParentResourceNotFound.*type 'virtualNetworks\/subnets'.*\/virtualNetworks\/none/,
    },
    "of peerings lie in a network that is there": {
      token: "network:VirtualNetworkPeering",
      accepts: {},
      refuses: { virtualNetworkName: "none" },
      text: /ParentResourceNotFound/,
    },
    "of containers lie in an account that is there": {
      token: "storage:BlobContainer",
      accepts: {},
      refuses: { accountName: "none" },
      text: /ParentResourceNotFound.*\/storageAccounts\/none'/,
    },
    "of run commands lie in a machine that is there": {
      token: "compute:VirtualMachineRunCommandByVirtualMachine",
      accepts: (land) => ({ vmName: land.make("compute:VirtualMachine").inputs.vmName }),
      refuses: { vmName: "none" },
      text: /ParentResourceNotFound/,
    },
    "of role assignments and locks are to what is there": {
      token: "authorization:RoleAssignment",
      accepts: [
        ({ group }) => ({ scope: group.id }),
        ({ disk }) => ({ scope: disk.id }),
        { scope: "/subscriptions/s" },
      ],
      refuses: [({ group }) => ({ scope: far(group.id) }), ({ disk }) => ({ scope: far(disk.id) })],
      text: /Status=404 Code="Resource(Group)?NotFound"/,
    },
    "of locks have the form of ids": {
      token: "authorization:ManagementLockByScope",
      accepts: ({ account }) => ({ scope: account.id }),
      refuses: [{ scope: "disk" }, ({ group }) => ({ scope: `${group.id}/disks/a` })],
      text: /InvalidScope/,
    },
  });

  it("of another type's rules are looked up at updates too", () => {
    const land = new Landscape();
    const made = land.make("network:NetworkInterface");
    assert.throws(
      () => land.cloud.update(made, { networkSecurityGroup: { id: far(land.securityGroup.id) } }),
      /InvalidResourceReference/,
    );
    assert.equal(land.cloud.update(made, { tags: { a: GUID } }).inputs.networkInterfaceName, "another");
  });
});
