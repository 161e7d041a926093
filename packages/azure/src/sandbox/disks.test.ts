import type { Props, StoredResource } from "@isobar/sandbox";
import { IMAGE, type Landscape, obeys } from "./landscape.test";

const DISK = "compute:Disk";
const token = "compute:VirtualMachine";
const attach = (...disks: [lun: number, disk: StoredResource, more?: Props][]) => ({
  storageProfile: {
    imageReference: IMAGE,
    osDisk: { createOption: "FromImage" },
    dataDisks: disks.map(([lun, { id }, more]) => ({ lun, createOption: "Attach", managedDisk: { id }, ...more })),
  },
});
const osDisk = (change: Props, image: Props = IMAGE) => ({
  storageProfile: { imageReference: image, osDisk: { createOption: "FromImage", ...change } },
});
const other = (land: Landscape, change: Props = {}) => land.make(DISK, change, "other");
const made = (disk: Props) => ({
  storageProfile: {
    imageReference: IMAGE,
    osDisk: { createOption: "FromImage" },
    dataDisks: [{ lun: 0, ...disk }],
  },
});
const EMPTY = { createOption: "Empty", diskSizeGB: 10 };
const copyOf = ({ id }: StoredResource) => ({ createOption: "Copy", sourceResourceId: id });
const sku = (name: string) => ({ sku: { name } });

describe("disks of the simulated Azure", () => {
  obeys({
    "for systems are made from images": {
      token,
      accepts: osDisk({}),
      refuses: { storageProfile: { osDisk: { createOption: "FromImage" } } },
      text: /Required parameter 'imageReference' is missing/,
    },
    "are as large as their kind can be": {
      token: DISK,
      accepts: [{ diskSizeGB: 1 }, { diskSizeGB: 32_767 }, { ...sku("PremiumV2_LRS"), diskSizeGB: 65_536 }],
      refuses: [{ diskSizeGB: 0 }, { diskSizeGB: 32_768 }, { ...sku("UltraSSD_LRS"), diskSizeGB: 65_537 }],
      text: /'disk\.diskSizeGB' is out of range/,
    },
    "have a tier where they are premium, and none below their size": {
      token: DISK,
      accepts: [{ tier: "P50" }, { tier: "P10" }],
      refuses: [{ tier: "P99" }, { tier: "P6" }, { ...sku("StandardSSD_LRS"), tier: "P50" }],
      text: /of parameter 'disk\.tier' is invalid/,
    },
    "have a speed of choice where their kind has": {
      token: DISK,
      accepts: { ...sku("PremiumV2_LRS"), diskIOPSReadWrite: 5000 },
      refuses: [{ diskIOPSReadWrite: 5000 }, { ...sku("Standard_LRS"), diskMBpsReadWrite: 100 }],
      text: /Parameter 'disk\.disk\w+ReadWrite' cannot be specified/,
    },
    "burst on demand where they are large": {
      token: DISK,
      accepts: { diskSizeGB: 513, burstingEnabled: true },
      refuses: [
        { diskSizeGB: 512, burstingEnabled: true },
        { ...sku("StandardSSD_LRS"), diskSizeGB: 1024, burstingEnabled: true },
      ],
      text: /On-demand bursting can be enabled only for Premium SSD disks larger than 512 GiB/,
    },
    "are shared where they are no hard disks": {
      token: DISK,
      accepts: [{ maxShares: 2 }, { ...sku("Standard_LRS"), maxShares: 1 }],
      refuses: { ...sku("Standard_LRS"), maxShares: 2 },
      text: /'disk\.maxShares' is out of range/,
    },
    "have sectors of choice where their kind has": {
      token: DISK,
      accepts: { ...sku("PremiumV2_LRS"), creationData: { createOption: "Empty", logicalSectorSize: 512 } },
      refuses: { creationData: { createOption: "Empty", logicalSectorSize: 512 } },
      text: /logicalSectorSize' cannot be specified/,
    },
    "have keys of their own by a set": {
      token: DISK,
      accepts: { encryption: { type: "EncryptionAtRestWithCustomerKey", diskEncryptionSetId: "/subscriptions/s" } },
      refuses: { encryption: { type: "EncryptionAtRestWithCustomerKey" } },
      text: /'disk\.encryption\.diskEncryptionSetId' is missing/,
    },
    "are no smaller than what they copy": {
      token: DISK,
      accepts: ({ disk }) => ({ creationData: copyOf(disk), diskSizeGB: 200 }),
      refuses: ({ disk }) => ({ creationData: copyOf(disk), diskSizeGB: 50 }),
      text: /is smaller than the size of its source: 100 GB/,
    },
    "become no Ultra disks": {
      token: DISK,
      before: {},
      accepts: sku("StandardSSD_LRS"),
      refuses: sku("UltraSSD_LRS"),
      text: /Cannot change the type of disk another from Premium_LRS to UltraSSD_LRS/,
    },
    "made with machines have a size, and those attached are named": {
      token,
      accepts: made({ createOption: "Empty", diskSizeGB: 10 }),
      refuses: [made({ createOption: "Empty" }), made({ createOption: "Attach" })],
      text: /Required parameter 'dataDisk\.(diskSizeGB|managedDisk\.id)' is missing/,
    },
    "made with machines are cached as others": {
      token,
      accepts: made({ ...EMPTY, caching: "ReadOnly" }),
      refuses: [
        made({ ...EMPTY, caching: "ReadOnly", managedDisk: { storageAccountType: "PremiumV2_LRS" } }),
        made({ ...EMPTY, managedDisk: { storageAccountType: "UltraSSD_LRS" } }),
      ],
      text: /Only Disk CachingType 'None'|StorageAccountType UltraSSD_LRS can be used only when/,
    },
    "write faster in machines of the M series": {
      token,
      accepts: { ...made({ ...EMPTY, writeAcceleratorEnabled: true }), hardwareProfile: { vmSize: "Standard_M32ts" } },
      refuses: made({ ...EMPTY, writeAcceleratorEnabled: true }),
      text: /Write Accelerator of the disk at LUN 0 is not supported/,
    },
    "of machines that go with them are read from a cache": {
      token,
      accepts: osDisk({ diffDiskSettings: { option: "Local" }, caching: "ReadOnly" }),
      refuses: osDisk({ diffDiskSettings: { option: "Local" }, caching: "ReadWrite" }),
      text: /An ephemeral OS disk must have the caching ReadOnly/,
    },
    "in all zones are in none": {
      token: DISK,
      accepts: { ...sku("Premium_ZRS"), zones: undefined },
      refuses: { ...sku("Premium_ZRS"), zones: ["1"] },
      text: /'zones' must not be specified/,
    },
    "are made of something": {
      token: DISK,
      accepts: { creationData: { createOption: "Copy", sourceResourceId: "/subscriptions/s" }, diskSizeGB: undefined },
      refuses: [
        { diskSizeGB: undefined },
        { creationData: { createOption: "Copy" } },
        { creationData: { createOption: "Import" } },
        { creationData: { createOption: "Import", sourceUri: "https://account.blob.core.windows.net/c/d.vhd" } },
      ],
      text: /Required parameter 'disk\..*' is missing/,
    },
    "with private access say where": {
      token: DISK,
      accepts: { networkAccessPolicy: "AllowPrivate", diskAccessId: "/subscriptions/s" },
      refuses: [{ networkAccessPolicy: "AllowPrivate" }, { diskAccessId: "/subscriptions/s" }],
      text: /diskAccessId/,
    },
    "stay in their zone, and what they are made of": {
      token: DISK,
      before: { zones: ["1"] },
      accepts: { tags: { a: "b" } },
      refuses: [{ zones: ["2"] }, { creationData: { createOption: "Copy", sourceResourceId: "/subscriptions/s" } }],
      text: /PropertyChangeNotAllowed.*'(zones|creationData)'/,
    },
    "never shrink": {
      token: DISK,
      before: { diskSizeGB: 100 },
      accepts: { diskSizeGB: 5000 },
      refuses: { diskSizeGB: 99 },
      text: /reducing the size of a disk is not supported/,
    },
    "grow up to 4,095 GiB while attached": {
      token: DISK,
      before: {},
      accepts: (land) => attached(land) && { diskSizeGB: 4095 },
      refuses: (land) => attached(land) && { diskSizeGB: 4096 },
      text: /beyond 4095 GiB when attached to a VM.*\/virtualMachines\/web/,
    },
    "keep their kind while a machine runs with them": {
      token: DISK,
      before: {},
      accepts: [
        sku("Standard_LRS"),
        (land) => {
          attached(land);
          land.cloud.reclaim(land.cloud.get({ id: land.disk.id.replace(/disks.*/, "virtualMachines/web") }));
          return sku("Standard_LRS");
        },
      ],
      refuses: (land) => attached(land) && sku("Standard_LRS"),
      text: /while it is attached to running VM/,
    },
  });
});

/** A spot machine that the disk under test is attached to. */
function attached(land: Landscape): StoredResource {
  const disk = land.cloud.get({ id: land.disk.id.replace(/[^/]+$/, "another") });
  return land.make(token, { ...attach([0, disk]), priority: "Spot", evictionPolicy: "Deallocate" }, "web");
}

describe("attached disks of the simulated Azure", () => {
  obeys({
    "are in the machine's zone, or in all": {
      token,
      accepts: [
        (land) => attach([0, land.disk]),
        (land) => attach([0, other(land, { ...sku("Premium_ZRS"), zones: undefined })]),
        (land) => ({ zones: undefined, ...attach([0, other(land, { zones: undefined })]) }),
      ],
      refuses: [
        (land) => attach([0, other(land, { zones: ["2"] })]),
        (land) => attach([0, other(land, { zones: undefined })]),
      ],
      text: /not in the same zone as the VM\. VM zone: '1'\. Disk zone: '2?'/,
    },
    "are nobody else's": {
      token,
      accepts: (land) => attach([0, land.disk]),
      refuses: (land) => land.make(token, attach([0, land.disk]), "first") && attach([0, land.disk]),
      text: /already owned by VM '.*\/first'/,
    },
    "have unit numbers up to 63": {
      token,
      accepts: (land) => attach([63, land.disk]),
      refuses: [(land) => attach([64, land.disk]), (land) => attach([-1, land.disk])],
      text: /must be between '0' and '63'/,
    },
    "have unit numbers of their own": {
      token,
      accepts: (land) => attach([0, land.disk], [1, other(land)]),
      refuses: (land) => attach([1, land.disk], [1, other(land)]),
      text: /LUN 1 already exists/,
    },
    "are attached once": {
      token,
      accepts: (land) => attach([0, land.disk], [1, other(land)]),
      refuses: (land) => attach([0, land.disk], [1, land.disk]),
      text: /attached to the VM more than once/,
    },
    "take over no unit number at once": {
      token,
      before: (land) => attach([0, land.disk]),
      accepts: (land) => attach([1, other(land)]),
      refuses: (land) => attach([0, other(land)]),
      text: /PropertyChangeNotAllowed.*'dataDisk\.managedDisk\.id'/,
    },
    "are of classes that the size takes": {
      token,
      accepts: (land) => ({ ...attach([0, other(land, sku("StandardSSD_LRS"))]), ...size("Standard_D2_v5") }),
      refuses: (land) => ({ ...attach([0, land.disk]), ...size("Standard_D2_v5") }),
      text: /VM size Standard_D2_v5 does not support the storage account type Premium_LRS of disk 'disk'/,
    },
    "of Ultra class are of machines that can have them": {
      token,
      accepts: (land) => ({
        ...attach([0, other(land, sku("UltraSSD_LRS"))]),
        additionalCapabilities: { ultraSSDEnabled: true },
      }),
      refuses: (land) => attach([0, other(land, sku("UltraSSD_LRS"))]),
      text: /ultraSSDEnabled/,
    },
    "are cached if small and not of the newest classes": {
      token,
      accepts: [
        (land) => attach([0, other(land, { diskSizeGB: 4095 }), { caching: "ReadOnly" }]),
        (land) => attach([0, other(land, sku("PremiumV2_LRS")), { caching: "None" }]),
      ],
      refuses: [
        (land) => attach([0, other(land, { diskSizeGB: 4096 }), { caching: "ReadOnly" }]),
        (land) => attach([0, other(land, sku("PremiumV2_LRS")), { caching: "ReadWrite" }]),
      ],
      text: /Only Disk CachingType 'None' is supported/,
    },
  });
});

const size = (vmSize: string) => ({ hardwareProfile: { vmSize } });

describe("system disks of the simulated Azure", () => {
  const running = { storageProfile: { imageReference: IMAGE, osDisk: { createOption: "FromImage", diskSizeGB: 64 } } };
  obeys({
    "hold their image": {
      token,
      accepts: [osDisk({ diskSizeGB: 30 }), osDisk({})],
      refuses: osDisk({ diskSizeGB: 29 }),
      text: /smaller than the size of the corresponding disk in the VM image: 30 GB/,
    },
    "have at most 4,095 GiB": {
      token,
      accepts: osDisk({ diskSizeGB: 4095 }),
      refuses: osDisk({ diskSizeGB: 4096 }),
      text: /'osDisk\.diskSizeGB' is out of range/,
    },
    "are of the older classes": {
      token,
      accepts: osDisk({ managedDisk: { storageAccountType: "Premium_ZRS" } }),
      refuses: ["UltraSSD_LRS", "PremiumV2_LRS"].map((it) => osDisk({ managedDisk: { storageAccountType: it } })),
      text: /is not supported for OS disks/,
    },
    "are of classes that the size takes": {
      token,
      accepts: { ...osDisk({ managedDisk: { storageAccountType: "StandardSSD_LRS" } }), ...size("Standard_D2_v5") },
      refuses: { ...osDisk({ managedDisk: { storageAccountType: "Premium_LRS" } }), ...size("Standard_D2_v5") },
      text: /does not support the storage account type Premium_LRS/,
    },
    "never shrink": {
      token,
      before: running,
      accepts: { tags: { a: "b" } },
      refuses: osDisk({ diskSizeGB: 32 }),
      text: /reducing the size/,
    },
    "grow while their machine doesn't run": {
      token,
      before: { ...running, priority: "Spot", evictionPolicy: "Deallocate" },
      accepts: (land) => {
        land.cloud.reclaim(land.cloud.get({ id: land.disk.id.replace(/disks.*/, "virtualMachines/another") }));
        return osDisk({ diskSizeGB: 128 });
      },
      refuses: osDisk({ diskSizeGB: 128 }),
      text: /Cannot resize disk .* while it is attached to running VM another/,
    },
  });
});
