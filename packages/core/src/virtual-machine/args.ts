import type { Input } from "@pulumi/pulumi";
import type { Cidr } from "../cidr";
import type { Grantable } from "../grant/grant";
import type { Network } from "../network/network";
import type { VirtualMachineOverrides } from "../overrides";
import type { Common } from "../plan";
import type { Access, OnDelete, Principal } from "../refs";

/** One wish, or several in order of preference. */
export type Ranked<T> = T | readonly [T, ...T[]];

/** A value for each cloud, by the backend's name. */
export type PerCloud<T> = Readonly<Record<string, T>>;

export type Arch = "amd64" | "arm64";

export type GpuModel =
  | "T4"
  | "L4"
  | "A10G"
  | "P100"
  | "V100-16GB"
  | "A100-40GB"
  | "A100-80GB"
  | "L40S"
  | "H100-80GB"
  | "H200"
  | "B200"
  | "MI300X"
  | (string & {});

/** A wish that the catalogue turns into a machine type with at least that much, or a native type per cloud. */
export type MachineSize =
  | {
      vcpus: number;
      memoryGib: number;
      /** Default: "amd64". */
      arch?: Arch;
      /** Types whose full speed comes from credits or shared cores, for less money. Default: false. */
      burstable?: boolean;
      /** Exactly so many GPUs of the first model that the region has. Default of count: 1. */
      gpu?: { model: Ranked<GpuModel>; count?: number };
    }
  | { type: PerCloud<string> };

export type ImageName =
  | "ubuntu-24.04"
  | "ubuntu-22.04"
  | "debian-13"
  | "debian-12"
  | "ubuntu-24.04-nvidia"
  | (string & {});

/** "balanced" is gp3 on AWS, a balanced persistent disk or hyperdisk on GCP, a premium SSD on Azure. */
export type DiskClass = "hdd" | "balanced" | "ssd";

export interface Disk {
  sizeGib: number;
  /** Default: "balanced". */
  class?: DiskClass;
}

/**
 * A disk that outlives the machine and moves with it to its replacement, in the same zone. It can grow, after which its
 * file system has to be grown on the machine, but not shrink. Unmount a disk before you remove it: AWS stops the machine
 * for that, and leaves it stopped.
 */
export interface DataDisk extends Disk {
  /** Where the first boot mounts it; a blank disk gets an ext4 file system. Default: it is attached, not mounted. */
  mountPath?: string;
  /** Default: none. */
  snapshots?: { everyHours: number; keep: number };
  /** "retain": neither removing it from the program nor `pulumi destroy` deletes it. Default: "retain". */
  onDelete?: OnDelete;
}

/** Who may connect: everybody, a range, a network, or a machine. */
export type Peer = "internet" | Cidr | Network | Principal;

/** A port, or a range such as "8000-8010". */
export type Ports = number | `${number}-${number}`;

/** "icmp" is what ping uses; "all" is every protocol. */
export type Protocol = "tcp" | "udp" | "icmp" | "all";

export interface IngressRule {
  /** Needed with tcp and udp; "icmp" and "all" have none. */
  ports?: Ports | Ports[];
  /** Default: "tcp". */
  protocol?: Protocol;
  from: Peer | Peer[];
}

export interface EgressRule {
  /** Needed with tcp and udp; "icmp" and "all" have none. */
  ports?: Ports | Ports[];
  /** Default: "tcp". */
  protocol?: Protocol;
  to: Peer | Peer[];
}

/**
 * When a machine counts as ready. It is asked on the machine itself, so no port has to be open; every `up` waits for it, and
 * shows the end of the startup script's log if the script fails or the time is over.
 */
export interface Readiness {
  /** A path that answers over HTTP with a status from 200 to 399, such as "/health" or, on another port than 80, ":8080/health". */
  http?: string;
  /** A port that accepts connections. */
  tcp?: number;
  /** How long `up` waits: "90s", "10m", "1h". Default: "10m". */
  timeout?: string;
}

export interface VirtualMachineArgs extends Common<VirtualMachineOverrides> {
  /** Chosen once and kept until the wish or `choice` changes; a changed wish resizes the machine, which restarts it. */
  size: MachineSize;
  /** Chosen once and kept likewise; a changed wish replaces the machine. Default: "ubuntu-24.04". */
  image?: ImageName | { native: PerCloud<string> };
  /** Change it, to anything, to choose type, image and zone anew. */
  choice?: string;
  /** Default: the target's default network, made once for all machines that name none. */
  network?: Network;
  /** "ephemeral" may change when the machine stops. Changing this argument may replace the machine. Default: false. */
  publicIp?: false | "ephemeral" | "static";
  /** Who may connect to what, by a name of yours. Default: nobody. */
  ingress?: Readonly<Record<string, IngressRule>>;
  /**
   * What the machine may connect to, by a name of yours; nothing else then. Name resolution and the cloud's metadata always
   * work; buckets need tcp 443 to "internet", as do Session Manager and `ready` on AWS. Default: everything.
   */
  egress?: Readonly<Record<string, EgressRule>>;
  /** The user is the same on every cloud: "isobar" unless named. Port 22 is open only to `from`. Default: no keys. */
  ssh?: { keys?: Input<string>[]; user?: string; from?: Peer[] };
  /** Deleted with the machine. Default: 30 GiB, balanced. */
  bootDisk?: Disk;
  /** Disks by a name of yours. A machine with data disks keeps its zone. Default: none. */
  dataDisks?: Readonly<Record<string, DataDisk>>;
  /** A script with a `#!` line, run once as root at the first boot; with all that it carries at most 16 KiB on AWS. */
  startupScript?: Input<string>;
  /** True: a changed script replaces the machine. False: a change waits for the next replacement. Default: false. */
  rerunScriptOnChange?: boolean;
  /** What the machine may use, in force before its first boot. Default: nothing. */
  access?: readonly { to: Grantable; access: Access }[];
  /** What `up` waits for. Default: it waits until the machine is created. */
  ready?: Readiness;
  /** Capacity that costs less and that the cloud may take back; it then stops unless told otherwise. Default: false. */
  spot?: boolean | { maxPricePerHour?: number; onInterruption?: "stop" | "delete" };
  /**
   * What may happen when the host is maintained: "migrate" moves the running machine where the cloud can, "restart" stops
   * it and starts it elsewhere. Default: "migrate"; "restart" with a GPU or on a cloud that never moves machines.
   */
  maintenance?: "migrate" | "restart";
  /**
   * When the cloud itself stops the machine, so that it costs no more than its disks and addresses: a time from its creation
   * such as "72h" or "30d", or a moment in RFC 3339. Capacity with onInterruption "delete" is deleted. Default: never.
   */
  expires?: string;
  /** "protect": neither Pulumi nor the cloud deletes it before this is "delete" again. Default: "delete". */
  onDelete?: "protect" | "delete";
}
