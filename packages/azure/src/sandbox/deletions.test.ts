import assert from "node:assert/strict";
import type { Props, StoredResource } from "@isobar/sandbox";
import { provider } from "./index";
import { Landscape } from "./landscape.test";

interface Use {
  /** What is to be deleted. */
  held(land: Landscape): StoredResource;
  /** What holds it, and can be deleted itself. */
  holder(land: Landscape): StoredResource;
  readonly text: RegExp;
}

const nic = (land: Landscape, change: Props = {}, configuration: Props = {}) =>
  land.make("network:NetworkInterface", {
    ipConfigurations: [{ name: "p", subnet: { id: land.subnet.id }, ...configuration }],
    ...change,
  });
const attached = ({ disk }: Landscape) => ({
  storageProfile: { dataDisks: [{ lun: 0, managedDisk: { id: disk.id } }] },
});

const USES: Readonly<Record<string, Use>> = {
  "disks by machines": {
    held: ({ disk }) => disk,
    holder: (land) => land.make("compute:VirtualMachine", attached(land)),
    text: /Status=409 Code="OperationNotAllowed" Message="Disk disk is attached to VM .*\/another/,
  },
  "interfaces by machines": {
    held: (land) =>
      land.cloud.get({ id: `${land.network.id.replace(/virtualNetworks.*/, "networkInterfaces/")}another-nic` }),
    holder: (land) => land.make("compute:VirtualMachine"),
    text: /NicInUse.*aka\.ms\/deletenic/,
  },
  "subnets by interfaces": {
    held: ({ subnet }) => subnet,
    holder: (land) => nic(land),
    text: /InUseSubnetCannotBeDeleted.*Subnet s is in use by .*\/another\/ipConfigurations\/p/,
  },
  "networks by interfaces": {
    held: ({ network }) => network,
    holder: (land) => nic(land),
    text: /InUseSubnetCannotBeDeleted.*Subnet s is in use by/,
  },
  "security groups by interfaces": {
    held: ({ securityGroup }) => securityGroup,
    holder: (land) => nic(land, { networkSecurityGroup: { id: land.securityGroup.id } }),
    text: /InUseNetworkSecurityGroupCannotBeDeleted/,
  },
  "security groups by subnets": {
    held: ({ securityGroup }) => securityGroup,
    holder: (land) => land.make("network:Subnet", { networkSecurityGroup: { id: land.securityGroup.id } }),
    text: /InUseNetworkSecurityGroupCannotBeDeleted/,
  },
  "application security groups by interfaces": {
    held: ({ peers }) => peers,
    holder: (land) => nic(land, {}, { applicationSecurityGroups: [{ id: land.peers.id }] }),
    text: /InUseApplicationSecurityGroupCannotBeDeleted/,
  },
  "public addresses by interfaces": {
    held: ({ address }) => address,
    holder: (land) => nic(land, {}, { publicIPAddress: { id: land.address.id } }),
    text: /PublicIPAddressCannotBeDeleted.*still allocated to resource/,
  },
  "public addresses by NAT gateways": {
    held: ({ address }) => address,
    holder: (land) => land.make("network:NatGateway"),
    text: /PublicIPAddressCannotBeDeleted/,
  },
  "NAT gateways by subnets": {
    held: (land) => land.cloud.get({ id: land.network.id.replace(/virtualNetworks.*/, "natGateways/nat") }),
    holder: (land) =>
      land.make("network:Subnet", { natGateway: { id: land.make("network:NatGateway", {}, "nat").id } }),
    text: /InUseNatGatewayCannotBeDeleted/,
  },
};

describe("deletions in the simulated Azure", () => {
  for (const [title, { held, holder, text }] of Object.entries(USES)) {
    it(`are refused of what is used: ${title}`, () => {
      const land = new Landscape();
      const user = holder(land);
      const used = held(land);
      assert.throws(() => land.cloud.delete(used), { message: text });
      land.cloud.delete(user);
      land.cloud.delete(used);
      assert.ok(!land.cloud.has(used));
    });
  }

  it("of networks take their subnets and peerings along", () => {
    const land = new Landscape();
    const peering = land.make("network:VirtualNetworkPeering");
    land.cloud.delete(land.network);
    for (const gone of [land.network, land.subnet, peering]) assert.ok(!land.cloud.has(gone), gone.id);
    assert.ok(land.cloud.has(land.far()));
  });

  it("of accounts take along what lies in them", () => {
    const land = new Landscape();
    const made = ["storage:BlobContainer", "storage:BlobServiceProperties", "storage:ManagementPolicy"].map((it) =>
      land.make(it),
    );
    land.cloud.delete(land.account);
    for (const gone of made) assert.ok(!land.cloud.has(gone), gone.id);
  });

  it("of machines take along their run commands, and what is marked for it", () => {
    const land = new Landscape();
    const kept = land.make("compute:Disk", {}, "kept");
    const machine = land.make(
      "compute:VirtualMachine",
      {
        storageProfile: {
          dataDisks: [
            { lun: 0, managedDisk: { id: land.disk.id }, deleteOption: "Delete" },
            { lun: 1, managedDisk: { id: kept.id }, deleteOption: "Detach" },
          ],
        },
      },
      "web",
    );
    const command = land.make("compute:VirtualMachineRunCommandByVirtualMachine");
    land.cloud.delete(machine);
    for (const gone of [machine, command, land.disk]) assert.ok(!land.cloud.has(gone), gone.id);
    assert.ok(land.cloud.has(kept));
  });

  it("of groups take along all that lies in them, and nothing else", () => {
    const land = new Landscape();
    const other = land.make("resources:ResourceGroup", {}, "gg");
    const elsewhere = land.make("compute:Disk", { resourceGroupName: "gg" }, "elsewhere");
    for (const token of ["compute:VirtualMachine", "storage:BlobContainer", "logic:Workflow", "network:NatGateway"]) {
      land.make(token);
    }
    land.make("authorization:RoleAssignment");
    land.make("network:BastionHost");
    land.cloud.delete(land.group);
    const left = provider.models.flatMap(({ type }) =>
      land.cloud
        .world({})
        .list(type)
        .map(({ id }) => id),
    );
    assert.deepEqual(left.sort(), [other.id, elsewhere.id].sort());
    assert.throws(() => land.make("compute:Disk"), /ResourceGroupNotFound/);
  });

  it("of groups are refused while something outside needs what is inside", () => {
    const land = new Landscape();
    land.make("resources:ResourceGroup", {}, "gg");
    const user = nic(land, { resourceGroupName: "gg" });
    assert.throws(() => land.cloud.delete(land.group), {
      message: /ResourceGroupDeletionBlocked.*identifiers 'Microsoft\.Network\/virtualNetworks\/net\/subnets\/s'/,
    });
    land.cloud.delete(user);
    land.cloud.delete(land.group);
  });

  it("of groups are at most 980 behind", () => {
    const land = new Landscape();
    for (let i = 1; i < 980; i++) land.make("resources:ResourceGroup", {}, `g${i}`);
    assert.throws(() => land.make("resources:ResourceGroup", {}, "one-more"), /ResourceGroupQuotaExceeded.*'980'/);
  });
});
