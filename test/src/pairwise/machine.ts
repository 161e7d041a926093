import type { Access, DataDisk, OnDelete, VirtualMachineArgs } from "@isobar/core";
import { secret } from "@pulumi/pulumi";
import type { Factors, Value } from "./factor.js";

type Args = Partial<VirtualMachineArgs>;

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl user";
const SCRIPT = "#!/bin/sh\necho ready > /srv/state\n";
const IMAGES = {
  aws: "ami-0123456789abcdef0",
  gcp: "projects/mine/global/images/golden",
  azure: "Canonical:ubuntu-24_04-lts:server:latest",
};
const ARM64_IMAGES = { ...IMAGES, azure: "Canonical:ubuntu-24_04-lts:server-arm64:latest" };
const TYPES = { aws: "m7i.large", gcp: "n2-standard-2", azure: "Standard_D2s_v5" };
const EXTERNAL = "203.0.113.0/24";

function disks(named: Readonly<Record<string, DataDisk>>): Value<Args> {
  const all = Object.values(named);
  const wishes = all.map((disk): OnDelete => disk.onDelete ?? "retain");
  return {
    args: { dataDisks: named },
    declared: ({ virtualMachine: { dataDisks } }) =>
      dataDisks !== false &&
      wishes.every((wish) => dataDisks.onDelete.includes(wish)) &&
      (dataDisks.snapshots || all.every((disk) => !disk.snapshots)),
  };
}

function access(wish: Access): Value<Args> {
  return {
    args: ({ bucket }) => (bucket ? { access: [{ to: bucket, access: wish }] } : {}),
    declared: ({ grant }) => grant.bucket.access.includes(wish),
  };
}

function maintenance(wish: "migrate" | "restart"): Value<Args> {
  return {
    args: { maintenance: wish },
    declared: ({ virtualMachine }) => virtualMachine.maintenance.includes(wish),
  };
}

function egress(rules: NonNullable<Args["egress"]>): Value<Args> {
  return { args: { egress: rules }, declared: ({ virtualMachine }) => virtualMachine.egress };
}

function ready(wish: NonNullable<Args["ready"]>): Value<Args> {
  return { args: { ready: wish }, declared: ({ virtualMachine }) => virtualMachine.ready };
}

/** Arguments of `VirtualMachine "web"` beside its network. */
export const MACHINE: Factors<Args> = {
  size: {
    where: 'VirtualMachine "web": size',
    values: {
      plain: { args: { size: { vcpus: 2, memoryGib: 4 } } },
      burstable: { args: { size: { vcpus: 2, memoryGib: 4, burstable: true } } },
      arm64: { args: { size: { vcpus: 2, memoryGib: 4, arch: "arm64" } } },
      gpu: {
        args: { size: { vcpus: 4, memoryGib: 15, gpu: { model: ["T4"] } } },
        declared: ({ virtualMachine }) => virtualMachine.gpu,
      },
      named: { args: { size: { type: TYPES } } },
    },
  },
  image: {
    where: 'VirtualMachine "web": image',
    values: {
      default: {},
      debian: { args: { image: "debian-12" } },
      older: { args: { image: "ubuntu-22.04" } },
      native: { args: { image: { native: IMAGES } } },
    },
  },
  choice: { where: 'VirtualMachine "web": choice', values: { first: {}, second: { args: { choice: "2" } } } },
  publicIp: {
    where: 'VirtualMachine "web": publicIp',
    values: { none: {}, ephemeral: { args: { publicIp: "ephemeral" } }, static: { args: { publicIp: "static" } } },
  },
  ingress: {
    where: 'VirtualMachine "web": ingress',
    values: {
      none: {},
      internet: { args: { ingress: { https: { ports: 443, from: "internet" } } } },
      ranges: {
        args: { ingress: { dns: { ports: [53, "8000-8010"], protocol: "udp", from: [EXTERNAL, "198.51.100.7/32"] } } },
      },
      network: {
        args: ({ network }) => (network ? { ingress: { db: { ports: 5432, from: network } } } : {}),
      },
      protocols: {
        args: { ingress: { ping: { protocol: "icmp", from: "internet" }, own: { protocol: "all", from: EXTERNAL } } },
        declared: ({ virtualMachine: { protocols } }) => protocols.includes("icmp") && protocols.includes("all"),
      },
      machine: {
        args: ({ front }) => (front ? { ingress: { api: { ports: [80, 8080], from: [front(), EXTERNAL] } } } : {}),
      },
    },
  },
  ssh: {
    where: 'VirtualMachine "web": ssh',
    values: {
      none: {},
      keys: { args: { ssh: { keys: [KEY] } } },
      open: { args: { ssh: { keys: [KEY], user: "ada", from: [EXTERNAL] } } },
    },
  },
  bootDisk: {
    where: 'VirtualMachine "web": bootDisk',
    values: {
      default: {},
      hdd: { args: { bootDisk: { sizeGib: 200, class: "hdd" } } },
      ssd: { args: { bootDisk: { sizeGib: 64, class: "ssd" } } },
    },
  },
  dataDisks: {
    where: 'VirtualMachine "web": dataDisks',
    values: {
      none: {},
      mounted: disks({ data: { sizeGib: 100, mountPath: "/data" } }),
      several: disks({
        data: { sizeGib: 50, class: "ssd" },
        log: { sizeGib: 20, mountPath: "/log", onDelete: "delete" },
      }),
      snapshots: disks({ data: { sizeGib: 100, class: "hdd", snapshots: { everyHours: 24, keep: 7 } } }),
      ifEmpty: disks({ data: { sizeGib: 100, onDelete: "delete-if-empty" } }),
    },
  },
  startupScript: {
    where: 'VirtualMachine "web": startupScript',
    values: {
      none: {},
      plain: { args: { startupScript: SCRIPT } },
      secret: { args: () => ({ startupScript: secret(SCRIPT) }) },
    },
  },
  rerun: {
    where: 'VirtualMachine "web": rerunScriptOnChange',
    values: { off: {}, on: { args: { rerunScriptOnChange: true } } },
  },
  access: {
    // Refused by the grant that it makes.
    where: 'Grant "data-web-[a-z0-9-]+": access',
    values: { none: {}, read: access("read"), write: access("write"), readWrite: access("read-write") },
  },
  spot: {
    where: 'VirtualMachine "web": spot',
    values: {
      none: {},
      stop: { args: { spot: true }, declared: ({ virtualMachine: { spot } }) => spot !== false },
      priced: {
        args: { spot: { maxPricePerHour: 0.5 } },
        declared: ({ virtualMachine: { spot } }) => spot !== false && spot.maxPrice,
      },
      deleted: {
        args: { spot: { onInterruption: "delete" } },
        declared: ({ virtualMachine: { spot } }) => spot !== false && spot.onInterruption.includes("delete"),
      },
    },
  },
  maintenance: {
    where: 'VirtualMachine "web": maintenance',
    values: { default: {}, migrate: maintenance("migrate"), restart: maintenance("restart") },
  },
  machineOnDelete: {
    where: 'VirtualMachine "web": onDelete',
    values: { delete: {}, protect: { args: { onDelete: "protect" } } },
  },
  expires: {
    where: 'VirtualMachine "web": expires',
    values: {
      never: {},
      soon: { args: { expires: "72h" }, declared: ({ virtualMachine }) => Boolean(virtualMachine.expires) },
    },
  },
  egress: {
    where: 'VirtualMachine "web": egress',
    values: {
      everything: {},
      nothing: egress({}),
      some: egress({
        web: { ports: [80, 443], to: "internet" },
        dns: { ports: 53, protocol: "udp", to: [EXTERNAL, "10.0.0.0/8"] },
        ping: { protocol: "icmp", to: "internet" },
      }),
    },
  },
  ready: {
    where: 'VirtualMachine "web": ready',
    values: { created: {}, http: ready({ http: ":8080/health" }), tcp: ready({ tcp: 22, timeout: "2m" }) },
  },
};

/** The native image in its form for the size's processors. */
export function imageFor({ image, size }: VirtualMachineArgs): Pick<VirtualMachineArgs, "image"> {
  const native = typeof image === "object" && "native" in image;
  return native && "arch" in size && size.arch === "arm64" ? { image: { native: ARM64_IMAGES } } : {};
}
