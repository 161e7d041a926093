import assert from "node:assert/strict";
import { type DataDisk, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";
import { settled } from "@isobar/core/testing";
import { output } from "@pulumi/pulumi";
import { REGION, recordOnAzure, refusalOnAzure } from "../fixture.test";

const MACHINE = "azure-native:compute:VirtualMachine";
const DISK = "azure-native:compute:Disk";
const GROUP = "azure-native:resources:ResourceGroup";
const STASH = "pulumi:index:Stash";
const TAGS = { project: "shop", stack: "dev" };

type Disks = Record<string, DataDisk>;

const machine = (dataDisks: Disks, args: Partial<VirtualMachineArgs> = {}) =>
  new VirtualMachine("web", { size: { type: { azure: "Standard_D2ls_v5" } }, dataDisks, ...args });
const make = (dataDisks: Disks, args: Partial<VirtualMachineArgs> = {}, more = {}) =>
  recordOnAzure(() => machine(dataDisks, args), more);

/** The machine's data disks as it attaches them. */
function attached({ find }: Awaited<ReturnType<typeof make>>) {
  const { storageProfile } = find(MACHINE, "web").inputs as Record<string, Record<string, unknown>>;
  return storageProfile?.dataDisks as { lun: number; managedDisk: { id: string } }[];
}

/** The unit numbers of a machine by its disks' names. */
function luns(recording: Awaited<ReturnType<typeof make>>): Record<string, number> {
  const key = (id: string) => /\/web-disk-([a-z]+)\w{8}$/.exec(id)?.[1];
  return Object.fromEntries(attached(recording).map(({ lun, managedDisk }) => [key(managedDisk.id), lun]));
}

describe("data disks on Azure", () => {
  it("are managed disks in the machine's zone, encrypted, tagged and not to be exported", async () => {
    const { find } = await make({ data: { sizeGib: 100 } });
    const { resourceGroupName, ...rest } = find(DISK, "web-disk-data").inputs;
    assert.match(String(resourceGroupName), /^web-disks\w{8}$/);
    assert.deepEqual(rest, {
      location: REGION,
      zones: ["1"],
      sku: { name: "Premium_LRS" },
      creationData: { createOption: "Empty" },
      diskSizeGB: 100,
      encryption: { type: "EncryptionAtRestWithPlatformKey" },
      networkAccessPolicy: "DenyAll",
      publicNetworkAccess: "Disabled",
      tags: TAGS,
    });
  });

  it("have no zone where the region has none", async () => {
    const { find } = await make({ data: { sizeGib: 100 } }, {}, { region: "westus" });
    assert.equal(find(DISK, "web-disk-data").inputs.zones, undefined);
  });

  it("are hard disks or premium SSDs", async () => {
    const { find } = await make({ a: { sizeGib: 9, class: "hdd" }, b: { sizeGib: 9, class: "ssd" } });
    assert.deepEqual(find(DISK, "web-disk-a").inputs.sku, { name: "Standard_LRS" });
    assert.deepEqual(find(DISK, "web-disk-b").inputs.sku, { name: "Premium_LRS" });
  });

  it("are attached so that they outlive the machine", async () => {
    const [disk, ...others] = attached(await make({ data: { sizeGib: 100 } }));
    const { managedDisk, ...rest } = disk ?? { managedDisk: { id: "" } };
    assert.match(managedDisk.id, /\/resourceGroups\/web-disks\w{8}\/.*\/disks\/web-disk-data\w{8}$/);
    assert.deepEqual(rest, { lun: 0, createOption: "Attach", caching: "None", deleteOption: "Detach" });
    assert.deepEqual(others, []);
  });

  it("lie in a group that is retained with the first that is", async () => {
    const options = async (dataDisks: Disks) => {
      const { parent, protect, retainOnDelete } = (await make(dataDisks)).find(GROUP, "web-disks");
      assert.doesNotMatch(parent, /VirtualMachine/);
      return [protect, retainOnDelete];
    };
    assert.deepEqual(await options({ log: { sizeGib: 9, onDelete: "delete" } }), [false, false]);
    assert.deepEqual(await options({ log: { sizeGib: 9, onDelete: "delete" }, data: { sizeGib: 9 } }), [true, true]);
  });

  it("are replaced for another zone only, never for their size or kind", async () => {
    const { replaceOnChanges } = (await make({ data: { sizeGib: 9 } })).find(DISK, "web-disk-data");
    assert.deepEqual(replaceOnChanges, ["creationData", "zones"]);
  });

  it("keep their unit numbers when others come and go", async () => {
    assert.deepEqual(luns(await make({ b: { sizeGib: 9 }, a: { sizeGib: 9 } })), { a: 0, b: 1 });
    const kept = {
      "web-disk-b-since": "2026-01-01T00:00:00.000Z",
      "web-disk-b-lun": 1,
      "web-disk-c-since": "2026-02-01T00:00:00.000Z",
      "web-disk-c-lun": 2,
    };
    const disks: Disks = { a: { sizeGib: 9 }, b: { sizeGib: 9 }, c: { sizeGib: 9 }, d: { sizeGib: 9 } };
    const recording = await make(disks, {}, { kept });
    assert.deepEqual(luns(recording), { a: 0, b: 1, c: 2, d: 3 });
    for (const part of ["since", "lun"]) {
      const stash = recording.find(STASH, `web-disk-b-${part}`);
      assert.deepEqual(
        [stash.ignoreChanges, stash.replacementTrigger],
        [["input"], JSON.stringify([["at", "azure/westeurope"]])],
      );
    }
  });

  it("are mounted by a link that the first boot makes where the image doesn't", async () => {
    const disks: Disks = { data: { sizeGib: 9, mountPath: "/data" } };
    const { osProfile } = (await make(disks)).find(MACHINE, "web").inputs as Record<string, { customData: string }>;
    const script = Buffer.from(String(osProfile?.customData), "base64").toString();
    assert.match(script, /^#!\/bin\/sh\nudevadm settle\n/);
    assert.match(script, /isobar_mount '\/dev\/disk\/azure\/data\/by-lun\/0' '\/data'/);
  });

  it("change nothing of the script that a running machine was made with", async () => {
    const kept = { "web-script": "#!/bin/sh\necho old\n" };
    const disks: Disks = { data: { sizeGib: 9, mountPath: "/data" } };
    const { find } = await make(disks, { startupScript: "#!/bin/sh\necho old\n" }, { kept });
    const { osProfile } = find(MACHINE, "web").inputs as Record<string, { customData: string }>;
    assert.equal(Buffer.from(String(osProfile?.customData), "base64").toString(), kept["web-script"]);
  });

  it("are given by name", async () => {
    const { result } = await make({ data: { sizeGib: 9 }, log: { sizeGib: 9 } });
    const natives = result.native("azure");
    assert.deepEqual(Object.keys(natives?.dataDisk ?? {}), ["data", "log"]);
    assert.match(await settled(output(natives?.diskGroup?.name ?? "")), /^web-disks/);
  });

  it("are refused where Azure could not attach or mount them", async () => {
    const slow = { size: { type: { azure: "Standard_D2_v5" } } };
    const refusal = (dataDisks: Disks, args = {}) => refusalOnAzure(() => machine(dataDisks, args));
    assert.match(await refusal({ data: { sizeGib: 9 } }, slow), /dataDisks\.data\.class: Standard_D2_v5.*premium/);
    await make({ data: { sizeGib: 9, class: "hdd" } }, slow);
    assert.match(await refusal({ data: { sizeGib: 9, mountPath: "/mnt" } }), /dataDisks\.data\.mountPath.*temporary/);
    await make({ data: { sizeGib: 9, mountPath: "/mnt/data" } });
    const emptied = { data: { sizeGib: 9, onDelete: "delete-if-empty" as const } };
    assert.match(await refusal(emptied), /dataDisks\.data\.onDelete/);
    const snapshots = { everyHours: 24, keep: 7 };
    assert.match(await refusal({ data: { sizeGib: 9, snapshots } }), /dataDisks\.data\.snapshots/);
  });
});
