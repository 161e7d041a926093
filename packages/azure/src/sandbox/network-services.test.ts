import assert from "node:assert/strict";
import type { Props, StoredResource } from "@isobar/sandbox";
import { Landscape, obeys } from "./landscape.test";

describe("Bastion hosts of the simulated Azure", () => {
  const token = "network:BastionHost";
  const DEVELOPER = { sku: { name: "Developer" }, ipConfigurations: undefined };
  const shared = ({ cloud, place }: Landscape, { id }: StoredResource) =>
    cloud.create(token, { ...place, bastionHostName: "shared", ...DEVELOPER, virtualNetwork: { id } });
  const into = (land: Landscape, subnetName: string, addressPrefix: string) => {
    const subnet = land.make("network:Subnet", { subnetName, addressPrefix });
    const publicIPAddress = { id: land.make("network:PublicIPAddress", {}, "its-ip").id };
    return { ipConfigurations: [{ name: "p", subnet: { id: subnet.id }, publicIPAddress }] };
  };
  obeys({
    "are in a subnet of their name": {
      token,
      accepts: {},
      refuses: (land) => into(land, "bastion", "10.0.3.0/26"),
      text: /BastionHostSubnetNameInvalid/,
    },
    "have native clients in their standard form": {
      token,
      accepts: [{ enableTunneling: true }, { sku: { name: "Basic" } }],
      refuses: { sku: { name: "Basic" }, enableTunneling: true },
      text: /BastionHostSkuFeatureNotSupported/,
    },
    "have what their form has": {
      token,
      accepts: [
        {
          enableFileCopy: true,
          enableIpConnect: true,
          enableShareableLink: true,
          disableCopyPaste: true,
          scaleUnits: 50,
        },
        { sku: { name: "Premium" }, enableSessionRecording: true },
        { sku: { name: "Basic" }, enableKerberos: true, scaleUnits: 2 },
      ],
      refuses: [
        { sku: { name: "Basic" }, enableFileCopy: true },
        { sku: { name: "Basic" }, scaleUnits: 3 },
        { enableSessionRecording: true },
        { enablePrivateOnlyBastion: true },
      ],
      text: /BastionHostSkuFeatureNotSupported.*needs the (Standard|Premium) sku/,
    },
    "never go back to a lesser form": {
      token,
      before: {},
      accepts: { sku: { name: "Premium" } },
      refuses: { sku: { name: "Basic" } },
      text: /BastionHostSkuDowngradeNotSupported/,
    },
    "of developers are in a network that they name": {
      token,
      accepts: (land) => ({ ...DEVELOPER, virtualNetwork: { id: land.far().id } }),
      refuses: DEVELOPER,
      text: /BastionHostVirtualNetworkRequired/,
    },
    "of developers are one per network": {
      token,
      accepts: (land) => shared(land, land.network) && { ...DEVELOPER, virtualNetwork: { id: land.far().id } },
      refuses: (land) => shared(land, land.network) && {},
      text: /BastionHostAlreadyExistsInVirtualNetwork/,
    },
    "have an address of their own": {
      token,
      accepts: {},
      refuses: (land) => {
        land.make("network:NatGateway");
        return {
          ipConfigurations: [
            {
              name: "p",
              subnet: { id: `${land.network.id}/subnets/AzureBastionSubnet` },
              publicIPAddress: { id: land.address.id },
            },
          ],
        };
      },
      text: /PublicIPAddressInUse/,
    },
  });

  it("are in a subnet of /26 at least", () => {
    for (const [range, refused] of [
      ["10.0.3.0/25", false],
      ["10.0.3.0/27", true],
    ] as const) {
      const land = new Landscape();
      const inputs = { ...land.place, bastionHostName: "b", ...into(land, "AzureBastionSubnet", range) };
      const make = () => land.cloud.create(token, inputs);
      if (refused) assert.throws(make, /BastionHostSubnetSizeInvalid/);
      else assert.match(String(make().outputs.dnsName), /\.bastion\.azure\.com$/);
    }
  });

  it("are one per network, which they don't leave", () => {
    const land = new Landscape();
    const host = land.make(token, {}, "first");
    const { ipConfigurations } = host.inputs;
    const [{ subnet } = { subnet: undefined }] = ipConfigurations as { subnet: unknown }[];
    const address = { id: land.make("network:PublicIPAddress", {}, "more").id };
    const again = {
      ...land.place,
      bastionHostName: "b",
      ipConfigurations: [{ name: "p", subnet, publicIPAddress: address }],
    };
    assert.throws(() => land.cloud.create(token, again), /BastionHostAlreadyExistsInVirtualNetwork.*\/first/);
    land.make("network:VirtualNetwork", {}, "far");
    const { id } = land.make("network:Subnet", {
      virtualNetworkName: "far",
      subnetName: "AzureBastionSubnet",
      addressPrefix: "10.1.0.0/26",
    });
    const moved = { ipConfigurations: [{ name: "p", subnet: { id }, publicIPAddress: address }] };
    assert.throws(() => land.cloud.update(host, moved), /BastionHostUpdateNotSupported/);
  });
});

describe("flow logs of the simulated Azure", () => {
  const token = "network:FlowLog";
  const analysed = (change: Props) => ({
    flowAnalyticsConfiguration: {
      networkWatcherFlowAnalyticsConfiguration: { enabled: true, workspaceResourceId: "/subscriptions/s", ...change },
    },
  });
  const account = (land: Landscape, change: Props) => ({
    storageId: land.make("storage:StorageAccount", change, "logs").id,
  });
  obeys({
    "lie in the region's Network Watcher": {
      token,
      accepts: { networkWatcherName: "networkwatcher_westeurope" },
      refuses: [{ networkWatcherName: "mine" }, { resourceGroupName: "g" }],
      text: /ParentResourceNotFound/,
    },
    "are on networks, subnets and interfaces": {
      token,
      accepts: [
        ({ network }) => ({ targetResourceId: network.id }),
        ({ subnet }) => ({ targetResourceId: subnet.id }),
        (land) => ({ targetResourceId: land.make("network:NetworkInterface").id }),
      ],
      refuses: ({ disk }) => ({ targetResourceId: disk.id }),
      text: /InvalidJsonReferenceWrongType/,
    },
    "write to standard accounts by their keys": {
      token,
      accepts: (land) => account(land, { allowSharedKeyAccess: true }),
      refuses: [
        (land) => account(land, { allowSharedKeyAccess: false }),
        (land) => account(land, { sku: { name: "Premium_LRS" } }),
      ],
      text: /FlowLogStorageAccountNotSupported/,
    },
    "have a format that there is": {
      token,
      accepts: { format: { type: "JSON", version: 2 } },
      refuses: { format: { type: "JSON", version: 3 } },
      text: /FlowLogFormatVersionInvalid/,
    },
    "are kept for a year at most": {
      token,
      accepts: { retentionPolicy: { enabled: true, days: 365 } },
      refuses: [{ retentionPolicy: { days: 366 } }, { retentionPolicy: { days: -1 } }],
      text: /FlowLogRetentionInvalid/,
    },
    "are analysed every 10 minutes or every hour, in a workspace": {
      token,
      accepts: [
        analysed({ trafficAnalyticsInterval: 10 }),
        analysed({ enabled: false, workspaceResourceId: undefined }),
      ],
      refuses: [analysed({ trafficAnalyticsInterval: 30 }), analysed({ workspaceResourceId: undefined })],
      text: /FlowLogTrafficAnalyticsInvalid.*must have (an interval|the id of)/,
    },
    "are one per target": {
      token,
      accepts: (land) => land.make(token, {}, "first") && { targetResourceId: land.subnet.id },
      refuses: (land) => land.make(token, {}, "first") && {},
      text: /TargetResourceAlreadyHasFlowLog.*\/first/,
    },
    "keep their target": {
      token,
      before: {},
      accepts: { format: { version: 1 } },
      refuses: ({ subnet }) => ({ targetResourceId: subnet.id }),
      text: /FlowLogTargetResourceCannotBeChanged/,
    },
    "have the name once": {
      token,
      accepts: {},
      refuses: (land) => land.make(token, {}) && {},
      text: /already existing resource/,
    },
  });
});
