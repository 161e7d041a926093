import type { DataDiskSpec, EarlySpec, Scope } from "@isobar/core/driver";
import { Disk } from "@pulumi/azure-native/compute/disk";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup";
import type { compute } from "@pulumi/azure-native/types/input";
import type { Output, Resource } from "@pulumi/pulumi";
import * as names from "../names";
import { linkOf } from "./disk-links";
import { keptLuns } from "./luns";

/** Kinds of disk; of the two premium ones only the first can be attached everywhere ("Azure managed disk types"). */
const SKUS: Readonly<Record<DataDiskSpec["class"], string>> = {
  hdd: "Standard_LRS",
  balanced: "Premium_LRS",
  ssd: "Premium_LRS",
};

/** No parent: Pulumi takes undefined for it, and its types don't. */
const NONE = undefined as unknown as Resource;

/** A machine's data disks, and how its storage profile attaches them. */
export interface DataDisks {
  readonly attached: readonly compute.DataDiskArgs[];
  readonly devices: Readonly<Record<string, Output<string>>>;
}

export function makeDataDisks(scope: Scope, { zone, dataDisks }: EarlySpec): DataDisks {
  if (dataDisks.length === 0) return { attached: [], devices: {} };
  const luns = keptLuns(
    scope,
    dataDisks.map(({ key }) => key),
  );
  const group = makeGroup(scope, dataDisks);
  const attached: compute.DataDiskArgs[] = [];
  const devices: Record<string, Output<string>> = {};
  for (const spec of dataDisks) {
    const lun = luns[spec.key] as Output<number>;
    attached.push(attachment(makeDisk(scope, spec, group.name, zone), lun));
    devices[spec.key] = lun.apply(linkOf);
  }
  return { attached, devices };
}

/**
 * A group of their own: deleting a group deletes all that is in it, retained or not. It is kept with the first disk that
 * is, and has no parent, because it then outlives the machine.
 */
function makeGroup(scope: Scope, disks: readonly DataDiskSpec[]): ResourceGroup {
  const kept = disks.find(({ options }) => options.protect);
  return scope.child(
    "diskGroup",
    ResourceGroup,
    {
      resourceGroupName: scope.physicalName(names.resourceGroup, "disks"),
      location: scope.target.region,
      tags: scope.tags,
    },
    { suffix: "disks", ...kept?.options, parent: NONE },
  );
}

function makeDisk(scope: Scope, spec: DataDiskSpec, group: Output<string>, zone: Output<string>): Disk {
  const { key, sizeGib } = spec;
  return scope.child(
    "dataDisk",
    Disk,
    {
      diskName: scope.physicalName(names.disk, `disk-${key}`),
      resourceGroupName: group,
      location: scope.target.region,
      zones: zone.apply((name) => (name ? [name] : undefined)),
      sku: { name: SKUS[spec.class] },
      creationData: { createOption: "Empty" },
      diskSizeGB: sizeGib,
      encryption: { type: "EncryptionAtRestWithPlatformKey" },
      // Nobody downloads it by a link ("Restrict managed disks from being imported or exported").
      networkAccessPolicy: "DenyAll",
      publicNetworkAccess: "Disabled",
      tags: scope.tags,
    },
    // Azure refuses to change these ("Changing property … is not allowed"), and the provider would try to.
    { suffix: "disk", key, replaceOnChanges: ["creationData", "zones"], ...spec.options },
  );
}

/** Without a cache: disks of 4 TiB and more have none, and NVMe shows cached disks behind another controller. */
function attachment({ id }: Disk, lun: Output<number>): compute.DataDiskArgs {
  return { lun, createOption: "Attach", managedDisk: { id }, caching: "None", deleteOption: "Detach" };
}
