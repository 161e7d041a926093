import { type Consumer, type Consumption, Reading } from "@isobar/core/driver";
import { cheaperThan, made } from "./disk";

/** The images of Ubuntu and Debian have 30 GiB. */
const OS_DISK_GIB = 30;
/** "Azure managed disk types": what a machine gets that can take it and says nothing. */
const OS_DISK = "Premium_LRS";

/** A machine with its system disk and the disks that are made with it. */
export const virtualMachine: Consumer = {
  inputs: [
    "hardwareProfile.vmSize",
    "priority",
    "storageProfile.osDisk.diskSizeGB",
    "storageProfile.osDisk.managedDisk.storageAccountType",
    "storageProfile.osDisk.managedDisk.id?",
    "storageProfile.dataDisks.createOption",
    "storageProfile.dataDisks.diskSizeGB",
    "storageProfile.dataDisks.managedDisk.storageAccountType",
  ],
  consume(inputs) {
    const args = new Reading(inputs);
    const storage = args.in("storageProfile");
    const made = storage.list("dataDisks").filter((each) => each.text("createOption") !== "Attach");
    return [machine(args), ...osDisk(storage.in("osDisk")), ...made.map((each) => inlineDisk(each))];
  },
};

function machine(args: Reading): Consumption {
  const type = args.in("hardwareProfile").text("vmSize");
  if (type === undefined) return { kind: "unknown", why: "a machine whose size is not known yet" };
  return { kind: "machine", type, spot: ["Spot", "Low"].includes(args.text("priority") ?? "") };
}

/** Nothing for a disk that was made apart, and is counted there. */
function osDisk(args: Reading): Consumption[] {
  const managed = args.in("managedDisk");
  if (managed.has("id")) return [];
  const [size, type] = [args.number("diskSizeGB"), managed.text("storageAccountType")];
  const assumed = [
    ...(size === undefined ? [`${OS_DISK_GIB} GiB boot disk`] : []),
    ...(type === undefined ? [`boot disk of ${OS_DISK}`] : []),
  ];
  return [
    {
      kind: "disk",
      class: type ?? OS_DISK,
      sizeGib: size ?? OS_DISK_GIB,
      ...made(type ?? OS_DISK),
      cheaper: cheaperThan(type ?? OS_DISK),
      ...(assumed.length > 0 ? { assumed } : {}),
    },
  ];
}

function inlineDisk(args: Reading): Consumption {
  const sizeGib = args.number("diskSizeGB");
  if (sizeGib === undefined) return { kind: "unknown", why: "a disk whose size is that of its image" };
  const type = args.in("managedDisk").text("storageAccountType") ?? OS_DISK;
  return { kind: "disk", class: type, sizeGib, ...made(type), cheaper: cheaperThan(type) };
}
