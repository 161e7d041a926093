import { Bucket, Network, NetworkPeering, VirtualMachine, type VirtualMachineArgs } from "@isobar/core";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl user";

/** The portable resources with everything that each cloud has, which the programs of the three clouds share. */
export function everything(more: {
  readonly privateAccess: ("object-storage" | "registry")[];
  readonly snapshots: boolean;
}) {
  const { privateAccess, snapshots } = more;
  const network = new Network("net", { cidr: "10.20.0.0/16", flowLogs: true, privateAccess });
  const other = new Network("other", { cidr: "10.30.0.0/16", outbound: "none" });
  new NetworkPeering("link", { networks: [network, other] });
  const data = new Bucket("data", {
    versioned: true,
    lifecycle: { logs: { prefix: "logs/", coldAfterDays: 30, expireAfterDays: 90, expireOldVersionsAfterDays: 30 } },
    cors: [{ origins: ["https://example.com"], methods: ["GET", "PUT"] }],
    onDelete: "retain",
  });
  const size = { vcpus: 2, memoryGib: 4 };
  const db = new VirtualMachine("db", { network, size });
  new VirtualMachine("kept", { network, size, onDelete: "protect" });
  new VirtualMachine("web", {
    network,
    size,
    publicIp: "static",
    ingress: {
      https: { ports: 443, from: "internet" },
      api: { ports: [8080, "9000-9010"], from: [db, "203.0.113.0/24"] },
    },
    egress: { https: { ports: 443, to: "internet" }, sql: { ports: 5432, to: db } },
    ssh: { keys: [KEY], from: ["198.51.100.7/32"] },
    dataDisks: dataDisks(snapshots),
    startupScript: "#!/bin/sh\necho hello\n",
    access: [{ to: data, access: "read" }],
    ready: { http: "/" },
    expires: "72h",
  });
  new VirtualMachine("train", {
    network,
    size: { vcpus: 4, memoryGib: 15, gpu: { model: "T4" } },
    spot: true,
  });
}

function dataDisks(snapshots: boolean): NonNullable<VirtualMachineArgs["dataDisks"]> {
  return {
    data: { sizeGib: 100, mountPath: "/data", ...(snapshots && { snapshots: { everyHours: 24, keep: 7 } }) },
    log: { sizeGib: 20 },
  };
}
