import { type Consumer, type Consumption, Reading } from "@isobar/core/driver";
import { cheaperThan, made } from "./disk";

/** "Create and start a Compute Engine instance": the boot disk is as large as its image, 10 GB for most. */
const BOOT = { sizeGib: 10, type: "pd-standard" };
const LOCAL_SSD_GIB = 375;

/** A machine with its boot disk, its local disks and its automatic public address. */
export const instance: Consumer = {
  inputs: [
    "machineType",
    "scheduling.provisioningModel",
    "scheduling.preemptible",
    "guestAccelerators.type",
    "guestAccelerators.count",
    "bootDisk.source?",
    "bootDisk.initializeParams.size",
    "bootDisk.initializeParams.type",
    "scratchDisks.size",
    "networkInterfaces.accessConfigs.networkTier",
    "networkInterfaces.accessConfigs.natIp?",
  ],
  consume(inputs) {
    const args = new Reading(inputs);
    const scheduling = args.in("scheduling");
    const spot = scheduling.text("provisioningModel") === "SPOT" || scheduling.flag("preemptible");
    return [
      machine(args, spot),
      ...bootDisk(args.in("bootDisk")),
      ...args.list("scratchDisks").map((each) => scratch(each)),
      ...args
        .list("networkInterfaces")
        .flatMap((card) => card.list("accessConfigs"))
        .flatMap((access) => wayOut(access, spot)),
    ];
  },
};

function machine(args: Reading, spot: boolean): Consumption {
  const type = args.text("machineType");
  if (type === undefined) return { kind: "unknown", why: "a machine whose type is not known yet" };
  const gpu = args.in("guestAccelerators");
  const [name, count] = [gpu.text("type"), gpu.number("count") ?? 1];
  return {
    kind: "machine",
    type,
    spot,
    ...(name === undefined || count === 0 ? {} : { accelerator: { name, count } }),
  };
}

/** Nothing for a disk that was made apart, and is counted there. */
function bootDisk(args: Reading): Consumption[] {
  if (args.has("source")) return [];
  const wish = args.in("initializeParams");
  const [size, type] = [wish.number("size"), wish.text("type")];
  const assumed = [
    ...(size === undefined ? [`${BOOT.sizeGib} GiB boot disk`] : []),
    ...(type === undefined ? [`boot disk of ${BOOT.type}`] : []),
  ];
  const kind = type ?? BOOT.type;
  return [
    {
      kind: "disk",
      class: kind,
      sizeGib: size ?? BOOT.sizeGib,
      ...made(kind),
      cheaper: cheaperThan(kind),
      ...(assumed.length > 0 ? { assumed } : {}),
    },
  ];
}

function scratch(args: Reading): Consumption {
  return { kind: "disk", class: "local-ssd", sizeGib: args.number("size") ?? LOCAL_SSD_GIB };
}

/** "VPC network pricing": an address in use is paid for, static or not; a static one is a resource of its own. */
function wayOut(access: Reading, spot: boolean): Consumption[] {
  const tier = access.text("networkTier") === "STANDARD" ? "standard" : "premium";
  return [...(access.has("natIp") ? [] : [{ kind: "public-ip", spot } as const]), { kind: "egress", tier }];
}
